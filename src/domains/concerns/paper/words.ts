import { fieldName, sayValue } from '../case/words.ts';
import type { ReporterUpdate } from '../queries.ts';
import type { Concern, Part, Party, Place } from '../types.ts';
import type { HandOverUse } from './forms.ts';
import type { Entry } from './types.ts';

/** The answers of the report in the words that are printed; those of the case are in case/words.ts. */

export const placeWords: Readonly<Record<Place, string>> = {
  school: 'At school',
  home: 'At home',
  elsewhere: 'Somewhere else',
  unknown: 'Not known',
};

export const partWords: Readonly<Record<Part, string>> = {
  affected: 'Affected',
  involved: 'Involved',
  witness: 'Witness',
  alleged: 'May have done this',
};

export const availableWords = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;

export const screenWords: Readonly<Record<NonNullable<Concern['screenHidden']>, string>> = {
  yes: 'Yes',
  no: 'No',
  not_applicable: 'There is no screen to hide',
};

export const imageWords: Readonly<Record<Concern['indecentImage'], string>> = {
  yes: 'Yes',
  not_sure: 'Not sure',
  no: 'No',
};

export const updateWords = {
  sent: 'Receipt',
  acknowledged: 'Acknowledgement',
  message: 'Message',
  outcome: 'Outcome',
  reopened: 'Reopened',
} as const;

/** What an update says by itself, where nobody wrote anything. */
const updateSays: Readonly<Record<keyof typeof updateWords, string>> = {
  sent: 'That it had arrived',
  acknowledged: 'That it had been read',
  message: 'Nothing was written',
  outcome: 'That it had been closed',
  reopened: 'That it had been opened again',
};

export const updateText = ({ kind, body }: ReporterUpdate): string => body ?? updateSays[kind];

export const useWords: Readonly<Record<HandOverUse, string>> = {
  attached: 'To be attached to the record in MyConcern',
  typed: 'To be typed from, into MyConcern',
  other: 'Another use',
};

export function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

/** "Kasia Wren, aged 9 at the time, Year 5, Beech". */
export function partyWords({ name, age, where, isAdult }: Party): string {
  const years = age === null || isAdult ? undefined : `aged ${age} at the time`;
  return [name, years, where, isAdult ? 'adult' : undefined]
    .filter((part) => part !== undefined && part !== null)
    .join(', ');
}

/** Fields of a change whose values are ids of persons. */
export const PERSON_FIELDS: ReadonlySet<string> = new Set(['assignedTo', 'owner']);

/** What an entry of the timeline says, beside its heading: its words, who it was about, and every value that changed. */
export function entryText({ body, details }: Entry, names: ReadonlyMap<string, string>): string {
  const person = details.person === undefined ? undefined : names.get(details.person);
  const changes = (details.changes ?? []).map(({ field, from, to }) => {
    const before = from === null || from.length === 0 ? '' : ` (before: ${sayValue(field, from, names)})`;
    return `${fieldName(field)}: ${sayValue(field, to, names)}${before}`;
  });
  return [person, body, details.note, ...changes]
    .filter((text) => text !== undefined && text !== null && text !== '')
    .join('\n');
}
