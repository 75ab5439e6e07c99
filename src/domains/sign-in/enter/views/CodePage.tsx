import type { FormState } from '#platform/forms';
import { Button, FormErrors, type PageContext, PlainPage, TextField } from '#platform/ui';

export interface CodePageProps {
  readonly context: PageContext;
  readonly form: FormState;
}

export function CodePage({ context, form }: CodePageProps) {
  return (
    <PlainPage title="Your code" context={context} errors={form.errors} heading="Enter your code">
      <FormErrors form={form} />
      <form method="post" action="/sign-in/code" noValidate>
        <TextField
          form={form}
          name="code"
          label="Six digits"
          hint="Open the authenticator app on your phone and find Gatehouse."
          inputmode="numeric"
          autocomplete="one-time-code"
          width={5}
        />
        <Button>Go on</Button>
      </form>
      <p className="gh-muted">
        Lost your phone? Ask your Head or the trust’s safeguarding lead. They and a second person who reads
        cases give your sign-in back to you in person.
      </p>
      <p>
        <a href="/sign-in">Start again</a>
      </p>
    </PlainPage>
  );
}
