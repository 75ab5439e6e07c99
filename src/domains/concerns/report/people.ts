import type { FoundPerson } from '#domains/people';
import type { FieldError, Values } from '#platform/forms';
import { isUuid } from '#platform/ids';

/**
 * The people of a report are two lists in the draft, each kept in parallel fields: those found on the roll
 * (`person`, `person_part`) and those described (`unknown`, `unknown_part`, `unknown_adult`). The "add" boxes of
 * the page are put on the lists here, with a script or without.
 */

const list = (values: Values, name: string): readonly string[] => values[name] ?? [];
const first = (values: Values, name: string): string => list(values, name)[0]?.trim() ?? '';

/** More people than this is a whole class: describe them. */
export const MOST_PEOPLE = 30;

function addPerson(values: Values): Values {
  const id = first(values, 'person_add');
  if (!isUuid(id) || list(values, 'person').includes(id)) return values;
  return {
    ...values,
    person: [...list(values, 'person'), id],
    person_part: [...list(values, 'person_part'), first(values, 'person_add_part') || 'affected'],
  };
}

function addUnknown(values: Values, described: string): Values {
  if (described === '') return values;
  return {
    ...values,
    unknown: [...list(values, 'unknown'), described],
    unknown_part: [...list(values, 'unknown_part'), first(values, 'unknown_add_part') || 'affected'],
    unknown_adult: [
      ...list(values, 'unknown_adult'),
      first(values, 'unknown_add_adult') === 'yes' ? 'yes' : 'no',
    ],
  };
}

function without(values: Values, names: readonly string[], index: number): Values {
  const cut = names.map((name) => [name, list(values, name).filter((_value, at) => at !== index)] as const);
  return { ...values, ...Object.fromEntries(cut) };
}

/** One list of pairs: what is no id, or stands there twice, goes together with its part. */
function tidy(values: Values): Values {
  const ids = list(values, 'person');
  const kept = ids.flatMap((id, at) => (isUuid(id) && ids.indexOf(id) === at ? [{ id, at }] : []));
  return {
    ...values,
    person: kept.map(({ id }) => id),
    person_part: kept.map(({ at }) => list(values, 'person_part')[at] ?? 'affected'),
  };
}

/** About an adult, the first who is not known is that adult: their name need not be known. */
function asAlleged(values: Values): Values {
  const parts = [...list(values, 'person_part'), ...list(values, 'unknown_part')];
  return parts.includes('alleged')
    ? values
    : { ...values, unknown_add_part: ['alleged'], unknown_add_adult: ['yes'] };
}

const LISTS = ['person', 'person_part', 'unknown', 'unknown_part', 'unknown_adult'] as const;

/** One more than may be listed, so that the page still says that it is too many; nobody's page sends more. */
function cut(values: Values): Values {
  const short = LISTS.flatMap((name) =>
    values[name] === undefined ? [] : [[name, values[name].slice(0, MOST_PEOPLE + 1)] as const],
  );
  return { ...values, ...Object.fromEntries(short) };
}

/** What a button of the page did to the lists. Whatever button it was, a filled "add" box counts. */
export function changePeople(posted: Values, aboutAdult = false): Values {
  const [what = '', which = '', at = ''] = first(posted, 'do').split(':');
  const added = addUnknown(addPerson(tidy(cut(posted))), first(posted, 'unknown_add'));
  if (what === 'not-known') return addUnknown(aboutAdult ? asAlleged(added) : added, 'Not known');
  if (what !== 'remove') return added;
  const names = which === 'person' ? ['person', 'person_part'] : ['unknown', 'unknown_part', 'unknown_adult'];
  return without(added, names, Number(at));
}

export const isAboutAdult = (values: Values) => ['adult', 'head'].includes(first(values, 'about'));

function accusesStaff(values: Values, people: readonly FoundPerson[]): boolean {
  return list(values, 'person').some(
    (id, at) =>
      list(values, 'person_part')[at] === 'alleged' && people.some((p) => p.id === id && p.worksHere),
  );
}

/**
 * What is wrong with the people that are listed. Somebody who was listed and cannot be found is never passed over:
 * they might be the one whom the report must be kept from. A report that is not about an adult accuses none, since
 * the answer decides who may read it (design rule 2).
 */
export function problemsOnList(values: Values, people: readonly FoundPerson[]): FieldError[] {
  const found = new Set(people.map(({ id }) => id));
  const gone = list(values, 'person').findIndex((id) => !found.has(id));
  if (gone >= 0) {
    return [
      {
        field: `person_part-person:${gone}`, // their row on the page
        message:
          'Somebody on this report is no longer on the list of this school. Take them off the list. If it is still about them, describe them instead.',
      },
    ];
  }
  if (isAboutAdult(values) || !accusesStaff(values, people)) return [];
  return [
    {
      field: 'person_search',
      message:
        'You added an adult of this school as the one who may have done this. Go back to the first page and answer Yes to “an adult who works or volunteers here”.',
    },
  ];
}

/** The same, and what is missing: a report about an adult names or describes that adult. */
export function problemsWithPeople(values: Values, people: readonly FoundPerson[]): FieldError[] {
  const wrong = problemsOnList(values, people);
  if (wrong.length > 0) return wrong;
  const described = list(values, 'unknown').some(
    (_text, at) =>
      list(values, 'unknown_part')[at] === 'alleged' && list(values, 'unknown_adult')[at] === 'yes',
  );
  if (!isAboutAdult(values) || accusesStaff(values, people) || described) return [];
  return [
    {
      field: 'person_search',
      message: 'Add the adult that it is about as the one who may have done this, or describe them.',
    },
  ];
}
