import { ErrorMessage, PersonSearch, RadiosField, TextareaField } from '#platform/ui';
import { parts } from '../../../types.ts';
import type { FieldsProps } from '../../act/views/fields.tsx';
import { partWords } from '../../words.ts';

const partHints = {
  affected: 'Was hurt or upset, or may have been',
  involved: 'Took part, or was drawn in',
  witness: 'Saw or heard it',
  alleged: 'May have done it. An adult no longer sees this concern from now on.',
} as const;

function Found({ form, view }: FieldsProps) {
  const { found } = view;
  if (found === undefined) return null;
  if (found.length === 0) return <ErrorMessage text="Nobody on the roll has that name. Try fewer letters." />;
  return (
    <RadiosField
      form={form}
      name="person"
      label="Who do you mean?"
      hint="At most 12 are shown. If they are not among them, type more letters above and search again."
      items={found.map((person) => ({ value: person.id, text: person.name, hint: { text: person.place } }))}
    />
  );
}

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
      <PersonSearch
        form={form}
        name="person_search"
        target={view.found === undefined ? 'person' : 'person_chosen'}
        url={`/people/search/${view.file.school.id}`}
        label="Name of a child or adult at this school"
        hint="A few letters are enough"
      />
      <Found {...props} />
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
