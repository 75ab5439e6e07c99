import { createHash } from 'node:crypto';
import { type Instant, Temporal } from '#platform/clock';
import { openFrames } from '#platform/crypto';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound, Unavailable } from '#platform/errors';
import { canLoseDetails, DamagedPicture, withoutDetails } from '#platform/pictures';
import { requireFolder } from '../guard/service.ts';
import { findBackupsHolding, findCustody, findItem, type HoldingBackup } from '../queries.ts';
import type { CustodyEntry, Folder, Item } from '../types.ts';
import type { Vault } from '../vault.ts';
import { isShownAsText, ourName } from '../words.ts';
import { type Purpose, takeKeys, takeOut } from './queries.ts';

/** As the database says it: how long a file stays open once somebody has said why they open it. */
export const SHOWN_MINUTES = 10;

export interface ItemView {
  readonly item: Item;
  readonly folder: Folder;
  readonly custody: readonly CustodyEntry[];
  /** That hold it too, where it is locked away. */
  readonly backups: readonly HoldingBackup[];
  /** Until when it is open for me; null where it is closed. */
  readonly openUntil: Instant | null;
}

/** A file of a case that I handle, with everything that happened to it. Its bytes are not touched. */
export async function readItem(tx: Tx, me: Me, id: string): Promise<ItemView> {
  const item = await findItem(tx, id);
  const folder = item && (await requireFolder(tx, item.folderId));
  if (item === undefined || folder === undefined || !folder.handled)
    throw new NotFound('no such file in this scope');
  const custody = await findCustody(tx, id);
  const backups = item.quarantinedAt === null ? [] : await findBackupsHolding(tx, id);
  const mine = custody.findLast(({ act, personId }) => act === 'revealed' && personId === me.id);
  const until = mine?.at.add({ minutes: SHOWN_MINUTES });
  const open =
    until !== undefined && Temporal.Instant.compare(until, tx.at) > 0 && item.quarantinedAt === null;
  tx.record({
    chain: item.schoolId,
    type: 'evidence.looked-up/1',
    subject: item.concernId ?? item.folderId,
    data: { item: id },
  });
  return { item, folder, custody, backups, openUntil: open ? until : null };
}

const events = {
  revealed: 'evidence.revealed/1',
  downloaded: 'evidence.downloaded/1',
  copied: 'evidence.copied/1',
  police_copy: 'evidence.police-copy/1',
} as const;

export interface OpenedFile {
  readonly item: Item;
  /** What it is called outside. */
  readonly name: string;
  /** The plain bytes, opened frame by frame while they are read. */
  readonly read: () => AsyncIterable<Buffer>;
  /** Hashes to lie beside it; asked when it was read. */
  readonly sums: () => string;
}

/** As it is read, it is held against the hash it came with: what was changed on the disk is never taken for what was sent. */
async function* asItCame(frames: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let waiting: Buffer | undefined;
  for await (const frame of frames) {
    if (waiting !== undefined) yield waiting;
    hash.update(frame);
    waiting = frame;
  }
  if (hash.digest('hex') !== sha256)
    throw new Unavailable(
      'a stored file is not the one that came in',
      'This file is not as it was sent: it was changed or damaged. Tell your IT team, and keep everything.',
    );
  if (waiting !== undefined) yield waiting;
}

async function openItem(
  tx: Tx,
  vault: Vault,
  id: string,
  purpose: Purpose,
  reason: string | null,
): Promise<OpenedFile> {
  const item = await findItem(tx, id);
  if (item === undefined) throw new NotFound('no such file in this scope');
  const custodyId = tx.ids.uuid();
  const keys = await takeKeys(tx, id, purpose, custodyId, reason);
  if (keys === undefined) throw new NotFound('this file does not open for this person and purpose');
  if (purpose !== 'shown')
    tx.record({
      chain: item.schoolId,
      type: events[purpose],
      subject: item.concernId ?? item.folderId,
      data: { item: id },
      content: [{ table: 'evidence.custody', id: custodyId }],
    });
  const key = vault.openItemKey(keys, id, keys.itemKey);
  const name = ourName(item);
  return {
    item,
    name,
    read: () => asItCame(openFrames(key, vault.store.read(id)), item.sha256),
    sums: () => `${item.sha256}  ${name}\n`,
  };
}

