import type { Tx } from '#platform/db';

interface NewUpload {
  readonly id: string;
  readonly folderId: string;
  readonly answerId: string;
  readonly wrapped: Buffer;
}

export async function insertUpload(tx: Tx, upload: NewUpload): Promise<void> {
  await tx.db
    .insertInto('evidence.upload')
    .values((eb) => ({
      id: upload.id,
      folder_id: upload.folderId,
      answer_id: upload.answerId,
      by_id: eb.fn<string>('app.actor', []),
      wrapped_key: upload.wrapped,
      begun_at: tx.at,
    }))
    .execute();
}
