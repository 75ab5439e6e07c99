import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, expect, test } from 'vitest';
import { permitEvidence, takeIn } from '#platform/storage';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { scanWith } from './scan.ts';

/**
 * A stand-in that speaks clamd's INSTREAM: the real one starts with no signatures but its maker's, which are not to be had
 * without the network.
 */

const folder = await temporaryFolder('scan');
afterAll(folder.remove);
let server: Server | undefined;
afterEach(() => server?.close());

const VIRUS = 'this stands for a virus';

function answerTo(received: Buffer): string | undefined {
  const command = 'zINSTREAM\0';
  if (received.subarray(0, command.length).toString() !== command)
    return received.length > 20 ? 'UNKNOWN COMMAND\0' : undefined;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0)
      return Buffer.concat(pieces).includes(VIRUS) ? 'stream: Made.Up FOUND\0' : 'stream: OK\0';
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

async function clamd(answer = answerTo): Promise<string> {
  server = createServer((socket: Socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      const said = answer(received);
      if (said !== undefined) socket.end(said);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let count = 0;
async function aSealedFile(text: string) {
  count += 1;
  const permit = permitEvidence({
    answerId: 'a',
    path: join(folder.path, `file-${count}`),
    key: Buffer.alloc(32, count),
    maxBytes: 10_000_000,
  });
  await takeIn(permit, Readable.from([Buffer.from(text.padEnd(300_000, '.'))]));
  return permit;
}

test('the plain bytes of a sealed file are looked through', async () => {
  expect(await scanWith(await clamd())(await aSealedFile('a screenshot'))).toBe('clean');
  server?.close();
  expect(await scanWith(await clamd())(await aSealedFile(VIRUS))).toBe('found');
});

test('where no daemon is named, the file says that nobody looked', async () => {
  expect(await scanWith(undefined)(await aSealedFile(VIRUS))).toBe('not_checked');
});

test.each([
  ['does not run', async () => '127.0.0.1:1'],
  ['says something else', () => clamd(() => 'INSTREAM size limit exceeded. ERROR\0')],
  ['hangs up', () => clamd(() => '')],
])('a daemon that %s lets no file in, and says so', async (_what, address) => {
  const scanning = scanWith(await address())(await aSealedFile('a screenshot'));
  await expect(scanning).rejects.toMatchObject({
    status: 503,
    userMessage: expect.stringContaining('not kept'),
  });
});
