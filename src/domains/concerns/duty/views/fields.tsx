import { DateField, SelectField, TextareaField, TextField } from '#platform/ui';
import type { FieldsOf } from '../../case/form/routes.tsx';
import { duties } from '../duties.ts';
import type { DutyView } from '../service.ts';
import { WhatTheLawSays } from './law.tsx';

export function DutyFields({ form, view }: FieldsOf<DutyView>) {
  const { name, whose } = duties[view.duty];
  return (
    <>
      <h2 className="govuk-heading-m">{name}</h2>
      <WhatTheLawSays reference={view.reference} />
      <p className="govuk-body">
        <b>Whose duty:</b> {whose} Write down here how they did it.
      </p>
      <SelectField
        form={form}
        name="person"
        label="Who had the duty?"
        items={[
          { value: '', text: 'Choose' },
          ...view.staff.map(({ id, name: called }) => ({ value: id, text: called })),
        ]}
      />
      <TextField form={form} name="toldWhom" label="Whom did they tell?" />
      <DateField form={form} name="toldOn" label="When?" />
      <TextField form={form} name="toldTime" label="At what time? (if known)" width={5} />
      <TextField
        form={form}
        name="reference"
        label="Reference that they were given"
        width={20}
        spellcheck={false}
      />
      <TextareaField form={form} name="note" label="Anything else (if you wish)" rows={3} />
    </>
  );
}
