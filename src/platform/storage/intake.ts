import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FRAME_BYTES, openFrames, SEALED_FRAME_BYTES, sealFrames } from '#platform/crypto';
import { Conflict, Invalid, Unavailable } from '#platform/errors';
import { isFull } from './full.ts';
import { checkPermit, type EvidencePermit, type Permit, type WorkingPermit } from './permit.ts';

/** What came in. The bytes themselves are behind us: only their first ones are kept, to tell what kind of file it is. */
export interface TakenIn {
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly head: Buffer;
}

/** How much of a file's beginning is looked at. */
export const HEAD_BYTES = 256 * 1024;

export class TooLarge extends Invalid {
  constructor({ maxBytes, ...permit }: Permit) {
    const most = maxBytes < 1024 * 1024 ? `${maxBytes} bytes` : `${Math.floor(maxBytes / 1024 / 1024)} MB`;
    const usual = `The file is larger than ${most}. Choose a smaller one.`;
    super([{ field: 'file', message: ('tooLarge' in permit ? permit.tooLarge : undefined) ?? usual }]);
  }
}

/** More came than was announced: what the sender's program says of its file is not so. */
class LongerThanSaid extends Invalid {
  constructor() {
    super([{ field: 'file', message: 'The file changed while it was sent. Choose it again.' }]);
  }
}

/** Another piece of this file was taken in meanwhile: `offset` is where it goes on. */
export class WrongOffset extends Conflict {
  readonly offset: number;
  constructor(offset: number) {
    super('a piece of an upload came out of turn', 'The upload went on elsewhere. It goes on by itself.');
    this.offset = offset;
  }
}

/** The disk is full, or nearly: nothing of the file is lost that was not lost already, and it says what to do. */
function explained(error: unknown): unknown {
  if (!isFull(error)) return error;
  const words = 'There is no room left to store the file. Nothing that you typed is lost. Tell your IT team.';
  return new Unavailable('no space left for a file', words, { cause: error });
}

class Tally {
  bytes = 0;
  readonly hash: Hash = createHash('sha256');
  #head: Buffer[] = [];
  #headBytes = 0;

  add(piece: Uint8Array): void {
    this.bytes += piece.byteLength;
    this.hash.update(piece);
    if (this.#headBytes >= HEAD_BYTES) return;
    const part = Buffer.from(piece.subarray(0, HEAD_BYTES - this.#headBytes));
    this.#head.push(part);
    this.#headBytes += part.length;
  }

  result(): TakenIn {
    return { bytes: this.bytes, sha256: this.hash.digest(), head: Buffer.concat(this.#head) };
  }
}

type Write = (handle: FileHandle, tally: Tally) => Promise<void>;

async function writing(path: string, flags: string, write: Write, tally = new Tally()): Promise<TakenIn> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(path, flags, 0o600);
  try {
    await write(handle, tally);
    await handle.sync();
    return tally.result();
  } catch (error) {
    throw explained(error);
  } finally {
    await handle.close();
  }
}

async function takeInPlainly(permit: WorkingPermit, source: AsyncIterable<Uint8Array>): Promise<TakenIn> {
  return writing(permit.path, 'wx', async (handle, tally) => {
    for await (const piece of source) {
      tally.add(piece);
      if (tally.bytes > permit.maxBytes) throw new TooLarge(permit);
      await handle.write(piece);
    }
  });
}

/** How far an upload came: whole frames that are on the disk. What a crash cut in half is sent again. */
export async function offsetOf(permit: Pick<EvidencePermit, 'path'>): Promise<number> {
  const size = await stat(permit.path).then(
    (found) => found.size,
    () => 0,
  );
  return Math.floor(size / SEALED_FRAME_BYTES) * FRAME_BYTES;
}

/** What is on the disk already is read back: its hash goes on from there, and a damaged part is found now. */
async function readBack({ path, key }: EvidencePermit, offset: number, tally: Tally): Promise<void> {
  if (offset === 0) return;
  const end = (offset / FRAME_BYTES) * SEALED_FRAME_BYTES - 1;
  try {
    const begun = openFrames(key, createReadStream(path, { end }), { unfinished: true });
    for await (const piece of begun) tally.add(piece);
  } catch {
    // Damaged, or sealed to its end by a process that died before it could say so: it is sent again.
    await rm(path, { force: true });
    throw new WrongOffset(0);
  }
}

/** Writes what is given one after another: while one is written, the next is sealed. */
function writer(handle: FileHandle, from: number) {
  let at = from;
  let writing: Promise<void> = Promise.resolve();
  const whole = async (frame: Buffer, begin: number) => {
    for (let done = 0; done < frame.length; )
      done += (await handle.write(frame, done, frame.length - done, begin + done)).bytesWritten;
  };
  return {
    /** Waits for the one before alone. */
    write: async (frame: Buffer) => {
      await writing;
      writing = whole(frame, at);
      // Thrown by the next call, or by `done`.
      writing.catch(() => {});
      at += frame.length;
    },
    done: () => writing,
  };
}

interface Piece {
  /** Where this piece begins; 0 is the whole file. */
  readonly offset?: number;
  /** How long the whole file was announced to be; without it, what comes is all there is. */
  readonly total?: number;
}

async function takeInSealed(
  permit: EvidencePermit,
  source: AsyncIterable<Uint8Array>,
  { offset = 0, total }: Piece,
): Promise<TakenIn | undefined> {
  const reached = await offsetOf(permit);
  if (offset !== reached) throw new WrongOffset(reached);
  const tally = new Tally();
  await readBack(permit, offset, tally);
  const most = Math.min(permit.maxBytes, total ?? permit.maxBytes);
  async function* counted() {
    for await (const piece of source) {
      tally.add(piece);
      if (tally.bytes > most) throw most === permit.maxBytes ? new TooLarge(permit) : new LongerThanSaid();
      yield piece;
    }
  }
  const from = offset / FRAME_BYTES;
  const complete = () => total === undefined || tally.bytes === total;
  const write: Write = async (handle) => {
    if (offset > 0) await handle.truncate(from * SEALED_FRAME_BYTES);
    const frames = writer(handle, from * SEALED_FRAME_BYTES);
    // Whole frames of a line that was cut come before its error, so that the upload goes on from there.
    try {
      for await (const frame of sealFrames(permit.key, counted(), { from, complete }))
        await frames.write(frame);
    } finally {
      await frames.done();
    }
  };
  const taken = await writing(permit.path, offset === 0 ? 'w' : 'r+', write, tally);
  return complete() ? taken : undefined;
}

/**
 * The one way in for every file. Streams, so that memory does not grow with its size; gives undefined when there is
 * more to come. Throws {@link TooLarge}, {@link WrongOffset}, or `Unavailable` where the disk is full.
 */
export async function takeIn(
  permit: Permit,
  source: AsyncIterable<Uint8Array>,
  piece: Piece = {},
): Promise<TakenIn | undefined> {
  checkPermit(permit);
  if (piece.total !== undefined && piece.total > permit.maxBytes) throw new TooLarge(permit);
  if (permit.kind === 'working-copy') {
    return takeInPlainly(permit, source).catch(async (error) => {
      await rm(permit.path, { force: true });
      throw error;
    });
  }
  return takeInSealed(permit, source, piece).catch(async (error) => {
    // It is not what may come in, and never will be: nothing goes on from there.
    if (error instanceof Invalid) await rm(permit.path, { force: true });
    throw error;
  });
}
