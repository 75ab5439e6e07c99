import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Unavailable } from '#platform/errors';
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
  /** For one stream of any length. `salt` and `context` together must never be used for a second one. */
  stream(purpose: string, salt: Uint8Array, context: string): StreamCipher;
}

function masterKeyFrom(key: Buffer): MasterKey {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `gatehouse/${purpose}`, KEY_BYTES));
  return {
    seal(purpose, context, plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', derive(purpose), nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(purpose, context, sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', derive(purpose), sealed.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(context))
          .setAuthTag(sealed.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        throw new Unavailable(
          `cannot open what was sealed for ${purpose}`,
          'Gatehouse cannot read a stored secret: the key file is not the one it was sealed with. Ask your IT team.',
          { cause },
        );
      }
    },
    mac: (purpose, text) => createHmac('sha256', derive(purpose)).update(text).digest(),
    password: (purpose) => derive(`password/${purpose}`).toString('base64url'),
    stream: (purpose, salt, context) =>
      streamCipher(
        Buffer.from(hkdfSync('sha256', key, salt, `gatehouse/stream/${purpose}/${context}`, KEY_BYTES)),
      ),
  };
}

/** Makes the key file, readable by its owner alone; leaves an existing one as it is. */
export function createMasterKey(file: string): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
}

/** Reads the key file; throws `Unavailable` when it is missing, damaged or open to other users. */
export function loadMasterKey(file: string): MasterKey {
  const refuse = (why: string) => new Unavailable(`master key ${why}`, `The key file ${file} ${why}.`);
  if (!existsSync(file)) throw refuse('is missing: put it back from where you keep it, or restore');
  if ((statSync(file).mode & 0o077) !== 0) throw refuse('can be read by other users: run chmod 600 on it');
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw refuse('is damaged: it must hold 32 bytes in base64');
  return masterKeyFrom(key);
}
