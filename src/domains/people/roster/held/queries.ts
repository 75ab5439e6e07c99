import type { Tx } from '#platform/db';
import type { HeldRoster } from '../../oneroster/index.ts';
import type { RosterSchool } from '../types.ts';
import { pack, type Sealed, unpack } from './codec.ts';

/** What is held of a school's roster, which a delta changes; null before its first whole export. */
export async function findHeld(tx: Tx, school: Pick<RosterSchool, 'id' | 'urn'>): Promise<HeldRoster | null> {
  const row = await tx.db
    .selectFrom('people.roster_held')
    .select(['fingerprint', 'body'])
    .where('school_id', '=', school.id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { urn: school.urn, fingerprint: row.fingerprint, records: await unpack(row.body) };
}

export async function findFingerprint(tx: Tx, schoolId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('people.roster_held')
    .select('fingerprint')
    .where('school_id', '=', schoolId)
    .executeTakeFirst();
  return row?.fingerprint ?? null;
}

export async function saveHeld(tx: Tx, schoolId: string, { fingerprint, text }: Sealed): Promise<void> {
  const values = { fingerprint, body: await pack(text), taken_at: tx.at };
  await tx.db
    .insertInto('people.roster_held')
    .values({ school_id: schoolId, ...values })
    .onConflict((conflict) => conflict.column('school_id').doUpdateSet(values))
    .execute();
}
