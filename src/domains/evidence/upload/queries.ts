import type { Tx } from '#platform/db';
import type { FlagId, Folder, Virus } from '../types.ts';

export interface UploadRow {
  readonly id: string;
  readonly folderId: string;
  readonly answerId: string;
  readonly wrappedKey: Buffer;
}

/** An upload of mine that is on its way. */
export async function findUpload(tx: Tx, id: string): Promise<UploadRow | undefined> {
  return tx.db
    .selectFrom('evidence.upload')
    .select(['id', 'folder_id as folderId', 'answer_id as answerId', 'wrapped_key as wrappedKey'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** False where somebody else was quicker: an upload becomes one file. */
export async function deleteUpload(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('evidence.upload')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export interface NewItem {
  readonly called: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly mediaType: string;
  readonly flags: readonly FlagId[];
  readonly virus: Virus;
}

/** The file and the first line of its custody log. */
export async function insertItem(
  tx: Tx,
  upload: UploadRow,
  folder: Folder,
  me: string,
  item: NewItem,
): Promise<string> {
  const custodyId = tx.ids.uuid();
  const place = { concern_id: folder.concernId, caseload_id: folder.caseloadId };
  await tx.db
    .insertInto('evidence.item')
    .values({
      ...place,
      id: upload.id,
      folder_id: folder.id,
      answer_id: upload.answerId,
      school_id: folder.schoolId,
      added_by: me,
      added_at: tx.at,
      called: item.called,
      bytes: item.bytes,
      sha256: item.sha256,
      media_type: item.mediaType,
      flags: [...item.flags],
      virus: item.virus,
      wrapped_key: upload.wrappedKey,
    })
    .execute();
  await tx.db
    .insertInto('evidence.custody')
    .values({ ...place, id: custodyId, item_id: upload.id, at: tx.at, person_id: me, act: 'added' })
    .execute();
  return custodyId;
}
