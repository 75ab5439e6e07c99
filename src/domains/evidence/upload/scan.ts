import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { openFrames } from '#platform/crypto';
import { Unavailable } from '#platform/errors';
import type { Virus } from '../types.ts';
import type { Scan } from './service.ts';

/** ClamAV's INSTREAM: each piece after its length in four bytes, an empty one at the end, then one line of answer. */
const LONGEST_WAIT_MS = 120_000;

function open(address: string): Socket {
  const [host = '', port] = address.startsWith('/') ? [] : address.split(':');
  const socket = port === undefined ? connect(address) : connect(Number(port), host);
  return socket.setTimeout(LONGEST_WAIT_MS, () => socket.destroy(new Error('clamd does not answer')));
}

function sized(piece: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return Buffer.concat([length, piece]);
}

async function ask(socket: Socket, pieces: AsyncIterable<Buffer>): Promise<string> {
  const answer = text(socket);
  // Read below; told here, so that a refused connection does not end the process meanwhile.
  answer.catch(() => {});
  socket.write('zINSTREAM\0');
  for await (const piece of pieces) {
    if (piece.length > 0 && !socket.write(sized(piece)))
      await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), answer]);
  }
  socket.write(sized(Buffer.alloc(0)));
  return (await answer).replace(/\0$/, '');
}

function verdict(answer: string): Virus {
  if (answer === 'stream: OK') return 'clean';
  if (/ FOUND$/.test(answer)) return 'found';
  throw new Error(`clamd answered: ${answer}`);
}

/** Where no daemon is named nothing is checked, and the file says so; where one is named and silent, no file is kept. */
export function scanWith(address: string | undefined): Scan {
  return async ({ path, key }) => {
    if (address === undefined) return 'not_checked';
    const socket = open(address);
    try {
      return verdict(await ask(socket, openFrames(key, createReadStream(path))));
    } catch (cause) {
      const words =
        'The virus check does not answer, so the file was not kept. Nothing that you typed is lost. Try again in a few minutes, and tell your IT team.';
      throw new Unavailable('clamd does not answer', words, { cause });
    } finally {
      socket.destroy();
    }
  };
}
