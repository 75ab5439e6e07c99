import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

const WINDOW = sql<string>`interval '15 minutes'`;

/**
 * Counts a guess before it is looked at, so that many at once cannot slip past the limit. Undefined when the key is
 * locked; the guess that reaches `most` locks it.
 */
export async function countGuess(tx: Tx, key: Buffer, most: number): Promise<number | undefined> {
  const at = sql<Instant>`${tx.at}::timestamptz`;
  const { rows } = await sql<{ failures: number }>`
    insert into signin.attempt as a (key, failures, window_began, locked_until)
    values (${key}, 1, ${at}, null)
    on conflict (key) do update set
      failures = case when a.window_began + ${WINDOW} <= ${at} then 1 else a.failures + 1 end,
      window_began = case when a.window_began + ${WINDOW} <= ${at} then ${at} else a.window_began end,
      locked_until = case when a.window_began + ${WINDOW} > ${at} and a.failures + 1 >= ${most}::int
        then ${at} + ${WINDOW} end
    where a.locked_until is null or a.locked_until <= ${at}
    returning failures`.execute(tx.db);
  return rows[0]?.failures;
}

/** When the window ends that is open for this key. */
export async function windowEnd(tx: Tx, key: Buffer): Promise<Instant | undefined> {
  const { rows } = await sql<{ ends: Instant }>`
    select window_began + ${WINDOW} as ends from signin.attempt where key = ${key}`.execute(tx.db);
  return rows[0]?.ends;
}

export async function lockedUntil(tx: Tx, key: Buffer): Promise<Instant | undefined> {
  const row = await tx.db
    .selectFrom('signin.attempt')
    .select('locked_until')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.locked_until ?? undefined;
}

/** Takes one guess back: it was right. */
export async function uncountGuess(tx: Tx, key: Buffer): Promise<void> {
  await sql`
    update signin.attempt set failures = greatest(failures - 1, 0), locked_until = null
    where key = ${key}`.execute(tx.db);
}

export async function forgetKey(tx: Tx, key: Buffer): Promise<void> {
  await tx.db.deleteFrom('signin.attempt').where('key', '=', key).execute();
}
