import type { Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { findFolder, findSchoolKey, giveAnswer, insertSchoolKey, openFolder } from '../queries.ts';
import type { Answer, Folder } from '../types.ts';
import type { Vault, WrappedSchoolKey } from '../vault.ts';
import { insertUpload } from './queries.ts';

/** The folder of a draft or of a concern. Throws `NotFound` for whoever neither reports nor handles it. */
export async function requireFolder(tx: Tx, id: string): Promise<Folder> {
  const opened = await openFolder(tx, id);
  const folder = opened === undefined ? undefined : await findFolder(tx, opened);
  if (folder === undefined) throw new NotFound('no such folder in this scope');
  return folder;
}

/** Keeps one answer, with its event, and gives the answer that is in force for the whole report. */
export async function answerGuard(
  tx: Tx,
  folder: Folder,
  answer: Answer,
  reason: string | null = null,
): Promise<{ readonly answerId: string; readonly inForce: Answer }> {
  const answerId = tx.ids.uuid();
  const inForce = await giveAnswer(tx, folder.id, answerId, answer, reason);
  tx.record({
    chain: folder.schoolId,
    type: 'evidence.answered/1',
    subject: folder.concernId ?? folder.id,
    data: { locked: inForce !== 'no', settled: reason !== null },
    content: [{ table: 'evidence.answer', id: answerId }],
  });
  return { answerId, inForce };
}

/** The key of a school at which I report, made when it is first needed. */
export async function schoolKeyOf(tx: Tx, vault: Vault, schoolId: string): Promise<WrappedSchoolKey> {
  const found = await findSchoolKey(tx, schoolId);
  if (found !== undefined) return found;
  await insertSchoolKey(tx, schoolId, vault.wrapSchoolKey(schoolId, vault.newKey()));
  const made = await findSchoolKey(tx, schoolId);
  if (made === undefined) throw new NotFound('the school of a folder is not in this scope');
  return made;
}

/** For what the page says after an answer: the upload that it opened, or none. */
export interface Answered {
  readonly uploadId: string | undefined;
  readonly inForce: Answer;
}

/**
 * The question before each file, answered. No opens one upload, tied to this very answer; Yes and Not sure open none,
 * end those on their way, and lock away what is there.
 */
export async function answerForFile(
  tx: Tx,
  vault: Vault,
  folderId: string,
  answer: Answer,
): Promise<Answered> {
  const folder = await requireFolder(tx, folderId);
  const { answerId, inForce } = await answerGuard(tx, folder, answer);
  if (inForce !== 'no') return { uploadId: undefined, inForce };
  const keys = await schoolKeyOf(tx, vault, folder.schoolId);
  const uploadId = tx.ids.uuid();
  const wrapped = vault.wrapItemKey(keys, uploadId, vault.newKey());
  await insertUpload(tx, { id: uploadId, folderId: folder.id, answerId, wrapped });
  return { uploadId, inForce };
}

/**
 * What a report says of its image, from its own page; gives what is in force afterwards, since an answer only ever
 * grows stricter by a reporter's hand. Asked only when it changes something.
 */
export async function answerForReport(tx: Tx, folderId: string, answer: Answer): Promise<Answer> {
  const folder = await requireFolder(tx, folderId);
  if (folder.answered === answer) return answer;
  return (await answerGuard(tx, folder, answer)).inForce;
}

/** Not sure becomes No: by the designated lead alone, and never without a reason. */
export async function settleGuard(tx: Tx, folderId: string, reason: string): Promise<void> {
  const folder = await requireFolder(tx, folderId);
  if (!folder.lead) throw new NotFound('only the lead settles the question');
  if (folder.guard !== 'not_sure')
    throw new Conflict('nothing to settle', 'The answer is no longer “Not sure”. Look at the page again.');
  if (reason === '') throw new Invalid([{ field: 'reason', message: 'Say how you know.' }]);
  await answerGuard(tx, folder, 'no', reason);
}
