import type { FormState } from '#platform/forms';
import { ErrorMessage, PersonSearch, RadiosField } from '#platform/ui';
import type { FoundHere } from '../look-up.ts';

export interface PersonPickerProps {
  readonly form: FormState;
  /** Who was looked up without a script; undefined where nobody was. */
  readonly found: readonly FoundHere[] | undefined;
  readonly schoolId: string;
  readonly label: string;
}

function Found({ form, found }: Pick<PersonPickerProps, 'form' | 'found'>) {
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

/** One person of a school, looked up by name; without a script by the button, then chosen. */
export function PersonPicker({ form, found, schoolId, label }: PersonPickerProps) {
  return (
    <>
      <PersonSearch
        form={form}
        name="person_search"
        target={found === undefined ? 'person' : 'person_chosen'}
        url={`/people/search/${schoolId}`}
        label={label}
        hint="A few letters are enough"
      />
      <Found form={form} found={found} />
    </>
  );
}
