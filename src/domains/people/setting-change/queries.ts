import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { NewChange, SettingChange, SettingKind } from './types.ts';

/** Keeps the change, and gives whom the database told of it. */
export async function keep(tx: Tx, schoolId: string, id: string, change: NewChange): Promise<string[]> {
  const { what, before, after } = change;
  const { rows } = await sql<{ told: string }>`
    select people.keep_setting_change(${id}::uuid, ${schoolId}::uuid, ${what}, ${before}, ${after}) as told`.execute(
    tx.db,
  );
  return rows.map(({ told }) => told);
}

/** A page of them: what is older stands in the audit chain. */
const MOST = 100;

/** The latest first. */
export async function findChanges(tx: Tx, schoolId: string): Promise<SettingChange[]> {
  const rows = await tx.db
    .selectFrom('people.setting_change as c')
    .leftJoin('people.person as p', 'p.id', 'c.changed_by')
    .leftJoin('people.setting_told as t', (join) =>
      join.onRef('t.change_id', '=', 'c.id').on('t.seen_at', 'is', null),
    )
    .select([
      'c.id',
      'c.what',
      'c.before',
      'c.after',
      'c.changed_at as at',
      sql<string>`coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Somebody')`.as('by'),
      sql<boolean>`t.change_id is not null`.as('isNew'),
    ])
    .where('c.school_id', '=', schoolId)
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ ...row, what: row.what as SettingKind }));
}

/** What I was told of at this school, I have now looked at. */
export async function markSeen(tx: Tx, schoolId: string): Promise<void> {
  await tx.db
    .updateTable('people.setting_told')
    .set({ seen_at: tx.at })
    .where('school_id', '=', schoolId)
    .where('seen_at', 'is', null)
    .execute();
}
