import type { FormState } from '#platform/forms';
import { Button, FormErrors, type PageContext, PlainPage, TextField } from '#platform/ui';

interface SetUpCodePageProps {
  readonly context: PageContext;
  readonly form: FormState;
}

/** Asked on this page, or never sent back into one. */
const NOT_KEPT = new Set(['token', 'recovery_key', 'headPassword']);

/** The first page of an installation. What was typed before the code changed goes along unseen. */
export function SetUpCodePage({ context, form }: SetUpCodePageProps) {
  const kept = Object.entries(form.values).filter(([name]) => !NOT_KEPT.has(name));
  return (
    <PlainPage title="Set up Gatehouse" context={context} errors={form.errors} heading="Set up Gatehouse">
      <FormErrors form={form} />
      <p>Nobody can sign in yet. Whoever can read the console of this machine may set Gatehouse up.</p>
      <form method="post" action="/set-up/key" noValidate>
        {kept.map(([name, values]) => (
          <input key={name} type="hidden" name={name} value={values[0] ?? ''} />
        ))}
        <TextField
          form={form}
          name="token"
          label="Code on the console"
          hint="Where Gatehouse was started, it shows a code. Ask whoever started it to read it to you."
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          width={20}
        />
        <Button>Go on</Button>
      </form>
    </PlainPage>
  );
}
