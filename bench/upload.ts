/*
 * npm run bench:upload: two gigabytes really sent to a running web process, by senders that announce them, that say
 * less than they send, and that say nothing; and a file whose line is cut at 400 MB, sent on to its end. What is refused
 * leaves nothing, and the most memory that the process ever held is told.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { Temporal } from '#platform/clock';
import { aConcern } from '../test/factories/concerns.ts';
import { aStaffedSchool } from '../test/factories/people.ts';
import { signIn } from '../test/support/killing.ts';
import type { World } from '../test/support/world.ts';
import { openPrepared, type PreparedServer } from './harness/database.ts';
import { printer, single } from './harness/figures.ts';
import { readOptions, say } from './harness/options.ts';
import { type House, startWebProcess } from './web/house.ts';

const MB = 1024 * 1024;
const FLOOD = 2048 * MB;
const LIMIT = 500 * MB;
const WHOLE = 450 * MB;
const CUT_AT = 400 * MB;
const MOST_GROWTH_MB = 150;
const piece = randomBytes(MB);

interface Sender {
  readonly house: House;
  readonly cookie: string;
  readonly folder: string;
}

interface Sent {
  /** Undefined where the line was cut before an answer came. */
  readonly status: number | undefined;
  readonly bytes: number;
}

interface Sending {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly head?: string;
  readonly bytes: number;
  readonly cutAt?: number;
}

/** Sends until everything is sent, an answer comes, or the line is cut, by either end. */
function send({ url, method, headers, head, bytes, cutAt }: Sending): Promise<Sent> {
  return new Promise((resolve) => {
    let [sent, over] = [0, false];
    const end = (status: number | undefined) => {
      over = true;
      resolve({ status, bytes: sent });
    };
    const sending = request(url, { method, headers, agent: false }, (answer) => {
      answer.resume();
      end(answer.statusCode);
      sending.destroy();
    });
    sending.on('error', () => end(undefined));
    const closed = new Promise<void>((gone) => sending.on('close', gone)).then(() => end(undefined));
    void (async () => {
      if (head !== undefined) sending.write(head);
      for (; sent < bytes && !over; sent += piece.length) {
        if (sent === cutAt) {
          sending.destroy();
          return;
        }
        if (!sending.write(piece))
          await Promise.race([new Promise((drained) => sending.once('drain', drained)), closed]);
      }
      if (!over) sending.end();
    })();
  });
}

async function lookUp(server: PreparedServer, house: House): Promise<Sender> {
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 1 });
  try {
    const staff = await aStaffedSchool({ owner } as World);
    const world = { owner, clock: { now: () => Temporal.Now.instant() } } as unknown as World;
    const { id } = await aConcern(world, { school: staff.school, reporter: staff.teacher });
    const { rows } = await owner.query('select submitted_key from concern.concern where id = $1', [id]);
    return { house, cookie: await signIn(owner, staff.teacher), folder: rows[0]?.submitted_key };
  } finally {
    await owner.end();
  }
}

const headersOf = ({ cookie }: Sender) => ({ cookie, 'sec-fetch-site': 'same-origin' });

async function openUpload(sender: Sender): Promise<string> {
  const answer = await fetch(`${sender.house.origin}/evidence/${sender.folder}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headersOf(sender), 'content-type': 'application/x-www-form-urlencoded' },
    body: 'answer=no',
  });
  return `${sender.house.origin}${answer.headers.get('location')}`;
}

const pieceHeaders = (sender: Sender, offset: number, total: number) => ({
  ...headersOf(sender),
  'content-type': 'application/octet-stream',
  'upload-offset': String(offset),
  'upload-length': String(total),
  'upload-name': 'a.bin',
});

/** As different senders would flood it; those of pieces name no length of the body: it comes chunked. */
const floods: Readonly<Record<string, (sender: Sender, url: string) => Sending>> = {
  'pieces, announced': (sender, url) => ({
    url: `${url}/pieces`,
    method: 'PUT',
    headers: pieceHeaders(sender, 0, FLOOD),
    bytes: FLOOD,
  }),
  'pieces, said to be 100 MB': (sender, url) => ({
    url: `${url}/pieces`,
    method: 'PUT',
    headers: pieceHeaders(sender, 0, 100 * MB),
    bytes: FLOOD,
  }),
  'pieces, said to be the most': (sender, url) => ({
    url: `${url}/pieces`,
    method: 'PUT',
    headers: pieceHeaders(sender, 0, LIMIT),
    bytes: FLOOD,
  }),
  'form, chunked': (sender, url) => ({
    url,
    method: 'POST',
    headers: { ...headersOf(sender), 'content-type': 'multipart/form-data; boundary=edge' },
    head: '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\n',
    bytes: FLOOD,
  }),
};

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function kept(server: PreparedServer): Promise<number> {
  const web = join(server.folder, 'web');
  return (await bytesBelow(join(web, 'incoming'))) + (await bytesBelow(join(web, 'objects')));
}

/** The most that the process ever held, in MB. */
async function peakOf({ pid }: House): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+)/m.exec(text)?.[1] ?? Number.NaN) / 1024;
}

async function sendOn(sender: Sender, server: PreparedServer): Promise<boolean> {
  const url = await openUpload(sender);
  const whole = { url: `${url}/pieces`, method: 'PUT' } as const;
  await send({ ...whole, headers: pieceHeaders(sender, 0, WHOLE), bytes: WHOLE, cutAt: CUT_AT });
  const asked = await fetch(`${url}/pieces`, { method: 'HEAD', headers: headersOf(sender) });
  const offset = Number(asked.headers.get('upload-offset'));
  say(`  cut at ${CUT_AT / MB} MB; goes on at ${(offset / MB).toFixed(1)} MB`);
  const hash = createHash('sha256');
  for (let at = 0; at < WHOLE; at += piece.length) hash.update(piece);
  const rest = Buffer.concat([
    piece.subarray(offset % MB),
    ...Array(WHOLE / MB - Math.floor(offset / MB) - 1).fill(piece),
  ]);
  const headers = pieceHeaders(sender, offset, WHOLE);
  const answer = await fetch(`${url}/pieces`, { method: 'PUT', headers, body: rest });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  const { rows } = await owner
    .query('select sha256 from evidence.item where id = $1', [url.split('/').at(-1)])
    .finally(() => owner.end());
  return answer.status === 201 && hash.digest().equals(rows[0]?.sha256);
}

export async function main(args: readonly string[]): Promise<number> {
  const { json, dataDir } = readOptions(args);
  const print = printer(json);
  const server = await openPrepared({ name: 'upload', dataDir, files: [] });
  const house = await startWebProcess(server);
  try {
    const sender = await lookUp(server, house);
    const before = await kept(server);
    const idle = await peakOf(house);
    for (const [name, flood] of Object.entries(floods)) {
      const { status, bytes } = await send(flood(sender, await openUpload(sender)));
      say(`${name}: ${status ?? 'cut'} after ${(bytes / MB).toFixed(0)} MB`);
    }
    print([single('upload.flood.kept', (await kept(server)) - before, 'bytes', { atMost: 0 })]);
    print([single('upload.cut.whole', (await sendOn(sender, server)) ? 1 : 0, 'of 1', { atLeast: 1 })]);
    const growth = (await peakOf(house)) - idle;
    print([single('upload.memory-peak-growth', growth, 'MB', { atMost: MOST_GROWTH_MB })]);
  } finally {
    await house.stop();
    await server.stop();
  }
  return 0;
}
