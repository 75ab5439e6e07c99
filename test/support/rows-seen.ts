import { sql } from 'kysely';
import type { Tx } from '#platform/db';

const tables = [
  ['concern.concern', 'id'],
  ['concern.party', 'concern_id'],
  ['concern.addition', 'concern_id'],
  ['concern.case_file', 'concern_id'],
  ['concern.entry', 'concern_id'],
  ['concern.action', 'concern_id'],
  ['concern.link', 'concern_id'],
  ['concern.exclusion', 'concern_id'],
  ['concern.reporter_update', 'concern_id'],
  ['concern.notice', 'concern_id'],
  ['evidence.folder', 'concern_id'],
  ['evidence.answer', 'concern_id'],
  ['evidence.item', 'concern_id'],
  ['evidence.custody', 'concern_id'],
] as const;

/** Rows of a concern that somebody can read, over every table, as plain SQL. */
export async function rowsSeen(tx: Tx, concernId: string): Promise<number> {
  let seen = 0;
  for (const [table, column] of tables) {
    const found = await sql<{ n: number }>`
      select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} = ${concernId}`.execute(tx.db);
    seen += found.rows[0]?.n ?? 0;
  }
  return seen;
}
