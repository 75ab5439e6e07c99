import type { Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { findParties } from './queries.ts';
import type { Party } from './types.ts';

/** Somebody named in a case now. Whoever has since turned out to be another is there no longer. */
export async function partyOf(tx: Tx, concernId: string, partyId: string): Promise<Party> {
  const party = (await findParties(tx, concernId)).find(({ id }) => id === partyId);
  if (party === undefined) throw new NotFound('nobody of this case');
  return party;
}

/** The same, with a name: a finding or a sanction is about a person, not about a description. */
export async function knownParty(tx: Tx, concernId: string, partyId: string): Promise<Party> {
  const party = await partyOf(tx, concernId, partyId);
  if (party.personId === null)
    throw new Conflict('nobody known', 'First say who it is: press “Name somebody” on the case.');
  return party;
}

/** A message beside one field. */
export const refuse = (field: string, message: string) => new Invalid([{ field, message }]);
