import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, describe, expect, test } from 'vitest';
import { writeRoster } from '../../../../../test/factories/oneroster.ts';
import { anAdult } from '../../../../../test/factories/people.ts';
import {
  aRoster,
  forSchools,
  importRoster,
  rosterDigest,
  rosterSchools,
} from '../../../../../test/factories/roster.ts';
import { testBrowser, type Visitor } from '../../../../../test/support/browser.ts';
import { testWorld } from '../../../../../test/support/world.ts';
import type { Roster } from '../../oneroster/index.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-import-'));
afterAll(async () => {
  await browser.app.close();
  rmSync(folder, { recursive: true, force: true });
});

const uploads = join(world.services.config.dataDir, 'tmp');
const kept = () => (existsSync(uploads) ? readdirSync(uploads) : []);

let files = 0;
async function zipOf(roster: Roster): Promise<Buffer> {
  files += 1;
  const path = join(folder, `${files}.zip`);
  await writeRoster(roster, '1.2', path);
  return readFileSync(path);
}

const BOUNDARY = 'gatehouse-test-boundary';

function body(
  fields: Readonly<Record<string, string>>,
  file: { readonly name: string; readonly bytes: Buffer } | null,
): Buffer {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${file?.name ?? ''}"\r\ncontent-type: application/zip\r\n\r\n`;
  return Buffer.concat([
    ...parts,
    Buffer.from(head),
    file?.bytes ?? Buffer.alloc(0),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}

const upload = (visitor: Visitor, school: string, bytes: Buffer | null, site = 'same-origin') =>
  browser.app.inject({
    method: 'POST',
    url: '/people/import',
    headers: {
      host: 'localhost:8080',
      'sec-fetch-site': site,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...(visitor.cookie === '' ? {} : { cookie: visitor.cookie }),
    },
    payload: body({ school }, bytes === null ? null : { name: '../../etc/roster .zip', bytes }),
  });

async function officeOf() {
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  const office = await browser.signedIn(await anAdult(world, { school, role: 'office' }));
  const teacher = await browser.signedIn(await anAdult(world, { school, role: 'teacher' }));
  return { school, office, teacher, roster: forSchools(aRoster(), [school]) };
}

/** Follows an import, as its page does by itself, until the work on it is over. */
async function settled(visitor: Visitor, path: string) {
  await expect
    .poll(async () => (await visitor.get(path)).headers.refresh, { timeout: 20_000 })
    .toBeUndefined();
  const page = await visitor.get(path);
  return load(page.body);
}

describe('an import by page', () => {
  test('is previewed with names, changes nothing until it is confirmed, and leaves no file', async () => {
    const { school, office, roster } = await officeOf();
    const before = await rosterDigest(world);
    const sent = await upload(office, school.id, await zipOf(roster));
    expect(sent.statusCode).toBe(303);
    const path = String(sent.headers.location);
    const preview = await settled(office, path);
    expect(preview('main').text()).toContain('Pupils joining');
    const child = roster.users.find(({ sourcedId }) => sourcedId === 'pupil-1');
    expect(preview('main').text()).toContain(child?.familyName ?? '?');
    expect({ ...(await rosterDigest(world)), roster_import: '' }).toEqual({ ...before, roster_import: '' });
    expect(kept()).toHaveLength(1);

    const confirmed = await office.post(`${path}/apply`);
    expect(confirmed.headers.location).toBe(path);
    const done = await settled(office, path);
    expect(done('main').text()).toContain('What was done');
    expect(done('main').text()).not.toContain(child?.familyName ?? '?');
    expect(kept()).toEqual([]);
    const { rows } = await world.owner.query(
      'select preview from people.roster_import where school_id = $1',
      [school.id],
    );
    expect(rows).toEqual([{ preview: null }]);
    const again = await settled(
      office,
      String((await upload(office, school.id, await zipOf(roster))).headers.location),
    );
    expect(again('main').text()).toContain('Nothing to change');
    expect(again('form[action$="/apply"]').length).toBe(0);
    expect(kept()).toEqual([]);
  });

  test('of a damaged file shows what is wrong and where, and leaves nothing behind', async () => {
    const { school, office, roster } = await officeOf();
    const users = roster.users.map((user) =>
      user.sourcedId === 'pupil-2' ? { ...user, givenName: '' } : user,
    );
    const sent = await upload(office, school.id, await zipOf({ ...roster, users }));
    const page = await settled(office, String(sent.headers.location));
    expect(page('main').text()).toContain('Nothing was changed');
    expect(page('main').text()).toContain('users.csv, line 5, column givenName');
    expect(page('form[action$="/apply"]').length).toBe(0);
    expect(kept()).toEqual([]);
  });

  test('of something that is no zip is refused', async () => {
    const { school, office } = await officeOf();
    const sent = await upload(office, school.id, Buffer.from('not a zip at all'));
    const path = String(sent.headers.location);
    const page = await settled(office, path);
    expect(page('main').text()).toContain('Nothing was changed');
    expect(page('main').text()).toMatch(/roster.\.zip · Export or download/);
    expect(page('main').text()).not.toContain(path.split('/').at(-1));
    expect(kept()).toEqual([]);
  });

  test('without a file, or without a school, says so beside the form', async () => {
    const { school, office, roster } = await officeOf();
    const empty = await upload(office, school.id, null);
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('Choose a file.');
    const nowhere = await upload(office, '', await zipOf(roster));
    expect(nowhere.statusCode).toBe(422);
    expect(nowhere.body).toContain('Choose which school the roster is for.');
    // It goes with the request, which ends a moment after its answer.
    await expect.poll(kept).toEqual([]);
  });

  test('is not applied when the school changed since the preview, but shown again', async () => {
    const { school, office, roster } = await officeOf();
    const path = String((await upload(office, school.id, await zipOf(roster))).headers.location);
    await settled(office, path);
    const users = roster.users.filter(({ sourcedId }) => sourcedId !== 'pupil-1');
    await importRoster(world, school, {
      ...roster,
      users,
      enrollments: roster.enrollments.filter(({ userSourcedId }) => userSourcedId !== 'pupil-1'),
      demographics: roster.demographics.filter(({ userSourcedId }) => userSourcedId !== 'pupil-1'),
    });
    const before = await rosterDigest(world);
    await office.post(`${path}/apply`);
    const page = await settled(office, path);
    expect(page('main').text()).toContain('This changed since you looked');
    expect({ ...(await rosterDigest(world)), roster_import: '' }).toEqual({ ...before, roster_import: '' });
    await office.post(`${path}/apply`);
    expect((await settled(office, path))('main').text()).toContain('What was done');
  });

  test('that nobody works on any more says that nothing was changed', async () => {
    const { school, office } = await officeOf();
    const id = world.services.ids.uuid();
    await world.owner.query(
      `insert into people.roster_import (id, school_id, file_name, status, beat_at, created_at)
       values ($1, $2, 'killed.zip', 'applying', $3, $3)`,
      [id, school.id, world.clock.now().subtract({ minutes: 2 }).toString()],
    );
    const page = await office.get(`/people/import/${id}`);
    expect(page.headers.refresh).toBeUndefined();
    expect(page.body).toContain('This was interrupted');
  });

  test('may be discarded, once', async () => {
    const { school, office, roster } = await officeOf();
    const path = String((await upload(office, school.id, await zipOf(roster))).headers.location);
    await settled(office, path);
    expect((await office.post(`${path}/discard`)).statusCode).toBe(303);
    expect(kept()).toEqual([]);
    expect((await office.post(`${path}/discard`)).statusCode).toBe(404);
    const late = await office.post(`${path}/apply`);
    expect([late.statusCode, late.headers.location]).toEqual([303, path]);
  });

  test('is applied once when two tabs press Apply, and both come to what was done', async () => {
    const { school, office, roster } = await officeOf();
    const path = String((await upload(office, school.id, await zipOf(roster))).headers.location);
    await settled(office, path);
    const both = await Promise.all([office.post(`${path}/apply`), office.post(`${path}/apply`)]);
    expect(both.map(({ headers }) => headers.location)).toEqual([path, path]);
    expect((await settled(office, path))('main').text()).toContain('What was done');
    expect((await office.post(`${path}/apply`)).headers.location).toBe(path);
    const { rows } = await world.owner.query(
      "select from audit.event where chain_id = $1 and body::jsonb ->> 'type' = 'roster.applied/1'",
      [school.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('whose file has gone is not taken up, and says to upload it again', async () => {
    const { school, office, roster } = await officeOf();
    const path = String((await upload(office, school.id, await zipOf(roster))).headers.location);
    await settled(office, path);
    for (const name of kept()) rmSync(join(uploads, name));
    expect((await office.post(`${path}/apply`)).statusCode).toBe(503);
    expect((await office.post(`${path}/discard`)).statusCode).toBe(303);
  });
});

describe('who may not import', () => {
  test('finds no page, and their file is never kept', async () => {
    const { school, office, teacher, roster } = await officeOf();
    expect((await teacher.get('/people/import')).statusCode).toBe(404);
    expect((await upload(teacher, school.id, await zipOf(roster))).statusCode).toBe(404);
    expect((await upload(browser.nobody, school.id, await zipOf(roster))).statusCode).toBe(303);
    expect((await upload(office, school.id, await zipOf(roster), 'cross-site')).statusCode).toBe(403);
    expect(kept()).toEqual([]);
  });

  test('sees no import of another school, and decides none', async () => {
    const mine = await officeOf();
    const other = await officeOf();
    const path = String(
      (await upload(mine.office, mine.school.id, await zipOf(mine.roster))).headers.location,
    );
    await settled(mine.office, path);
    expect((await other.office.get(path)).statusCode).toBe(404);
    expect((await other.office.post(`${path}/apply`)).statusCode).toBe(404);
    expect((await upload(other.office, mine.school.id, await zipOf(mine.roster))).statusCode).toBe(422);
    await mine.office.post(`${path}/discard`);
  });
});

test('no log, address or audit event of an import names a child', async () => {
  const { school, office, roster } = await officeOf();
  const path = String((await upload(office, school.id, await zipOf(roster))).headers.location);
  const preview = await settled(office, path);
  expect(preview('title').text()).toBe('Roster import – Gatehouse');
  await office.post(`${path}/apply`);
  await settled(office, path);
  const { rows } = await world.owner.query<{ body: string }>(
    'select body from audit.event where chain_id = $1 order by seq',
    [school.id],
  );
  expect(rows.map(({ body: text }) => JSON.parse(text).type)).toEqual([
    'roster.uploaded/1',
    'roster.applied/1',
  ]);
  for (const user of roster.users) for (const row of rows) expect(row.body).not.toContain(user.familyName);
});
