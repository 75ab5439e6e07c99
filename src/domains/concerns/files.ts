import type { Tx } from '#platform/db';
import { openCalledByGuard } from './pathway/open.ts';
import { findConcernOfFolder, tellOfGuard } from './queries.ts';

/**
 * The guard locked the files of a concern, or let them open again: it stands on the timeline, and of a lock everybody who
 * handles the case is told at once, whoever answered, and the pathway for it opens. Before a report is sent, the report itself says it.
 */
export async function noteGuard(tx: Tx, folderId: string, locked: boolean): Promise<void> {
  const entry = await tellOfGuard(tx, folderId, locked);
  if (locked && entry !== undefined) await openCalledByGuard(tx, entry);
  const concern = entry === undefined ? undefined : await findConcernOfFolder(tx, folderId);
  if (entry === undefined || concern === undefined) return;
  tx.record({
    chain: concern.schoolId,
    type: locked ? 'concern.files-locked/1' : 'concern.guard-settled/1',
    subject: concern.id,
    content: [{ table: 'concern.entry', id: entry }],
  });
}
