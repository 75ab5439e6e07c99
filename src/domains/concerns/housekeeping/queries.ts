import { sql } from 'kysely';
import type { Tx } from '#platform/db';

/** Authors of drafts that will be thrown away tomorrow and who were not told since they last typed; marks them told. */
export async function takeDraftsToPrompt(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .updateTable('concern.draft')
    .set({ prompted_at: tx.at })
    .where('sent_concern_id', 'is', null)
    .where('saved_at', '<', tx.at.subtract({ hours: 6 * 24 }))
    .where((eb) => eb.or([eb('prompted_at', 'is', null), eb('prompted_at', '<', eb.ref('saved_at'))]))
    .returning('author_id as authorId')
    .execute();
  return rows.map(({ authorId }) => authorId);
}

/** A draft goes a week after its last word, a day after its author was told, and never without having been told. */
export async function purgeDrafts(tx: Tx): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('concern.draft')
    .where('saved_at', '<', tx.at.subtract({ hours: 7 * 24 }))
    .where((eb) =>
      eb.or([
        eb('sent_concern_id', 'is not', null),
        eb.and([
          eb('prompted_at', '<=', tx.at.subtract({ hours: 24 })),
          eb('prompted_at', '>=', eb.ref('saved_at')),
        ]),
      ]),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function purgeSearches(tx: Tx): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('concern.search')
    .where('made_at', '<', tx.at.subtract({ hours: 24 }))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

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
    )
    select (select count(*) from sessions) + (select count(*) from passes) + (select count(*) from forms) as purged
  `.execute(tx.db);
  return rows[0]?.purged ?? 0;
}
