import { sql } from 'kysely';
import type { Tx } from '#platform/db';

const WEEK_HOURS = 7 * 24;

/** What sign-in leaves behind. A session that ended is kept a week more: it says whose late typing to keep. */
export async function purgeSignIn(tx: Tx): Promise<number> {
  const weekAgo = tx.at.subtract({ hours: WEEK_HOURS });
  const { rows } = await sql<{ purged: number }>`
    with sessions as (
      delete from signin.session where least(ended_at, ends_at) < ${weekAgo} returning 1
    ), passes as (
      delete from signin.pass where expires_at < ${weekAgo} returning 1
    ), forms as (
      delete from signin.parked_form where parked_at < ${weekAgo} returning 1
    ), attempts as (
      delete from signin.attempt
      where window_began < ${tx.at.subtract({ hours: 24 })} and (locked_until is null or locked_until < ${tx.at})
      returning 1
    )
    select (select count(*) from sessions) + (select count(*) from passes) + (select count(*) from forms)
      + (select count(*) from attempts) as purged
  `.execute(tx.db);
  return rows[0]?.purged ?? 0;
}
