import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

async function add(hash: Hash, path: string): Promise<void> {
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
}

/** SHA-256 of a zip, or of the files of a folder with their names: says which file an import was of. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  if (!(await stat(path)).isDirectory()) {
    await add(hash, path);
    return hash.digest('hex');
  }
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!entry.isFile()) continue;
    hash.update(`${entry.name}\0`);
    await add(hash, join(path, entry.name));
  }
  return hash.digest('hex');
}
