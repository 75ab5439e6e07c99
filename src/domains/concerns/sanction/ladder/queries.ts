import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Step, StepFacts } from '../types.ts';

export interface RetiredStep {
  readonly id: string;
  readonly forAdults: boolean;
  readonly called: string;
  readonly retiredOn: LocalDate;
}

/** The latest first. */
export async function findRetired(tx: Tx, schoolId: string): Promise<RetiredStep[]> {
  return tx.db
    .selectFrom('concern.sanction_step')
    .select([
      'id',
      'for_adults as forAdults',
      'called',
      sql<LocalDate>`(retired_at at time zone 'Europe/London')::date`.as('retiredOn'),
    ])
    .where('school_id', '=', schoolId)
    .where('retired_at', 'is not', null)
    .orderBy('retired_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function insertStep(
  tx: Tx,
  schoolId: string,
  { place, forAdults, called, decider, withdraws, neutral }: StepFacts & Pick<Step, 'place' | 'forAdults'>,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.sanction_step')
    .values({ id, school_id: schoolId, for_adults: forAdults, place, called, decider, withdraws, neutral })
    .execute();
  return id;
}

export async function retire(tx: Tx, stepId: string): Promise<void> {
  await tx.db
    .updateTable('concern.sanction_step')
    .set({ retired_at: tx.at })
    .where('id', '=', stepId)
    .execute();
}

/** Places from 1, in this order. */
export async function saveOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update concern.sanction_step t set place = o.place
    from unnest(${ids}::uuid[]) with ordinality as o (id, place) where t.id = o.id`.execute(tx.db);
}
