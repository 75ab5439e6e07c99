import { sql } from 'kysely';
import type { Me, Tx } from '#platform/db';
import type { Place, Rule, TermSet } from './types.ts';

export async function findRules(tx: Tx): Promise<Rule[]> {
  return tx.db
    .selectFrom('retention.rule')
    .select([
      'class',
      'title',
      'counted_from as countedFrom',
      'amount',
      'unit',
      'settable',
      'review',
      'two_people as twoPeople',
      'says',
      'source',
      'edition',
    ])
    .orderBy('position')
    .execute();
}

/** The newest first, of each place. */
export async function findTerms(tx: Tx): Promise<TermSet[]> {
  return tx.db
    .selectFrom('retention.term as t')
    .leftJoin('people.school as s', 's.id', 't.school_id')
    .leftJoin('people.person as p', 'p.id', 't.set_by')
    .select([
      't.class',
      't.school_id as schoolId',
      's.name as school',
      't.version',
      't.amount',
      't.reason',
      't.set_at as at',
    ])
    .select(sql<string | null>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('by'))
    .orderBy(sql`s.name nulls first`)
    .orderBy('t.version', 'desc')
    .execute();
}

/** Where I may set terms: schools that I lead and, for the trust's lead, the trust. */
export async function findPlaces(tx: Tx, me: Me): Promise<Place[]> {
  const schools = await tx.db
    .selectFrom('people.school')
    .select(['id as schoolId', 'name'])
    .where('id', 'in', me.leadSchoolIds.length === 0 ? [me.id] : me.leadSchoolIds)
    .orderBy('name')
    .execute();
  const leadsTrust =
    me.secondFactor && me.appointments.some(({ role }) => role === 'trust_safeguarding_lead');
  return leadsTrust ? [{ schoolId: null, name: 'Every school of the trust' }, ...schools] : schools;
}

export interface NewTerm {
  readonly schoolId: string | null;
  readonly class: string;
  readonly version: number;
  readonly amount: number;
  readonly reason: string;
}

/** Undefined where somebody else was quicker. */
export async function insertTerm(tx: Tx, me: Me, term: NewTerm): Promise<string | undefined> {
  const id = tx.ids.uuid();
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('retention.term')
    .values({
      id,
      trust_id: me.trustId,
      school_id: term.schoolId,
      class: term.class,
      version: term.version,
      amount: term.amount,
      reason: term.reason,
      set_at: tx.at,
      set_by: me.id,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? id : undefined;
}
