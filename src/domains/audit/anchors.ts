import { chmod, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { localDate } from '#platform/clock';
import type { Database } from '#platform/db';
import { findChains } from './queries.ts';
import type { Anchor } from './types.ts';

const folderOf = (dataDir: string) => join(dataDir, 'anchors');
const FILE = /^\d{4}-\d{2}-\d{2}\.jsonl$/;

const line = z.object({
  chain: z.uuid(),
  length: z.int().positive(),
  head: z.string().regex(/^[0-9a-f]{64}$/),
});

function readLines(day: string, text: string): { anchors: Anchor[]; unreadable: number } {
  const anchors: Anchor[] = [];
  let unreadable = 0;
  for (const each of text.split('\n')) {
    if (each === '') continue;
    const parsed = line.safeParse(parse(each));
    if (parsed.success) anchors.push({ day, ...parsed.data });
    else unreadable += 1;
  }
  return { anchors, unreadable };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export interface Anchors {
  readonly anchors: readonly Anchor[];
  /** Lines that say nothing: a power cut while one was written, or somebody's hand. */
  readonly unreadable: number;
}

/** Every anchor of the data folder: a line a chain and day. */
export async function readAnchors(dataDir: string): Promise<Anchors> {
  const folder = folderOf(dataDir);
  const anchors: Anchor[] = [];
  let unreadable = 0;
  for (const name of await filesIn(folder)) {
    const found = readLines(name.slice(0, 10), await readFile(join(folder, name), 'utf8'));
    anchors.push(...found.anchors);
    unreadable += found.unreadable;
  }
  return { anchors, unreadable };
}

/** Appends and waits for the disk: file and folder, so that a power cut takes no anchor away. */
async function append(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, 0o600);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Writes down where each chain stands today, outside the database: whoever rewrites a chain there cannot rewrite
 * this, and a chain that is cut to an earlier state no longer reaches its anchor. A chain has one line a day, however
 * often this runs.
 */
export async function anchorChains(database: Database, dataDir: string): Promise<number> {
  const { chains, day } = await database.withActor({ kind: 'system', role: 'auditor' }, async (tx) => ({
    chains: await findChains(tx),
    day: localDate(tx.at).toString(),
  }));
  const folder = folderOf(dataDir);
  const name = `${day}.jsonl`;
  const before = (await filesIn(folder)).includes(name) ? await readFile(join(folder, name), 'utf8') : '';
  const done = new Set(readLines(day, before).anchors.map(({ chain }) => chain));
  const lines = chains
    .filter(({ id, length }) => length > 0 && !done.has(id))
    .map(({ id, length, head }) => JSON.stringify({ chain: id, length, head: head.toString('hex') }));
  if (lines.length === 0) return 0;
  // A line that a power cut left half written is ended here, and says nothing.
  const torn = before !== '' && !before.endsWith('\n') ? '\n' : '';
  await append(folder, name, `${torn}${lines.join('\n')}\n`);
  return lines.length;
}
