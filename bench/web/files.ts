import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type pg from 'pg';
import { besidePeer, type Figure, figure, single } from '../harness/figures.ts';
import { type Options, say } from '../harness/options.ts';
import { compare, interleave } from '../harness/pairs.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Servers } from './loaded.ts';
import type { Visitor } from './visitors.ts';

/** A file of this size goes in by form, in turns with a route that writes it down plainly, and comes out again when revealed. */
const FILE_BYTES = 128 * 1024 * 1024;
const EDGE = 'edge-of-a-part';
const HEAD = Buffer.from(
  `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`,
);
const TAIL = Buffer.from(`\r\n--${EDGE}--\r\n`);
const piece = randomBytes(1024 * 1024);

interface Sent {
  readonly status: number;
  readonly location: string;
  readonly seconds: number;
}

/** Streams the form, as fast as it is taken. */
function send(url: string, headers: Readonly<Record<string, string>>): Promise<Sent> {
  const length = HEAD.length + FILE_BYTES + TAIL.length;
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const posting = request(
      url,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': `multipart/form-data; boundary=${EDGE}`,
          'content-length': String(length),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            seconds: (performance.now() - began) / 1000,
          }),
        );
      },
    );
    posting.on('error', reject);
    void (async () => {
      posting.write(HEAD);
      for (let sent = 0; sent < FILE_BYTES; sent += piece.length)
        if (!posting.write(piece)) await new Promise((drained) => posting.once('drain', drained));
      posting.end(TAIL);
    })();
  });
}

const megabytesASecond = ({ seconds }: { readonly seconds: number }) => FILE_BYTES / 1e6 / seconds;

interface Case {
  readonly folder: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A lead and a case of theirs whose guard says No. */
async function openCase(owner: pg.Client, visitors: readonly Visitor[]): Promise<Case> {
  const lead = visitors.find(({ role, caseIds }) => role === 'dsl' && caseIds.length > 0);
  if (lead === undefined) throw new Error('no lead with a case');
  const { rows } = await owner.query<{ folder: string }>(
    `select submitted_key as folder from concern.concern where id = any ($1) and indecent_image = 'no' limit 1`,
    [lead.caseIds],
  );
  return { folder: rows[0]?.folder ?? '', headers: { cookie: lead.cookie, 'sec-fetch-site': 'same-origin' } };
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  if (answer.status !== 303) throw new Error(`${url} answered ${answer.status}`);
  return answer.headers.get('location') ?? '';
}

/** Opened with a reason, then read to its end. */
async function reveal(origin: string, item: string, headers: Case['headers']) {
  const began = performance.now();
  await post(`${origin}/evidence/items/${item}/reveal`, headers, 'reason=To+measure');
  const opened = (performance.now() - began) / 1000;
  const answer = await fetch(`${origin}/evidence/items/${item}/content`, { headers });
  for await (const _ of answer.body ?? []);
  return { opened, seconds: (performance.now() - began) / 1000 };
}

export async function measureFiles(
  owner: pg.Client,
  visitors: readonly Visitor[],
  { house, bare }: Servers,
  options: Options,
): Promise<Figure[]> {
  const { folder, headers } = await openCase(owner, visitors);
  const upload = async () => {
    const path = await post(`${house.origin}/evidence/${folder}`, headers, 'answer=no');
    const sent = await send(`${house.origin}${path}`, headers);
    if (sent.location !== `/evidence/${folder}`) throw new Error(`the file was not kept: ${sent.status}`);
    return { ...sent, item: path.split('/').at(-1) ?? '' };
  };
  const sink = async () => ({ ...(await send(`${bare.origin}/sink`, {})), item: '' });
  await sink();
  const first = await upload();
  const before = (await house.metric('process_resident_memory_bytes')) / 1e6;
  say('files …');
  const pairs = await interleave(options.pairs, sink, upload);
  const after = (await house.metric('process_resident_memory_bytes')) / 1e6;
  const reveals = [];
  for (let n = 0; n < options.pairs; n += 1) reveals.push(await reveal(house.origin, first.item, headers));
  return [
    besidePeer(
      'web.upload.rate',
      'MB/s',
      { ...compare(pairs, megabytesASecond), peer: 'multipart sink' },
      { atLeast: 1 / 2 },
    ),
    single('web.upload.memory-growth', after - before, 'MB'),
    figure('web.reveal.reason-to-open', spreadOf(reveals.map(({ opened }) => opened * 1000)), 'ms'),
    figure('web.reveal.rate', spreadOf(reveals.map(megabytesASecond)), 'MB/s'),
  ];
}
