import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { mayImport, openImport } from '../imports/service.ts';
import { approveImport, findFileOfImport, noteFile } from './queries.ts';

/** Lets the worker apply what waits in a school's folder; false for an import that came in another way. */
export async function approveWaiting(tx: Tx, me: Me, importId: string): Promise<boolean> {
  const found = await openImport(tx, me, importId);
  if ((await findFileOfImport(tx, importId)) === undefined) return false;
  if (await approveImport(tx, importId))
    tx.record({ chain: found.schoolId, type: 'roster.approved/1', subject: importId });
  return true;
}

/** Somebody knows that a file was refused: it is no longer shown as work. */
export async function noteRefused(tx: Tx, me: Me, fileId: string): Promise<void> {
  mayImport(me);
  if (!(await noteFile(tx, fileId, me.id))) throw new NotFound('no refused file of my schools');
}
