import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  FormErrors,
  type PageContext,
  PasswordField,
  TextField,
} from '#platform/ui';

export interface RenewPageProps {
  readonly context: PageContext;
  readonly form: FormState;
  readonly hasAuthenticator: boolean;
}

export function RenewPage({ context, form, hasAuthenticator }: RenewPageProps) {
  const title = hasAuthenticator ? 'Renew the authenticator' : 'Set up an authenticator';
  return (
    <AppPage
      title={title}
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href="/account" />}
      heading={title}
    >
      <FormErrors form={form} />
      <p>
        {hasAuthenticator
          ? 'For a new phone. The old one goes on working until the new one is set up.'
          : 'From then on you sign in with your password and a code from your phone.'}
      </p>
      <form method="post" action="/account/authenticator" noValidate>
        <PasswordField form={form} name="password" label="Password" autocomplete="current-password" />
        {hasAuthenticator ? (
          <TextField
            form={form}
            name="code"
            label="Six digits from the present authenticator"
            inputmode="numeric"
            autocomplete="one-time-code"
            width={5}
          />
        ) : null}
        <Button>Go on</Button>
      </form>
      {hasAuthenticator ? (
        <p className="gh-muted">
          Lost the old phone? Two people give your sign-in back to you in person: ask your Head.
        </p>
      ) : null}
    </AppPage>
  );
}
