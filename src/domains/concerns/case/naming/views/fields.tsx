import { RadiosField, TextareaField } from '#platform/ui';
import { parts } from '../../../types.ts';
import type { FieldsProps } from '../../act/views/fields.tsx';
import { partWords } from '../../words.ts';
import { PersonPicker } from './picker.tsx';

const partHints = {
  affected: 'Was hurt or upset, or may have been',
  involved: 'Took part, or was drawn in',
  witness: 'Saw or heard it',
  alleged: 'May have done it. An adult no longer sees this concern from now on.',
} as const;

export function NamePersonFields(props: FieldsProps) {
  const { form, view } = props;
  const unknown = view.parties.filter(({ personId }) => personId === null);
  return (
    <>
      <p className="govuk-body">
        The report stays as it was sent. Who is named here is part of the case from now on, with their family
        and other concerns about them.
      </p>
      {unknown.length === 0 ? null : (
        <RadiosField
          form={form}
          name="identifies"
          label="Are they somebody whom the report could only describe?"
          items={[
            ...unknown.map(({ id, name, part }) => ({
              value: id,
              text: `Yes: “${name}”`,
              hint: { text: partWords[part] },
            })),
            { value: '', text: 'No, somebody else' },
          ]}
        />
      )}
      <PersonPicker
        form={form}
        found={view.found}
        schoolId={view.file.school.id}
        label="Name of a child or adult at this school"
      />
      <RadiosField
        form={form}
        name="part"
        label="Their part"
        items={parts.map((part) => ({ value: part, text: partWords[part], hint: { text: partHints[part] } }))}
      />
      <TextareaField form={form} name="note" label="How do you know? (optional)" rows={3} />
    </>
  );
}
