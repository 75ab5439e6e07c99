import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { asked } from '../refusals.ts';

export async function isSetUp(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select signin.is_set_up() as done`.execute(tx.db);
  return rows[0]?.done ?? false;
}

/** Throws `Conflict` when a trust is there already: the database's own check, under a lock. */
export async function insertEverything(tx: Tx, facts: object, dslCode: Buffer): Promise<void> {
  await asked(sql`select signin.set_up(${JSON.stringify(facts)}::jsonb, ${dslCode})`.execute(tx.db));
}
