import { scopes, scopeWords } from '#domains/access';
import type { FormState } from '#platform/forms';
import { RadiosField, SelectField, TextField } from '#platform/ui';
import { deciders } from '../../types.ts';
import { deciderWords } from '../../words.ts';

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What is asked of a step of either ladder. */
export function StepFields({ form, forAdults }: { readonly form: FormState; readonly forAdults: boolean }) {
  return (
    <>
      <TextField
        form={form}
        name="called"
        label="What is the step called?"
        hint="Such as “Phone kept in the office”."
      />
      {forAdults ? (
        <RadiosField
          form={form}
          name="neutral"
          label="Does it judge nobody?"
          hint="An act that judges nobody, such as suspension while it is looked into, may be taken before there is a finding."
          items={[
            { value: 'no', text: 'No, it follows what was found' },
            { value: 'yes', text: 'Yes, it judges nobody' },
          ]}
        />
      ) : (
        <RadiosField
          form={form}
          name="decider"
          label="Who decides it?"
          items={deciders.map((value) => ({ value, text: upper(deciderWords[value]) }))}
        />
      )}
      <SelectField
        form={form}
        name="withdraws"
        label="What does it withdraw?"
        hint="From its first day to its last, at once."
        items={[
          { value: '', text: 'Nothing' },
          ...scopes.map((value) => ({ value, text: upper(scopeWords[value]) })),
        ]}
      />
    </>
  );
}
