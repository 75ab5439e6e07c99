import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { DamagedStream, type StreamCipher } from '#platform/crypto';
import { BackupError } from './errors.ts';
import type { SealedFile } from './format.ts';

/** Pieces on their way: few and large, so that memory stays small and the disk busy. */
export const PIECE = 262_144;

interface Meter {
  (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
  bytes(): number;
  sha256(): string;
}

/** Counts and hashes what goes by. */
function meter(): Meter {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* through(source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  return Object.assign(through, { bytes: () => bytes, sha256: () => hash.digest('hex') });
}

/** Level 3 is as small as gzip's best on our rows, at many times its speed. */
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 3 }, chunkSize: PIECE };

/** Compresses, seals and writes; on the disk when it returns. A file that is there already is refused. */
export async function writeSealed(
  path: string,
  cipher: StreamCipher,
  source: Readable | AsyncIterable<Uint8Array>,
): Promise<SealedFile> {
  const plain = meter();
  let stored = 0;
  async function* measured(sealed: AsyncIterable<Buffer>) {
    for await (const chunk of sealed) {
      stored += chunk.length;
      yield chunk;
    }
  }
  await pipeline(
    source,
    plain,
    createZstdCompress(compression),
    cipher.seal,
    measured,
    createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true, highWaterMark: PIECE }),
  );
  return { bytes: plain.bytes(), sha256: plain.sha256(), stored };
}

/** `name` is said where it does not open. */
export function damaged(name: string, why: string, cause?: unknown): BackupError {
  return new BackupError('damaged', `The backup is damaged: ${name}: ${why}.`, { cause });
}

/** Names the file in what goes wrong with it; what goes wrong elsewhere keeps its own words. */
function named(name: string, error: unknown): unknown {
  if (error instanceof DamagedStream) return damaged(name, error.message, error);
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return damaged(name, 'it is missing', error);
  if (String((error as NodeJS.ErrnoException).code).startsWith('ZSTD_'))
    return damaged(name, 'it cannot be unpacked', error);
  return error;
}

export interface Reading {
  readonly path: string;
  /** How it is called in messages. */
  readonly name: string;
  readonly cipher: StreamCipher;
  readonly expected: SealedFile;
  /** Told how many bytes of the disk were read, as they are. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Opens, unpacks and hands on; fails, by name, unless it is byte for byte what went in. */
export async function readSealed(
  { path, name, cipher, expected, onBytes = () => {} }: Reading,
  sink: Writable | ((source: AsyncIterable<Uint8Array>) => Promise<void>),
): Promise<void> {
  const plain = meter();
  async function* counted(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      onBytes(chunk.length);
      yield chunk;
    }
  }
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: PIECE }),
      counted,
      cipher.open,
      createZstdDecompress({ chunkSize: PIECE }),
      plain,
      sink,
    );
  } catch (error) {
    throw named(name, error);
  }
  if (plain.bytes() !== expected.bytes || plain.sha256() !== expected.sha256)
    throw damaged(name, 'it is not what the manifest says');
}

/** The lines of a text that comes in pieces. */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
