import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkObjects, listBackups, openBackup } from '#platform/backup';
import { Temporal } from '#platform/clock';
import { loadMasterKey } from '#platform/crypto';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { gatehouse } from '#test/support/command.ts';
import { freePort } from '#test/support/free-port.ts';
import { type GatehouseProcess, startGatehouse } from '#test/support/gatehouse-process.ts';
import { asOwner, signIn } from '#test/support/killing.ts';
import { hashesOf, type SealedFile } from '#test/support/sealed.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { startTemporaryServer, type TemporaryServer } from '#test/support/temporary-server.ts';
import type { World } from '#test/support/world.ts';

/*
 * No room for a file: refused in plain words, nothing by half, what was typed untouched, and it works once there is room.
 * What has no room is a real process. Anybody may limit how long its files get (EFBIG); a disk that is full (ENOSPC)
 * needs one to fill: GATEHOUSE_SMALL_DISK names a folder on it, such as a tmpfs of 24 MB.
 */

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Lack {
  readonly name: string;
  /** Undefined where any folder will do. */
  readonly disk?: string;
  /** Takes the room away from a process that runs. */
  take(pid: number): void;
  giveBack(pid: number): void;
  /** What starts a command that has no room. */
  readonly within: readonly string[];
}

const LONGEST = 200_000;
const limit = (pid: number, most: string) =>
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${most}:`]);

const shortFiles: Lack = {
  name: 'a limit on the length of files',
  take: (pid) => limit(pid, String(LONGEST)),
  giveBack: (pid) => limit(pid, 'unlimited'),
  within: ['prlimit', `--fsize=${LONGEST}:`],
};

function fillDisk(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, randomBytes(65_536));
  } catch {
    // It is full: that was wanted.
  } finally {
    closeSync(file);
  }
}

function smallDisk(disk: string): Lack {
  const filler = join(disk, 'filler');
  return {
    name: 'a disk that is full',
    disk,
    take: () => fillDisk(filler),
    giveBack: () => rmSync(filler),
    within: [],
  };
}

const given = process.env.GATEHOUSE_SMALL_DISK;
const lacks = [shortFiles, ...(given === undefined ? [] : [smallDisk(given)])];

const ITEMS = `
  select i.id, encode(i.sha256, 'hex') as sha256, i.wrapped_key as "itemKey", i.school_id as "schoolId", k.wrapped as "schoolKey"
  from evidence.item i join evidence.school_key k using (school_id) order by i.id`;
const TYPED = `select md5(string_agg(c::text, '' order by c.id)) as typed from concern.concern c`;

describe.each(lacks)('$name', ({ disk, take, giveBack, within }) => {
  let folder: TemporaryFolder;
  let server: TemporaryServer;
  let running: GatehouseProcess;
  let dataDir: string;
  let env: { GATEHOUSE_DATA: string; DATABASE_URL: string };
  let cookie: string;
  let evidence: string;
  const pid = () => running.child.pid ?? 0;
  const bytes = randomBytes(3_000_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');

  beforeAll(async () => {
    folder = await temporaryFolder('full-disk');
    server = await startTemporaryServer();
    dataDir = join(disk ?? folder.path, 'data');
    env = { GATEHOUSE_DATA: dataDir, DATABASE_URL: server.ownerUrl };
    running = await startGatehouse(dataDir, await freePort(), env);
    [cookie, evidence] = await asOwner(server.ownerUrl, async (owner) => {
      const staff = await aStaffedSchool({ owner } as World);
      const world = { owner, clock: { now: () => Temporal.Now.instant() } } as unknown as World;
      const { id } = await aConcern(world, { school: staff.school, reporter: staff.teacher });
      const { rows } = await owner.query('select submitted_key from concern.concern where id = $1', [id]);
      return [await signIn(owner, staff.teacher), rows[0]?.submitted_key];
    });
  });
  afterAll(async () => {
    await running.stop();
    await server.stop();
    await folder.remove();
  });

  const send = (path: string, method: string, more: Record<string, string>, body?: Buffer | FormData) =>
    fetch(`${running.origin}${path}`, {
      method,
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin', ...more },
      ...(body === undefined ? {} : { body: body instanceof Buffer ? new Uint8Array(body) : body }),
    });
  async function openUpload(): Promise<string> {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await send(`/evidence/${evidence}`, 'POST', form, Buffer.from('answer=no'));
    return reply.headers.get('location') ?? '';
  }
  const sendFrom = (upload: string, offset: number) =>
    send(
      `${upload}/pieces`,
      'PUT',
      {
        'content-type': 'application/octet-stream',
        'upload-offset': String(offset),
        'upload-length': String(bytes.length),
        'upload-name': 'a.bin',
      },
      bytes.subarray(offset),
    );
  function sendForm(upload: string) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), 'a.bin');
    return send(upload, 'POST', {}, form);
  }
  const ask = (text: string) => asOwner(server.ownerUrl, async (owner) => (await owner.query(text)).rows);
  const filesBelow = (name: string) =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.parentPath.startsWith(join(dataDir, name)),
    );

  test('a file that is sent is refused in plain words, and goes on once there is room', async () => {
    const typed = await ask(TYPED);
    const [byForm, inPieces] = [await openUpload(), await openUpload()];
    take(pid());
    const page = await sendForm(byForm);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('no room left to store the file. Nothing that you typed is lost');
    expect(filesBelow('incoming')).toEqual([]);
    const refused = await sendFrom(inPieces, 0);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ message: expect.stringContaining('no room left') });
    expect(await ask(ITEMS)).toEqual([]);
    expect(filesBelow('objects')).toEqual([]);
    expect(await ask(TYPED)).toEqual(typed);
    expect((await fetch(`${running.origin}/healthz`)).status).toBe(200);
    giveBack(pid());
    const offset = Number((await send(`${inPieces}/pieces`, 'HEAD', {})).headers.get('upload-offset'));
    expect((await sendFrom(inPieces, offset)).status).toBe(201);
    expect((await sendForm(byForm)).status).toBe(303);
    const rows = (await ask(ITEMS)) as SealedFile[];
    expect(await hashesOf(dataDir, rows)).toEqual([sha256, sha256]);
    expect(filesBelow('incoming')).toEqual([]);
  });

  test('a backup is none, says why, and those before stay whole', async () => {
    const backups = join(disk ?? folder.path, 'backups');
    mkdirSync(backups);
    const first = await gatehouse(['backup', backups, '--json'], env);
    expect(first.code, first.said).toBe(0);
    const before = await listBackups(backups);
    const upload = await openUpload();
    expect((await sendFrom(upload, 0)).status).toBe(201);
    if (disk !== undefined) take(pid());
    const none = await gatehouse(['backup', backups], env, undefined, within);
    if (disk !== undefined) giveBack(pid());
    expect(none.code).toBe(1);
    expect(none.said).toMatch(/No backup was made in .*(no room left|takes no file as long)/);
    expect(readdirSync(backups, { recursive: true }).filter((name) => `${name}`.includes('coming-'))).toEqual(
      [],
    );
    expect(await listBackups(backups)).toEqual(before);
    const key = loadMasterKey(join(dataDir, 'keys/master.key'));
    for (const name of before)
      expect(await checkObjects(await openBackup(backups, name, key), () => true)).toEqual([]);
    expect((await gatehouse(['backup', backups], env)).code).toBe(0);
    expect(await listBackups(backups)).toHaveLength(before.length + 1);
  });
});