/** Says why, and it is open for ten minutes; the reason stands in the custody log before a byte is shown. */
export async function revealItem(tx: Tx, vault: Vault, id: string, reason: string): Promise<void> {
  await openItem(tx, vault, id, 'revealed', reason);
}

/** The bytes of what I have revealed just now; `NotFound` afterwards. */
export const openShown = (tx: Tx, vault: Vault, id: string): Promise<OpenedFile> =>
  openItem(tx, vault, id, 'shown', null);

/** What a text says that I have revealed just now. */
export async function readText(
  tx: Tx,
  vault: Vault,
  { item, openUntil }: ItemView,
): Promise<string | undefined> {
  if (openUntil === null || !isShownAsText(item)) return undefined;
  const { read } = await openShown(tx, vault, item.id);
  return Buffer.concat(await Array.fromAsync(read())).toString('utf8');
}

export const openDownload = (tx: Tx, vault: Vault, id: string, reason: string): Promise<OpenedFile> =>
  openItem(tx, vault, id, 'downloaded', reason);

/** The same picture without what tells of place, author or device; the original stays as it is, and so does its hash. */
export async function openCopy(tx: Tx, vault: Vault, id: string, reason: string): Promise<OpenedFile> {
  const { item, ...original } = await openItem(tx, vault, id, 'copied', reason);
  if (!canLoseDetails(item.mediaType)) throw new NotFound('no copy without details of this kind of file');
  const clean = await withoutDetails(item.mediaType, original.read).catch((cause) => {
    if (!(cause instanceof DamagedPicture)) throw cause;
    throw new Invalid([
      {
        field: 'reason',
        message:
          'This picture is damaged or put together in an unusual way: no copy without hidden details can be made. Pass on a print of it instead.',
      },
    ]);
  });
  const name = original.name.replace('.', '-without-details.');
  const hash = createHash('sha256');
  async function* read() {
    for await (const piece of clean()) {
      hash.update(piece);
      yield piece;
    }
  }
  const sums = () => `${hash.digest('hex')}  ${name}\n${item.sha256}  the original that it was made from\n`;
  return { item, name, read, sums };
}

/** A copy of what was locked away, against the Police's reference and by the lead alone. */
export async function openPoliceCopy(
  tx: Tx,
  vault: Vault,
  id: string,
  reference: string,
): Promise<OpenedFile> {
  const item = await findItem(tx, id);
  const folder = item && (await requireFolder(tx, item.folderId));
  if (folder === undefined || !folder.lead) throw new NotFound('only the lead hands out a sealed copy');
  if (item?.quarantinedAt === null)
    throw new Conflict('not locked away', 'This file is not locked away: download it like any other.');
  return openItem(tx, vault, id, 'police_copy', reference);
}

/** Before it is sent, a reporter may take a file out of their report again: its key and the file are destroyed. */
export async function takeItemOut(tx: Tx, vault: Vault, id: string): Promise<string> {
  const item = await findItem(tx, id);
  if (item === undefined) throw new NotFound('no such file in this scope');
  const custodyId = tx.ids.uuid();
  if (!(await takeOut(tx, id, custodyId)))
    throw new Invalid([{ field: '', message: 'What was sent stays. Ask the safeguarding lead.' }]);
  tx.record({
    chain: item.schoolId,
    type: 'evidence.destroyed/1',
    subject: item.folderId,
    data: { item: id },
    content: [{ table: 'evidence.custody', id: custodyId }],
  });
  tx.afterCommit(() => void vault.store.remove(id));
  return item.folderId;
}
