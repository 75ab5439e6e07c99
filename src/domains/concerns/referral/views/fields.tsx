import type { FormState } from '#platform/forms';
import { DateField, RadiosField, TextareaField, TextField } from '#platform/ui';
import { recipientIds, recipients } from '../recipients.ts';

export function ReferFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <p className="govuk-body">
        Write down what you did. Gatehouse sends nothing: you telephone, or use their own form.
      </p>
      <RadiosField
        form={form}
        name="recipient"
        label="Whom is it referred to?"
        items={recipientIds.map((value) => ({ value, text: recipients[value].name }))}
      />
      <TextareaField form={form} name="reason" label="Why?" hint="Kept with the case." rows={4} />
      <DateField form={form} name="madeOn" label="When did you refer it?" />
      <TextField form={form} name="madeTime" label="At what time? (if known)" width={5} />
      <TextField form={form} name="how" label="How?" hint="By telephone on 101, by their form, by letter." />
      <TextField form={form} name="spokeTo" label="Whom did you speak to? (if anybody)" />
      <TextField
        form={form}
        name="reference"
        label="Their reference (if you have it)"
        width={20}
        spellcheck={false}
      />
      <DateField
        form={form}
        name="nextCheck"
        label="When do you check for an answer?"
        hint="You are reminded on that day."
      />
    </>
  );
}
