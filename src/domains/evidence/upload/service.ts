import { rm } from 'node:fs/promises';
import type { Me, Tx } from '#platform/db';
import { GatehouseError, Invalid, NotFound } from '#platform/errors';
import type { UploadedFile } from '#platform/http';
import { type EvidencePermit, permitEvidence } from '#platform/storage';
import { requireFolder } from '../guard/service.ts';
import { findFolder, findRoom, findSchoolKey } from '../queries.ts';
import { type Folder, USUAL_QUOTA, type Virus } from '../types.ts';
import type { Vault } from '../vault.ts';
import { sizeWords } from '../words.ts';
import { deleteUpload, findUpload, insertItem, type UploadRow } from './queries.ts';
import { lookAt } from './sniff.ts';

/** One file at most; a video of a minute from a phone is some 150 MB. */
export const MOST_BYTES = 500 * 1024 * 1024;

interface Upload {
  readonly row: UploadRow;
  readonly folder: Folder;
}

/** Asked again at each step: an answer, an exclusion or somebody's end may have come in between. */
export async function requireUpload(tx: Tx, id: string): Promise<Upload> {
  const row = await findUpload(tx, id);
  const folder = row && (await findFolder(tx, row.folderId));
  if (row === undefined || folder === undefined || folder.guard !== 'no')
    throw new NotFound('no upload is open at this address');
  return { row, folder };
}

/** What is left is told, so that a smaller file can still go in; nothing that was typed hangs on the file. */
const noRoomWords = (room: number): string =>
  `${room === 0 ? 'Your school has no room left for files.' : `Your school has room for ${sizeWords(room)} more, and the file is larger.`} Your report is not lost: describe the file in words and keep it where it is. Your safeguarding lead or IT team can make room.`;

const noRoom = (room: number) => new Invalid([{ field: 'file', message: noRoomWords(room) }]);

/** For the page on which a file is chosen: whether there is any use in choosing one. */
export async function readUpload(tx: Tx, id: string): Promise<{ folder: Folder; full: boolean }> {
  const { folder } = await requireUpload(tx, id);
  return { folder, full: (await findRoom(tx, folder.schoolId, USUAL_QUOTA)) === 0 };
}

/** Leave to let this one file in: there is an answer No of mine behind it. It may be as large as there is room for. */
export async function permitFor(tx: Tx, vault: Vault, id: string): Promise<EvidencePermit> {
  const { row, folder } = await requireUpload(tx, id);
  const keys = await findSchoolKey(tx, folder.schoolId);
  if (keys === undefined) throw new NotFound('the school of an upload is not in this scope');
  const room = await findRoom(tx, folder.schoolId, USUAL_QUOTA);
  return permitEvidence({
    answerId: row.answerId,
    path: vault.incoming(id),
    key: vault.openItemKey(keys, id, row.wrappedKey),
    maxBytes: Math.min(MOST_BYTES, room),
    tooLarge: room < MOST_BYTES ? noRoomWords(room) : undefined,
  });
}

/** Looks for a virus in the plain bytes of a sealed file. */
export type Scan = (permit: EvidencePermit) => Promise<Virus>;

export interface Keeping {
  readonly vault: Vault;
  readonly scan: Scan;
}

/**
 * Keeps a file that is here, sealed and hashed: into the store first, then its row, so that no row ever names a file
 * that is not there. Gives its folder. What was refused is removed again; where it is not known whether the row was
 * written (the line to the database broke), the file stays, and housekeeping finds out.
 */
export async function keepFile(
  { vault, scan }: Keeping,
  asPerson: <T>(act: (tx: Tx, me: Me) => Promise<T>) => Promise<T>,
  id: string,
  permit: EvidencePermit,
  file: UploadedFile,
): Promise<Folder> {
  const look = await lookAt(file);
  const virus = await scan(permit);
  await vault.store.adopt(id, permit.path);
  try {
    return await asPerson(async (tx, me) => {
      const { row, folder } = await requireUpload(tx, id);
      if (!(await deleteUpload(tx, id))) throw new NotFound('the upload was finished elsewhere');
      // Others may have used the room up while this one came.
      const room = await findRoom(tx, folder.schoolId, USUAL_QUOTA);
      if (file.bytes > room) throw noRoom(room);
      const custodyId = await insertItem(tx, row, folder, me.id, {
        called: file.name,
        bytes: file.bytes,
        sha256: file.sha256,
        virus,
        ...look,
      });
      tx.record({
        chain: folder.schoolId,
        type: 'evidence.added/1',
        subject: folder.concernId ?? folder.id,
        data: { item: id, bytes: file.bytes, virus },
        content: [
          { table: 'evidence.item', id },
          { table: 'evidence.custody', id: custodyId },
        ],
      });
      return folder;
    });
  } catch (error) {
    if (error instanceof GatehouseError) await vault.store.remove(id);
    throw error;
  }
}

/** The sender thinks better of it: the upload is over and what came of it is deleted. */
export async function giveUpUpload(tx: Tx, vault: Vault, id: string): Promise<Folder> {
  const { folder } = await requireUpload(tx, id);
  await deleteUpload(tx, id);
  tx.afterCommit(() => void rm(vault.incoming(id), { force: true }));
  return requireFolder(tx, folder.id);
}
