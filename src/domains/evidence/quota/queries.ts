import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { USUAL_QUOTA } from '../types.ts';
import type { Quota, QuotaChange } from './types.ts';

/** Every school whose limit I may set, with what it keeps. */
export async function findQuotas(tx: Tx): Promise<Quota[]> {
  const { rows } = await sql<Quota>`
    select s.id as "schoolId", s.name as school, coalesce(h.files, 0) as files, coalesce(h.bytes, 0) as held,
      coalesce((select q.bytes from evidence.quota q where q.school_id = s.id order by q.version desc limit 1),
        ${USUAL_QUOTA}::bigint) as "limit"
    from people.school s left join evidence.held() h on h.school_id = s.id
    where s.id = any ((select evidence.quota_schools())::uuid[]) order by s.name`.execute(tx.db);
  return rows;
}

/** The newest first. */
export async function findChanges(tx: Tx, schoolId: string): Promise<QuotaChange[]> {
  return tx.db
    .selectFrom('evidence.quota as q')
    .leftJoin('people.person as p', 'p.id', 'q.set_by')
    .select(['q.version', 'q.bytes as limit', 'q.set_at as at', 'q.reason'])
    .select(sql<string | null>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('by'))
    .where('q.school_id', '=', schoolId)
    .orderBy('q.version', 'desc')
    .execute();
}

interface NewLimit {
  readonly id: string;
  readonly schoolId: string;
  readonly version: number;
  readonly limit: number;
  readonly by: string;
  readonly reason: string;
}

/** False where somebody else was quicker. */
export async function insertLimit(
  tx: Tx,
  { id, schoolId, version, limit, by, reason }: NewLimit,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('evidence.quota')
    .values({ id, school_id: schoolId, version, bytes: limit, set_by: by, set_at: tx.at, reason })
    .onConflict((oc) => oc.columns(['school_id', 'version']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
