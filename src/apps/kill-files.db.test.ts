import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { freePort } from '#test/support/free-port.ts';
import { asOwner, killAt, signIn, start } from '#test/support/killing.ts';
import { hashesOf, type SealedFile } from '#test/support/sealed.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import type { World } from '#test/support/world.ts';

/**
 * A file that its sender was told is kept is there, whole, once; a signature that was confirmed is there; and nothing
 * is there by half: whatever was killed while files came in and people signed.
 */

const ROUNDS = Number(process.env.GATEHOUSE_KILLS ?? 6);
const SENDERS = 4;

interface Report {
  readonly id: string;
  readonly folder: string;
}

interface Acknowledged {
  /** Item's id → hash of what was sent. */
  readonly files: Map<string, string>;
  readonly signed: Set<string>;
}

const headersOf = (cookie: string) => ({ cookie, 'sec-fetch-site': 'same-origin' });

async function addFile(port: number, cookie: string, { folder }: Report, done: Acknowledged): Promise<void> {
  const origin = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${origin}/evidence/${folder}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headersOf(cookie), 'content-type': 'application/x-www-form-urlencoded' },
    body: 'answer=no',
  });
  const upload = answer.headers.get('location') ?? '';
  const bytes = randomBytes(50_000 + Math.floor(Math.random() * 600_000));
  const reply = await fetch(`${origin}${upload}/pieces`, {
    method: 'PUT',
    headers: {
      ...headersOf(cookie),
      'content-type': 'application/octet-stream',
      'upload-offset': '0',
      'upload-length': String(bytes.length),
      'upload-name': 'a.bin',
    },
    body: bytes,
  });
  if (reply.status === 201)
    done.files.set(upload.split('/').at(-1) ?? '', createHash('sha256').update(bytes).digest('hex'));
}

async function sign(port: number, cookie: string, { id }: Report, done: Acknowledged): Promise<void> {
  const address = `http://127.0.0.1:${port}/concerns/mine/${id}/sign`;
  const page = await (await fetch(address, { headers: headersOf(cookie) })).text();
  const version = /name="version" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const reply = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headersOf(cookie), 'content-type': 'application/x-www-form-urlencoded' },
    body: `version=${version}`,
  });
  if (reply.status === 303) done.signed.add(version);
}

/** Adds files and signs until it is told to stop; what was killed under it is no failure. */
async function worker(
  port: number,
  cookie: string,
  reports: Report[],
  done: Acknowledged,
  on: () => boolean,
) {
  for (let turn = 0; on(); turn += 1) {
    const report = reports[turn % reports.length];
    if (report === undefined) return;
    await (turn % 4 === 3 ? sign : addFile)(port, cookie, report, done).catch(() => undefined);
  }
}

async function makeReports(owner: pg.Pool) {
  const staff = await aStaffedSchool({ owner } as World);
  const world = { owner, clock: { now: () => Temporal.Now.instant() } } as unknown as World;
  const reports: Report[] = [];
  for (let n = 0; n < SENDERS; n += 1) {
    const { id } = await aConcern(world, { school: staff.school, reporter: staff.teacher });
    const { rows } = await owner.query<{ folder: string }>(
      'select submitted_key as folder from concern.concern where id = $1',
      [id],
    );
    reports.push({ id, folder: rows[0]?.folder ?? '' });
  }
  return { staff, reports };
}

interface Stored extends SealedFile {
  readonly custody: number;
  readonly events: number;
}

const STORED = `
  select i.id, encode(i.sha256, 'hex') as sha256, i.wrapped_key as "itemKey", i.school_id as "schoolId", k.wrapped as "schoolKey",
    (select count(*)::int from evidence.custody y where y.item_id = i.id) as custody,
    (select count(*)::int from audit.event e where e.type = 'evidence.added/1' and e.body::jsonb -> 'data' ->> 'item' = i.id::text) as events
  from evidence.item i join evidence.school_key k on k.school_id = i.school_id`;

test(`every file and signature that was acknowledged is there, whole, after ${ROUNDS} kills`, async () => {
  const folder = await temporaryFolder('kill-files');
  const port = await freePort();
  const done: Acknowledged = { files: new Map(), signed: new Set() };
  try {
    let running = await start(folder.path, port);
    const { staff, reports } = await asOwner(running.ownerUrl, makeReports);
    for (let round = 0; round < ROUNDS; round += 1) {
      const cookie = await asOwner(running.ownerUrl, (owner) => signIn(owner, staff.teacher));
      let on = true;
      const before = done.files.size;
      const workers = Array.from({ length: SENDERS }, () => worker(port, cookie, reports, done, () => on));
      while (done.files.size === before) await pause(5); // nothing could be lost before the first
      await killAt(round, folder.path, running);
      on = false;
      await Promise.all(workers);
      running = await start(folder.path, port);
    }
    const { rows, signed } = await asOwner(running.ownerUrl, async (owner) => ({
      rows: (await owner.query<Stored>(STORED)).rows,
      signed: (
        await owner.query<{ digest: string }>(`select encode(digest, 'hex') as digest from concern.signature`)
      ).rows,
    }));
    expect(await hashesOf(folder.path, rows)).toEqual(rows.map(({ sha256 }) => sha256));
    expect(rows.filter(({ custody, events }) => custody !== 1 || events !== 1)).toEqual([]);
    const stored = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
    expect([...done.files].filter(([id, sha256]) => stored.get(id) !== sha256)).toEqual([]);
    const digests = new Set(signed.map(({ digest }) => digest));
    expect([...done.signed].filter((version) => !digests.has(version))).toEqual([]);
    expect(done.files.size).toBeGreaterThanOrEqual(ROUNDS);
    await running.stop();
  } finally {
    await folder.remove();
  }
}, 900_000);
