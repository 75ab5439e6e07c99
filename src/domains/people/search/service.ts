import type { Tx } from '#platform/db';
import { type FoundPerson, findPeopleById, findPeopleByName } from './queries.ts';

export type { FoundPerson };

const MOST_WORDS = 4;
const MOST_FOUND = 12;

export interface FoundByName {
  readonly people: readonly FoundPerson[];
  /** There are others of that name: more letters find them. */
  readonly more: boolean;
}

/** People of one school by name, within what I may see. Fewer than two letters finds nobody. */
export async function searchByName(tx: Tx, schoolId: string, text: string): Promise<FoundByName> {
  const words = text
    .trim()
    .slice(0, 80)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  if (words.join('').length < 2) return { people: [], more: false };
  const found = await findPeopleByName(tx, schoolId, words, MOST_FOUND + 1);
  return { people: found.slice(0, MOST_FOUND), more: found.length > MOST_FOUND };
}

export async function searchPeople(tx: Tx, schoolId: string, text: string): Promise<readonly FoundPerson[]> {
  return (await searchByName(tx, schoolId, text)).people;
}

/** The people of these ids that I may see; an id that I may not see is simply not among them. */
export function peopleById(tx: Tx, schoolId: string, ids: readonly string[]): Promise<FoundPerson[]> {
  return findPeopleById(tx, schoolId, ids);
}

/** "Reception", "Year 6"; what schools call a national curriculum year. */
export function yearName(ncYear: number): string {
  if (ncYear < 0) return 'Nursery';
  return ncYear === 0 ? 'Reception' : `Year ${ncYear}`;
}

/** "Year 6, Beech", or "Works at this school": what tells two people of one name apart. */
export function placeOf(person: FoundPerson): string {
  if (person.kind === 'adult') return person.worksHere ? 'Works at this school' : 'Adult, does not work here';
  const year = person.ncYear === null ? 'No longer on roll' : yearName(person.ncYear);
  return person.group === null ? year : `${year}, ${person.group}`;
}
