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
