import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Unavailable } from '#platform/errors';
import { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';
import { type StreamCipher, streamCipher } from './stream.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The installation's one secret, kept outside the database; everything is derived from it by purpose. */
export interface MasterKey {
  /** AES-256-GCM; `context` ties the result to its place, so that it opens nowhere else. */
  seal(purpose: string, context: string, plain: Uint8Array): Buffer;
  /** Throws `Unavailable` when the key, the purpose or the context is another. */
  open(purpose: string, context: string, sealed: Uint8Array): Buffer;
  /** A keyed hash, for look-ups that must not be guessable from a stolen table. */
  mac(purpose: string, text: string): Buffer;
  /** A password for a machine, the same every time. */
  password(purpose: string): string;
  /** The key itself in eight lines, to be printed and kept away from this machine. */
  recoveryKey(): string[];
  /** A rotation was begun and is not finished. */
  readonly rotating: boolean;
  /** For one stream of any length. `salt` and `context` together must never be used for a second one. */
  stream(purpose: string, salt: Uint8Array, context: string): StreamCipher;
}

/** AES-256-GCM with a random nonce in front; `context` ties the result to its place, so that it opens nowhere else. */
export function sealWith(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws `Unavailable` when the key or the context is another. */
export function openWith(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Unavailable(
      'what was sealed does not open',
      'Gatehouse cannot read a stored secret: the key file is not the one it was sealed with. Ask your IT team.',
      { cause },
    );
  }
}

/** The first key seals; a second one, while a rotation is under way, still opens what the first does not. */
function masterKeyFrom(keys: readonly [Buffer, ...Buffer[]]): MasterKey {
  const derive = (purpose: string, key: Buffer = keys[0]) =>
    Buffer.from(hkdfSync('sha256', key, '', `gatehouse/${purpose}`, KEY_BYTES));
  return {
    seal: (purpose, context, plain) => sealWith(derive(purpose), context, plain),
    open: (purpose, context, sealed) => {
      const [, ...older] = keys;
      for (const key of older) {
        const found = tryOpen(derive(purpose, key), context, sealed);
        if (found !== undefined) return found;
      }
      return openWith(derive(purpose), context, sealed);
    },
    mac: (purpose, text) => createHmac('sha256', derive(purpose)).update(text).digest(),
    password: (purpose) => derive(`password/${purpose}`).toString('base64url'),
    recoveryKey: () => writeRecoveryKey(keys[0]),
    rotating: keys.length > 1,
    stream: (purpose, salt, context) =>
      streamCipher(
        Buffer.from(hkdfSync('sha256', keys[0], salt, `gatehouse/stream/${purpose}/${context}`, KEY_BYTES)),
      ),
  };
}

function tryOpen(key: Uint8Array, context: string, sealed: Uint8Array): Buffer | undefined {
  try {
    return openWith(key, context, sealed);
  } catch {
    // Sealed with the other key: that one says so itself where it does not open either.
    return undefined;
  }
}

const lineOf = (key: Uint8Array) => `${Buffer.from(key).toString('base64')}\n`;

function writeThrough(path: string, text: string): void {
  const handle = openSync(path, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolderOf(file: string): void {
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Replaces the key file as a whole: whoever reads it meanwhile, or after a crash, finds the old one or the new one. */
function replaceKeyFile(file: string, text: string): void {
  const coming = `${file}.coming`;
  writeThrough(coming, text);
  renameSync(coming, file);
  syncFolderOf(file);
}

/** Whole, or not at all; the one that is there already wins. */
function addKeyFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const coming = `${file}.${randomUUID()}.coming`;
  writeThrough(coming, text);
  try {
    linkSync(coming, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(coming);
  }
  syncFolderOf(file);
}

/** Puts a new key in front of the present one; where a rotation was begun and not finished, it goes on with that. */
export function beginRotation(file: string): MasterKey {
  const keys = readKeys(file);
  if (keys.length === 1) replaceKeyFile(file, `${lineOf(randomBytes(KEY_BYTES))}${lineOf(keys[0])}`);
  return loadMasterKey(file);
}

/** Drops the older key: nothing is sealed with it any more. */
export function endRotation(file: string): MasterKey {
  replaceKeyFile(file, lineOf(readKeys(file)[0]));
  return loadMasterKey(file);
}

/** Makes the key file from a recovery key that was typed. Throws `Unavailable` where there is one already. */
export function restoreMasterKey(file: string, typed: string): void {
  const key = readRecoveryKey(typed);
  if (existsSync(file))
    throw new Unavailable(
      'a key file is there',
      `${file} is there already. Move it away first, and keep it.`,
    );
  addKeyFile(file, lineOf(key));
}

/** Makes the key file, readable by its owner alone; leaves an existing one as it is. */
export function createMasterKey(file: string): void {
  if (!existsSync(file)) addKeyFile(file, lineOf(randomBytes(KEY_BYTES)));
}

/** Puts a copy of a key file where Gatehouse looks for it; leaves one that is there as it is. */
export function copyMasterKey(from: string, to: string): void {
  if (!existsSync(to)) addKeyFile(to, readFileSync(from, 'utf8'));
}

function readKeys(file: string): [Buffer, ...Buffer[]] {
  const refuse = (why: string) => new Unavailable(`master key ${why}`, `The key file ${file} ${why}.`);
  if (!existsSync(file)) throw refuse('is missing: put it back from where you keep it, or restore');
  if ((statSync(file).mode & 0o077) !== 0) throw refuse('can be read by other users: run chmod 600 on it');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const keys = lines.map((line) => Buffer.from(line.trim(), 'base64'));
  const [first, ...older] = keys;
  if (first === undefined || older.length > 1 || keys.some((key) => key.length !== KEY_BYTES))
    throw refuse('is damaged: it must hold 32 bytes in base64');
  return [first, ...older];
}

/** Reads the key file; throws `Unavailable` when it is missing, damaged or open to other users. */
export function loadMasterKey(file: string): MasterKey {
  return masterKeyFrom(readKeys(file));
}
