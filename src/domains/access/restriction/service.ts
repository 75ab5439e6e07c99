import { schoolsById } from '#domains/people';
import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { findListed, findRestrictionsOf, insertRestriction, liftRestrictions } from './queries.ts';
import type { NewRestriction, Restriction, SchoolRestrictions } from './types.ts';

/** What a person may not use at that moment, as far as I may know of it. */
export const restrictionsOf = (tx: Tx, personId: string, at: Instant): Promise<Restriction[]> =>
  findRestrictionsOf(tx, personId, at);

/** Written in the transaction of the sanction that it follows, by whoever decides that. */
export const restrict = (tx: Tx, me: Me, made: NewRestriction): Promise<void> =>
  insertRestriction(tx, me.id, made);

/** Lifts at once whatever a sanction withdrew; what was withdrawn, and until when, stays written. */
export const lift = (tx: Tx, me: Me, sanctionId: string, why: string): Promise<void> =>
  liftRestrictions(tx, me.id, sanctionId, why);

/** Whoever supervises children knows what these may not use: everybody at a school but its governors. */
const supervises = (me: Me): boolean => me.appointments.some(({ role }) => role !== 'governor');

/** What is withdrawn at my schools today and later. */
export async function listRestrictions(tx: Tx, me: Me): Promise<SchoolRestrictions[]> {
  if (me.schoolIds.length === 0 || !supervises(me)) throw new NotFound('supervises at no school');
  const schools = await schoolsById(tx, me.schoolIds);
  const listed = await findListed(tx, me.schoolIds);
  return schools.map((school) => ({
    ...school,
    restrictions: listed.filter(({ schoolId }) => schoolId === school.id),
  }));
}
