import { placeOf, searchPeople } from '#domains/people';
import type { Tx } from '#platform/db';
import type { CaseRecord } from '../types.ts';

export interface FoundHere {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

/** People of the case's school by name, for a page without a script. */
export async function lookUp(tx: Tx, file: CaseRecord, words: string): Promise<FoundHere[]> {
  const found = await searchPeople(tx, file.school.id, words);
  return found.map((person) => ({ id: person.id, name: person.name, place: placeOf(person) }));
}
