import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, describe, expect, test } from 'vitest';
import { writeRoster } from '../../../../../test/factories/oneroster.ts';
import { anAdult } from '../../../../../test/factories/people.ts';
import {
  editUser,
  importRoster,
  oneSchool,
  rosterDigest,
  without,
} from '../../../../../test/factories/roster.ts';
import { testBrowser } from '../../../../../test/support/browser.ts';
import { testWorld } from '../../../../../test/support/world.ts';
import type { Roster } from '../../oneroster/index.ts';
import type { RosterSchool } from '../types.ts';
import { lookAtInbox } from './look.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const inbox = mkdtempSync(join(tmpdir(), 'gatehouse-inbox-'));
afterAll(async () => {
  await browser.app.close();
  rmSync(inbox, { recursive: true, force: true });
});

const look = () => lookAtInbox(world.services, inbox, 10);
const twice = async () => {
  await look();
  world.clock.advance({ minutes: 1 });
  await look();
};
const folderOf = (school: RosterSchool) => {
  const folder = join(inbox, school.urn);
  mkdirSync(folder, { recursive: true });
  return folder;
};
const lie = (school: RosterSchool, roster: Roster, name = 'night.zip') =>
  writeRoster(roster, '1.2', join(folderOf(school), name));
const listOf = (school: RosterSchool, sub: 'done' | 'refused') => {
  const path = join(folderOf(school), sub);
  return existsSync(path) ? readdirSync(path).sort() : [];
};
const left = (school: RosterSchool) =>
  readdirSync(folderOf(school), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const reasonOf = (school: RosterSchool, sub: 'done' | 'refused') => {
  const [name = ''] = listOf(school, sub)
    .filter((one) => one.endsWith('.reason.txt'))
    .slice(-1);
  return readFileSync(join(folderOf(school), sub, name), 'utf8');
};
const stateOf = async (school: RosterSchool) =>
  (
    await world.owner.query('select state, reason, moved from people.inbox_file where school_id = $1', [
      school.id,
    ])
  ).rows;
const imports = async (school: RosterSchool) =>
  (
    await world.owner.query(
      'select status from people.roster_import where school_id = $1 order by created_at',
      [school.id],
    )
  ).rows.map(({ status }) => status);

/** A school that has its roster already. */
async function known() {
  const made = await oneSchool(world);
  await importRoster(world, made.school, made.roster);
  return made;
}
const renamed = (roster: Roster) =>
  editUser(roster, 'pupil-1', (user) => ({ ...user, familyName: 'Renamed' }));

describe('a file in a school’s folder', () => {
  test('is taken in at the second look that finds it the same, and put away with its figures', async () => {
    const { school, roster } = await known();
    await lie(school, renamed(roster));
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'seen' }]);
    expect(left(school)).toEqual(['night.zip']);
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'done', moved: true }]);
    expect(left(school)).toEqual([]);
    expect(listOf(school, 'done')).toHaveLength(2);
    expect(reasonOf(school, 'done')).toMatch(/Applied\.\n {2}1 {2}People whose details change/);
    expect(reasonOf(school, 'done')).not.toContain('Renamed');
  });

  test('that grows between two looks is left until it no longer does', async () => {
    const { school, roster } = await known();
    await lie(school, renamed(roster));
    const path = join(folderOf(school), 'night.zip');
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, 900));
    await look();
    writeFileSync(path, whole);
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'seen' }]);
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'done' }]);
  });

  test('that changes nothing is put away without a word more', async () => {
    const { school, roster } = await known();
    await lie(school, roster);
    await twice();
    const before = { ...(await rosterDigest(world)) };
    expect(listOf(school, 'done')).toHaveLength(2);
    expect(reasonOf(school, 'done')).toContain('Nothing to change');
    await lie(school, roster, 'again.zip');
    await twice();
    expect(await rosterDigest(world)).toEqual(before);
  });

  test('of the same name is taken in anew the next night', async () => {
    const { school, roster } = await known();
    for (const name of ['First', 'Second']) {
      await lie(
        school,
        editUser(roster, 'pupil-1', (user) => ({ ...user, familyName: name })),
      );
      await twice();
    }
    expect(await imports(school)).toEqual(['applied', 'applied', 'applied']);
    expect(listOf(school, 'done')).toHaveLength(4);
  });

  test('with an error is refused: where and what, and nobody’s name', async () => {
    const { school, roster } = await known();
    await lie(
      school,
      editUser(renamed(roster), 'pupil-2', (user) => ({ ...user, givenName: '' })),
    );
    await twice();
    expect(await stateOf(school)).toMatchObject([{ state: 'refused', reason: 'faults', moved: true }]);
    expect(reasonOf(school, 'refused')).toContain('users.csv, line 5, column givenName');
    for (const { givenName, familyName } of roster.users)
      expect(reasonOf(school, 'refused')).not.toMatch(new RegExp(`\\b(${givenName}|${familyName})\\b`));
    expect(await imports(school)).toEqual(['applied', 'refused']);
  });

  test('that is no zip and no list is refused', async () => {
    const { school } = await known();
    writeFileSync(join(folderOf(school), 'letter.docx'), 'x');
    writeFileSync(join(folderOf(school), 'half.zip.part'), 'x');
    await twice();
    expect(await stateOf(school)).toMatchObject([{ state: 'refused', reason: 'kind' }]);
    expect(left(school)).toEqual(['half.zip.part']);
  });

  test('of a school that is not known is left, and said', async () => {
    mkdirSync(join(inbox, '123456'), { recursive: true });
    writeFileSync(join(inbox, '123456', 'x.zip'), 'x');
    expect(await look()).toEqual(['123456']);
    rmSync(join(inbox, '123456'), { recursive: true });
  });

  test('a list needs columns that somebody has said before', async () => {
    const { school } = await known();
    writeFileSync(join(folderOf(school), 'pupils.csv'), 'First name,Surname,Adno\nA,B,1\n');
    await twice();
    expect(await stateOf(school)).toMatchObject([{ state: 'refused', reason: 'columns' }]);
  });
});

