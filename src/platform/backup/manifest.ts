import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DamagedStream, type MasterKey, type StreamCipher, sameBytes } from '#platform/crypto';
import { BackupError } from './errors.ts';
import {
  type Header,
  headerSchema,
  type Manifest,
  manifestContext,
  manifestSchema,
  PURPOSE,
} from './format.ts';
import { damaged } from './sealed-file.ts';

const FILE = 'manifest';

const keyCheckOf = (key: MasterKey, salt: string): Buffer => key.mac('backup/key-check', salt);

export function newHeader(key: MasterKey, installation: string, takenAt: string): Header {
  const salt = randomBytes(32).toString('hex');
  return {
    gatehouseBackup: 1,
    installation,
    takenAt,
    salt,
    keyCheck: keyCheckOf(key, salt).toString('hex'),
  };
}

/** The cipher of one file of a backup: no other backup, and no other file of this one, has the same. */
export function cipherOf(key: MasterKey, { salt }: Pick<Header, 'salt'>, context: string): StreamCipher {
  return key.stream(PURPOSE, Buffer.from(salt, 'hex'), context);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

/** Written last of all: without it the folder says nothing. */
export async function writeManifest(
  folder: string,
  key: MasterKey,
  header: Header,
  manifest: Manifest,
): Promise<void> {
  const line = JSON.stringify(header);
  const cipher = cipherOf(key, header, manifestContext(line));
  const sealed = await collect(cipher.seal(Readable.from([Buffer.from(JSON.stringify(manifest))])));
  await writeFile(join(folder, FILE), Buffer.concat([Buffer.from(`${line}\n`), sealed]), {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
}

interface Read {
  readonly header: Header;
  readonly line: string;
  readonly sealed: Buffer;
}

async function read(dir: string, name: string): Promise<Read> {
  const bytes = await readFile(join(dir, name, FILE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw damaged(`${name}/${FILE}`, 'it is missing', error);
    throw error;
  });
  const end = bytes.indexOf(10);
  const line = bytes.subarray(0, Math.max(0, end)).toString('utf8');
  const parsed = headerSchema.safeParse(parse(line));
  if (!parsed.success) {
    if (/^\{"gatehouseBackup":\d+,/.test(line))
      throw new BackupError(
        'other-version',
        `The backup ${name} has a form that this Gatehouse does not know: use the version that made it, or a newer one.`,
      );
    throw damaged(`${name}/${FILE}`, 'it was changed or cut off');
  }
  return { header: parsed.data, line, sealed: bytes.subarray(end + 1) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What can be read of a backup without its key. */
export async function readHeader(dir: string, name: string): Promise<Header> {
  return (await read(dir, name)).header;
}

const isSealedWith = (key: MasterKey, { salt, keyCheck }: Header): boolean =>
  sameBytes(keyCheckOf(key, salt), Buffer.from(keyCheck, 'hex'));

/** Whether a backup opens with this key, without opening it. */
export async function opensWith(dir: string, name: string, key: MasterKey): Promise<boolean> {
  return isSealedWith(key, await readHeader(dir, name));
}

export interface OpenedBackup {
  readonly dir: string;
  readonly name: string;
  readonly header: Header;
  readonly manifest: Manifest;
  /** Of what lies on the disk, without the files in `objects`. */
  readonly stored: number;
  path(file: string): string;
  cipher(file: string): StreamCipher;
}

async function unseal(name: string, { header, line, sealed }: Read, key: MasterKey): Promise<Manifest> {
  try {
    const cipher = cipherOf(key, header, manifestContext(line));
    const text = (await collect(cipher.open(Readable.from([sealed])))).toString('utf8');
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof DamagedStream) throw damaged(`${name}/${FILE}`, error.message, error);
    throw error;
  }
}

/** Opens a backup; a wrong key is said at once, before anything is tried. */
export async function openBackup(dir: string, name: string, key: MasterKey): Promise<OpenedBackup> {
  const found = await read(dir, name);
  const { header } = found;
  if (!isSealedWith(key, header))
    throw new BackupError(
      'wrong-key',
      `The key file is not the one that the backup ${name} was made with, and opens nothing of it. ` +
        'Use the key file of the Gatehouse that made it (before a change of key, the one of that day).',
    );
  const manifest = await unseal(name, found, key);
  if (manifest.name !== name) throw damaged(`${name}/${FILE}`, `it belongs to the backup ${manifest.name}`);
  const { size } = await stat(join(dir, name, FILE));
  const files = [manifest.anchors, manifest.objects, ...manifest.tables];
  return {
    dir,
    name,
    header,
    manifest,
    stored: files.reduce((sum, { stored }) => sum + stored, size),
    path: (file) => join(dir, name, file),
    cipher: (file) => cipherOf(key, header, file),
  };
}
