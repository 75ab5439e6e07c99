import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MasterKey } from '#platform/crypto';
import { Unavailable } from '#platform/errors';
import { syncFolder } from '#platform/storage';

/*
 * What was destroyed is listed outside the database, in the data folder and beside the backups: a restore from a backup that
 * is older than a destruction reads it there and destroys again. The list is the certificates, whole, sealed with the master
 * key: who could write into it could have records destroyed. Each key has a file of its own, so that after a change of key
 * nothing of it is lost; the folder is no part of a backup and is never cleared away.
 */

const FOLDER = 'destroyed';
const PURPOSE = 'destroyed-list';

const certificateSchema = z.looseObject({ id: z.uuid() });
/** A row of `retention.destruction`, as JSON. */
export type ListedCertificate = z.infer<typeof certificateSchema>;

const fileOf = (key: MasterKey): string => key.mac(PURPOSE, 'name').toString('hex').slice(0, 16);

async function namesIn(dir: string): Promise<string[]> {
  const names = await readdir(join(dir, FOLDER)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^[0-9a-f]{16}$/.test(name));
}

/** Undefined where another key sealed it, or it was changed. */
async function readOne(dir: string, name: string, key: MasterKey): Promise<ListedCertificate[] | undefined> {
  const sealed = await readFile(join(dir, FOLDER, name));
  try {
    return z.array(certificateSchema).parse(JSON.parse(key.open(PURPOSE, name, sealed).toString('utf8')));
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}

export interface DestroyedList {
  readonly certificates: readonly ListedCertificate[];
  /** Files of a list that this key does not open: what they say is not known. */
  readonly sealed: readonly string[];
}

/** What the lists of these folders say together. */
export async function readDestroyed(dirs: readonly string[], key: MasterKey): Promise<DestroyedList> {
  const found = new Map<string, ListedCertificate>();
  const sealed: string[] = [];
  for (const dir of dirs)
    for (const name of await namesIn(dir)) {
      const certificates = await readOne(dir, name, key);
      if (certificates === undefined) sealed.push(join(dir, FOLDER, name));
      for (const one of certificates ?? []) found.set(one.id, one);
    }
  return { certificates: [...found.values()], sealed };
}

/** Adds certificates to the list of a folder; gives how many it did not have. All of it is on the disk, or it is as it was. */
export async function listDestroyed(
  dir: string,
  key: MasterKey,
  certificates: readonly ListedCertificate[],
): Promise<number> {
  const name = fileOf(key);
  const there = (await namesIn(dir)).includes(name) ? ((await readOne(dir, name, key)) ?? []) : [];
  const known = new Set(there.map(({ id }) => id));
  const fresh = certificates.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return 0;
  const folder = join(dir, FOLDER);
  // Only in a folder that is there: where a disk is not connected, nothing is made in its place.
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const coming = join(folder, `coming-${process.pid}`);
  try {
    const text = Buffer.from(JSON.stringify([...there, ...fresh]));
    await writeFile(coming, key.seal(PURPOSE, name, text), { mode: 0o600, flush: true });
    await rename(coming, join(folder, name));
  } finally {
    await rm(coming, { force: true });
  }
  await syncFolder(folder);
  return fresh.length;
}
