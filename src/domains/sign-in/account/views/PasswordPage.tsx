import type { FormState } from '#platform/forms';
import { AppPage, BackLink, Button, FormErrors, type PageContext, PasswordField } from '#platform/ui';

export interface PasswordPageProps {
  readonly context: PageContext;
  readonly form: FormState;
}

export function PasswordPage({ context, form }: PasswordPageProps) {
  return (
    <AppPage
      title="Change password"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href="/account" />}
      heading="Change password"
    >
      <FormErrors form={form} />
      <form method="post" action="/account/password" noValidate>
        <PasswordField form={form} name="password" label="Present password" autocomplete="current-password" />
        <PasswordField
          form={form}
          name="newPassword"
          label="New password"
          hint="At least 12 characters. Three words that do not belong together are easy to remember."
          autocomplete="new-password"
        />
        <Button>Change password</Button>
      </form>
      <p className="gh-muted">You stay signed in here. Everywhere else you are signed out.</p>
    </AppPage>
  );
}
