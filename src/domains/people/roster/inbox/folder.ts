import { lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A school's folder in the inbox: files come in at its top and go to `done` or `refused`. */

export interface LyingFile {
  readonly name: string;
  readonly path: string;
  /** Size and time of change: steady once nobody writes to it any more. */
  readonly stamp: string;
}

/** Folders that are named like a URN, by it. Links are nobody's school. */
export async function schoolFolders(inbox: string): Promise<Map<string, string>> {
  const entries = await readdir(inbox, { withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isDirectory() && /^\d{6}$/.test(entry.name))
      .map((entry) => [entry.name, join(inbox, entry.name)]),
  );
}

/** Half-written names of the usual senders, and what is hidden, are not looked at. */
const isPassedOver = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~') || /\.(part|partial|tmp|filepart|crdownload)$/i.test(name);

/** In the order of their names, which systems that send deltas make of the time. */
export async function lyingFiles(folder: string): Promise<LyingFile[]> {
  const files: LyingFile[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (isPassedOver(name)) continue;
    const path = join(folder, name);
    const facts = await lstat(path).catch(() => undefined);
    if (facts?.isFile() !== true) continue;
    files.push({ name, path, stamp: `${facts.size} ${facts.mtimeMs}` });
  }
  return files;
}

/** 2026-11-26T0905, so that one name may come every day. */
const prefixOf = (at: string): string => at.slice(0, 16).replaceAll(':', '');

/** Moves a file out of the way, with a text beside it that says why and names nobody. */
export async function putAway(
  folder: string,
  file: Pick<LyingFile, 'name'>,
  { to, at, why }: { readonly to: 'done' | 'refused'; readonly at: string; readonly why: string },
): Promise<void> {
  const target = join(folder, to);
  // Moved already, by a worker that did not come to say so.
  if ((await lstat(join(folder, file.name)).catch(() => undefined)) === undefined) return;
  await mkdir(target, { recursive: true, mode: 0o700 });
  const name = `${prefixOf(at)} ${file.name}`;
  await writeFile(join(target, `${name}.reason.txt`), why, { mode: 0o600 });
  await rename(join(folder, file.name), join(target, name)).catch((error: NodeJS.ErrnoException) => {
    // Two workers at once: one of them moves it.
    if (error.code !== 'ENOENT') throw error;
  });
}
