import type { FormState } from '#platform/forms';
import { Button, FormErrors, type PageContext, PasswordField, PlainPage, TextField } from '#platform/ui';

export interface InvitationPageProps {
  readonly context: PageContext;
  readonly form: FormState;
}

export function InvitationPage({ context, form }: InvitationPageProps) {
  return (
    <PlainPage
      title="Use your one-time code"
      context={context}
      errors={form.errors}
      heading="Use your one-time code"
    >
      <FormErrors form={form} />
      <p>You were given a user name and a code. Choose your own password here; nobody else ever knows it.</p>
      <p>
        If this replaces a password that you had, you can report a concern at once. What you reported earlier
        may stay shut until your designated safeguarding lead, or somebody else who reads cases, has said that
        it is really you.
      </p>
      <form method="post" action="/invitation" noValidate>
        <TextField
          form={form}
          name="userName"
          label="User name"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <TextField
          form={form}
          name="code"
          label="One-time code"
          hint="Twelve letters and digits, such as 7KQM-X2PD-9RTV."
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          width={20}
        />
        <PasswordField
          form={form}
          name="newPassword"
          label="Choose a password"
          hint="At least 12 characters. Three words that do not belong together are easy to remember."
          autocomplete="new-password"
        />
        <Button>Go on</Button>
      </form>
    </PlainPage>
  );
}
