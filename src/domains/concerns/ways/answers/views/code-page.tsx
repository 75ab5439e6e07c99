import type { FormState } from '#platform/forms';
import { Button, type PageContext, TextField } from '#platform/ui';
import { TellFrame } from '../../tell/views/frame.tsx';

interface CodePageProps {
  readonly context: PageContext;
  readonly form: FormState;
}

export function CodePage({ context, form }: CodePageProps) {
  return (
    <TellFrame context={context} form={form} heading="See the answer">
      <form method="post" action="/tell/answers" autoComplete="off" noValidate>
        <TextField
          form={form}
          name="code"
          label="Your code"
          hint="Six groups of four letters and numbers. Small or large letters, with or without lines between."
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          classes="gh-code"
        />
        {/* What was typed beside a code that did not open comes back with it. */}
        <input type="hidden" name="words" value={form.values.words?.[0]} />
        <Button preventDoubleClick>See the answer</Button>
      </form>
      <p>No code? You can always tell again, or tell an adult you trust.</p>
    </TellFrame>
  );
}
