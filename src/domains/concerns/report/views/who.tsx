import type { FormState } from '#platform/forms';
import { Button, ErrorMessage, PersonSearch, RadiosField, Select } from '#platform/ui';
import { DescribedAlone, partItems, Unlisted } from './described.tsx';
import { StepFrame, type StepPageProps } from './shared.tsx';

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

interface RowProps {
  readonly name: string;
  readonly place: string;
  readonly partName: string;
  readonly part: string;
  readonly removeValue: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
}

function PersonRow({ name, place, partName, part, removeValue, hidden }: RowProps) {
  return (
    <li className="gh-card">
      {hidden.map((field) => (
        <input key={field.name} type="hidden" name={field.name} value={field.value} />
      ))}
      <p className="govuk-body">
        <b>{name}</b> <span className="gh-muted">{place}</span>
      </p>
      <Select
        id={`${partName}-${removeValue}`}
        name={partName}
        label={{
          text: (
            <>
              Their part<span className="govuk-visually-hidden"> ({name})</span>
            </>
          ),
        }}
        items={partItems}
        value={part}
      />
      <Button name="do" value={`remove:${removeValue}`} classes="govuk-button--secondary">
        Take off the list<span className="govuk-visually-hidden"> ({name})</span>
      </Button>
    </li>
  );
}

/** Stands in the list until it is taken off: a report is not sent without somebody who was put on it. */
const nobodyFound = {
  name: 'Somebody you added',
  place: 'No longer on the list of this school',
} as const;

interface ListProps {
  readonly form: FormState;
  readonly people: readonly ListedPerson[];
}

function Added({ form, people }: ListProps) {
  const described = form.values.unknown ?? [];
  const ids = form.values.person ?? [];
  if (ids.length + described.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">On this report</h2>
      <ul className="govuk-list">
        {ids.map((id, at) => (
          <PersonRow
            key={id}
            {...(people.find((person) => person.id === id) ?? nobodyFound)}
            partName="person_part"
            part={form.values.person_part?.[at] ?? 'affected'}
            removeValue={`person:${at}`}
            hidden={[{ name: 'person', value: id }]}
          />
        ))}
        {described.map((text, at) => (
          <PersonRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
            key={at}
            name={text}
            place={form.values.unknown_adult?.[at] === 'yes' ? 'Adult, not on the list' : 'Not on the list'}
            partName="unknown_part"
            part={form.values.unknown_part?.[at] ?? 'affected'}
            removeValue={`unknown:${at}`}
            hidden={[
              { name: 'unknown', value: text },
              { name: 'unknown_adult', value: form.values.unknown_adult?.[at] ?? 'no' },
            ]}
          />
        ))}
      </ul>
    </>
  );
}

function Found({ form, found }: { readonly form: FormState; readonly found: readonly ListedPerson[] }) {
  if (found.length === 0)
    return (
      <ErrorMessage text="Nobody on the roll has that name. Try fewer letters, or describe them below." />
    );
  return (
    <RadiosField
      form={form}
      name="person_add"
      label="Who do you mean?"
      hint="At most 12 are shown. If they are not among them, type more letters above and search again."
      items={found.map((person) => ({ value: person.id, text: person.name, hint: { text: person.place } }))}
    />
  );
}

/**
 * What the Enter key presses: the form's first button, whichever that is. It adds what was filled in or looks up the
 * name, and takes nobody off; nobody sees it or comes to it with Tab.
 */
function EnterKey() {
  return (
    <button
      type="submit"
      name="do"
      value="enter"
      className="govuk-visually-hidden"
      tabIndex={-1}
      aria-hidden="true"
    >
      Look up
    </button>
  );
}

export interface WhoStepProps extends StepPageProps {
  /** Where names are looked up; undefined for somebody with no post at the school. */
  readonly schoolId: string | undefined;
  readonly people: readonly ListedPerson[];
  /** What the Search button found; undefined when nobody was looked for. */
  readonly found: readonly ListedPerson[] | undefined;
}

export function WhoStep({ schoolId, people, found, ...page }: WhoStepProps) {
  const { form } = page;
  return (
    <StepFrame {...page} step="who" heading="Who is it about?">
      <EnterKey />
      <Added form={form} people={people} />
      {schoolId === undefined ? (
        <DescribedAlone form={form} />
      ) : (
        <ByName form={form} people={people} found={found} schoolId={schoolId} />
      )}
    </StepFrame>
  );
}

interface ByNameProps extends ListProps {
  readonly schoolId: string;
  readonly found: readonly ListedPerson[] | undefined;
}

function ByName({ form, people, found, schoolId }: ByNameProps) {
  return (
    <>
      <h2 className="govuk-heading-m">{people.length > 0 ? 'Add somebody else' : 'Find them by name'}</h2>
      <PersonSearch
        form={form}
        name="person_search"
        target={found === undefined ? 'person_add' : 'person_chosen'}
        url={`/people/search/${schoolId}`}
        label="Name of a child or adult at this school"
        hint="A few letters are enough"
      />
      {found === undefined ? null : <Found form={form} found={found} />}
      <Select name="person_add_part" label={{ text: 'Their part' }} items={partItems} value="affected" />
      <Button name="do" value="add" classes="govuk-button--secondary">
        Add to this report
      </Button>
      <Unlisted form={form} />
    </>
  );
}
