import type { Me, Tx } from '#platform/db';
import { insertEntry } from './case/act/queries.ts';
import { findCase } from './case/queries.ts';
import { findConcernOfFolder } from './queries.ts';
import { addToReport } from './report/service.ts';

const REPORTER =
  'Asked before adding a file, the reporter answered that it could show a child nude, part-nude or sexual.';
const HANDLER =
  'Answered that a file could show a child nude, part-nude or sexual: the files of this concern are locked away.';

/**
 * The guard locked the files of a concern: whoever handles it must know. A reporter's answer is an addition, which is
 * told like any other; a handler's stands on the timeline. Before it is sent, the report itself says it.
 */
export async function tellOfLock(tx: Tx, me: Me, folderId: string): Promise<void> {
  const concern = await findConcernOfFolder(tx, folderId);
  if (concern === undefined) return;
  const file = await findCase(tx, concern.id);
  if (file === undefined) return addToReport(tx, me, concern.id, REPORTER);
  const entry = await insertEntry(tx, file, {
    authorId: me.id,
    kind: 'note',
    body: HANDLER,
    details: { version: file.version },
  });
  tx.record({
    chain: file.school.id,
    type: 'concern.note/1',
    subject: file.concernId,
    data: { version: file.version },
    content: [{ table: 'concern.entry', id: entry }],
  });
}
