import { readdir, rm } from 'node:fs/promises';
import { type Instant, Temporal } from '#platform/clock';
import type { Database, Tx } from '#platform/db';
import { isUuid } from '#platform/ids';
import type { Vault } from '../vault.ts';
import { deleteStaleUploads, destroyOrphans, findUnwanted } from './queries.ts';

const housekeeper = { kind: 'system', role: 'housekeeper' } as const;

/** A file is stored a moment before its row is: what is younger than this is left alone. */
const YOUNG_HOURS = 24;
const AT_A_TIME = 500;

/** When a key was made: the first 48 bits of a time-ordered uuid are its milliseconds. */
const madeAt = (key: string): Instant =>
  Temporal.Instant.fromEpochMilliseconds(Number.parseInt(key.replaceAll('-', '').slice(0, 12), 16));

/** Destroys what was put to reports that were never sent; each with an event in its school's chain. */
async function destroy(tx: Tx): Promise<void> {
  for (const { itemId, schoolId } of await destroyOrphans(tx))
    tx.record({ chain: schoolId, type: 'evidence.destroyed/1', subject: itemId, data: { item: itemId } });
}

async function* inBatches(vault: Vault, before: Instant): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const { key } of vault.store.list()) {
    if (Temporal.Instant.compare(madeAt(key), before) >= 0) continue;
    batch.push(key);
    if (batch.length < AT_A_TIME) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * What an answer, a day's silence or a crash left of uploads. Its key went with its row, so nobody could open it even
 * before it goes.
 */
async function emptyIncoming(database: Database, vault: Vault): Promise<void> {
  const names = (await readdir(vault.incomingFolder).catch(() => [])).filter(isUuid);
  for (const id of await database.withActor(housekeeper, (tx) => findUnwanted(tx, names)))
    await rm(vault.incoming(id), { force: true });
}

/** Deletes uploads that broke off, files of reports that were never sent, and what a crash left without a row. */
export async function tidyFiles(database: Database, vault: Vault): Promise<void> {
  const at = await database.withActor(housekeeper, async (tx) => {
    await deleteStaleUploads(tx);
    await destroy(tx);
    return tx.at;
  });
  await emptyIncoming(database, vault);
  for await (const keys of inBatches(vault, at.subtract({ hours: YOUNG_HOURS }))) {
    for (const key of await database.withActor(housekeeper, (tx) => findUnwanted(tx, keys)))
      await vault.store.remove(key);
  }
}