const many = (roster: Roster) => ['pupil-1', 'pupil-2', 'pupil-3', 'pupil-4'].reduce(without, roster);

describe('a file that would do more than a night brings', () => {
  async function waiting() {
    const made = await known();
    const office = await browser.signedIn(await anAdult(world, { school: made.school, role: 'office' }));
    const it = await browser.signedIn(await anAdult(world, { school: made.school, role: 'it' }));
    await lie(made.school, many(made.roster));
    await twice();
    const page = load((await office.get('/people/import')).body);
    const link = page('a[href^="/people/import/"]:contains("Decide")').attr('href') ?? '';
    return { ...made, office, it, page, link };
  }

  test('waits where it lies, and is shown to whoever keeps the roster, on Today too', async () => {
    const { school, office, it, page, link } = await waiting();
    expect(await stateOf(school)).toMatchObject([{ state: 'waiting', reason: 'share' }]);
    expect(left(school)).toEqual(['night.zip']);
    expect(page('main').text()).toContain('night.zip');
    expect((await office.get('/')).body).toContain('could not simply be applied');
    expect((await it.get('/')).body).toContain('could not simply be applied');
    const teacher = await browser.signedIn(await anAdult(world, { school, role: 'teacher' }));
    expect((await teacher.get('/')).body).not.toContain('could not simply be applied');
    expect(load((await office.get(link)).body)('main').text()).toMatch(/proposed leavers\s*4/);
    const { rows } = await world.owner.query('select from people.proposed_leaver where school_id = $1', [
      school.id,
    ]);
    expect(rows).toEqual([]);
  });

  test('is applied by the worker once a person has said so', async () => {
    const { school, office, link } = await waiting();
    expect((await office.post(`${link}/apply`)).statusCode).toBe(303);
    expect((await office.get(link)).body).toContain('within a minute');
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'done', moved: true }]);
    expect(await imports(school)).toEqual(['applied', 'applied']);
    expect((await office.get('/')).body).not.toContain('could not simply be applied');
  });

  test('is refused once a person has said that it is not to be applied', async () => {
    const { school, office, link } = await waiting();
    await office.post(`${link}/discard`);
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'refused', reason: 'declined', moved: true }]);
    const page = load((await office.get('/people/import')).body);
    const noted = page('form[action$="/noted"]').attr('action') ?? '';
    expect((await office.post(noted)).statusCode).toBe(303);
    expect((await office.get('/people/import')).body).not.toContain('From the school’s folder');
  });

  test('is asked about again when the school changed since', async () => {
    const { school, roster, office, link } = await waiting();
    await importRoster(world, school, without(roster, 'pupil-1'));
    await office.post(`${link}/apply`);
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'waiting' }]);
    expect((await office.get(link)).body).toContain('This changed since you looked');
  });

  test('is put away after a week without a word', async () => {
    const { school } = await waiting();
    world.clock.advance({ hours: 7 * 24 });
    await look();
    expect(await stateOf(school)).toMatchObject([{ state: 'refused', reason: 'undecided' }]);
  });

  test('as the first roster of a school does', async () => {
    const { school, roster } = await oneSchool(world);
    await lie(school, roster);
    await twice();
    expect(await stateOf(school)).toMatchObject([{ state: 'waiting', reason: 'first' }]);
  });

  test('gives way to a newer file of its name', async () => {
    const { school, roster } = await waiting();
    await lie(school, roster);
    utimesSync(join(folderOf(school), 'night.zip'), 1_900_000_000, 1_900_000_000);
    await twice();
    expect(await stateOf(school)).toMatchObject([{ state: 'done' }]);
    expect(await imports(school)).toEqual(['applied', 'discarded']);
  });
});

test('a worker that was killed after the commit only puts the file away: nothing is imported twice', async () => {
  const { school, roster } = await known();
  await lie(school, renamed(roster));
  // As far as a worker comes that dies before it has moved the file: its folder cannot be written to.
  const blocked = join(folderOf(school), 'done');
  symlinkSync(join(inbox, 'nowhere', 'at all'), blocked);
  await twice();
  expect(left(school)).toContain('night.zip');
  expect(await imports(school)).toEqual(['applied', 'applied']);
  rmSync(blocked);
  const before = await rosterDigest(world);
  await look();
  expect(left(school)).toEqual([]);
  expect(await rosterDigest(world)).toEqual(before);
  expect(await stateOf(school)).toMatchObject([{ state: 'done', moved: true }]);
});

test('two workers that look at once take a file in once', async () => {
  const { school, roster } = await known();
  await lie(school, renamed(roster));
  await look();
  await Promise.all([look(), look(), look()]);
  expect(await imports(school)).toEqual(['applied', 'applied']);
  expect(listOf(school, 'done').filter((name) => name.endsWith('.zip'))).toHaveLength(1);
});
