import { load } from 'cheerio';
import { afterAll, describe, expect, test } from 'vitest';
import { anAdult } from '../../../../../test/factories/people.ts';
import { rosterDigest, rosterSchools } from '../../../../../test/factories/roster.ts';
import { testBrowser, type Visitor } from '../../../../../test/support/browser.ts';
import { upload } from '../../../../../test/support/upload.ts';
import { testWorld } from '../../../../../test/support/world.ts';
import { upnCheckLetter } from '../../oneroster/index.ts';

const world = await testWorld();
const browser = await testBrowser(world);
afterAll(() => browser.app.close());

const upn = (n: number): string => {
  const rest = `999${String(n).padStart(9, '0')}`;
  return `${upnCheckLetter(`A${rest}`) ?? 'A'}${rest}`;
};

async function officeOf() {
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  const office = await browser.signedIn(await anAdult(world, { school, role: 'office' }));
  return { school, office };
}

const send = (visitor: Visitor, school: string, text: string, format = 'pupils') =>
  upload(
    browser,
    visitor,
    '/people/import',
    { school, format },
    {
      field: 'file',
      name: 'pupils.csv',
      bytes: Buffer.from(text),
    },
  );

async function settled(visitor: Visitor, path: string) {
  await expect
    .poll(async () => (await visitor.get(path)).headers.refresh, { timeout: 20_000 })
    .toBeUndefined();
  return load((await visitor.get(path)).body);
}

const chosen = { 'given-name': 'Vorname', 'family-name': 'Name', upn: 'Nummer', group: 'Klasse' };
const strange = (first: number) =>
  `Vorname;Name;Nummer;Klasse\nAda;Greyling;${upn(first)};Beech\nBen;Hollis;${upn(first + 1)};Beech\n`;

describe('a list of pupils by page', () => {
  test('is shown with its first lines, read by the columns that are chosen, and remembered', async () => {
    const { school, office } = await officeOf();
    const sent = await send(office, school.id, strange(10));
    const columns = String(sent.headers.location);
    expect(columns).toMatch(/\/columns$/);
    const page = load((await office.get(columns)).body);
    expect(page('main').text()).toContain('Greyling');
    expect(page('title').text()).not.toContain('Greyling');
    expect(page('select[name=given-name] option').text()).toContain('Vorname');
    const before = await rosterDigest(world);

    const refused = await office.post(columns, { 'given-name': 'Vorname', 'family-name': 'Name' });
    expect(refused.statusCode).toBe(422);
    expect(load(refused.body)('.govuk-error-summary').text()).toContain('two children could become one');
    expect(load(refused.body)('select[name=family-name] option[selected]').text()).toBe('Name');

    const read = await office.post(columns, chosen);
    const path = String(read.headers.location);
    expect((await settled(office, path))('main').text()).toMatch(/Pupils joining\s*2/);
    expect({ ...(await rosterDigest(world)), roster_import: '' }).toEqual({ ...before, roster_import: '' });
    await office.post(`${path}/apply`);
    expect((await settled(office, path))('main').text()).toContain('What was done');

    // The next list of this school comes with the columns chosen.
    const again = String((await send(office, school.id, strange(10))).headers.location);
    const next = load((await office.get(again)).body);
    expect(next('select[name=upn] option[selected]').attr('value')).toBe('Nummer');
    const same = String((await office.post(again, chosen)).headers.location);
    expect((await settled(office, same))('main').text()).toContain('Nothing to change');
  });

  test('proposes missing pupils, and none of the staff', async () => {
    const { school, office } = await officeOf();
    const apply = async (text: string) => {
      const columns = String((await send(office, school.id, text)).headers.location);
      const path = String((await office.post(columns, chosen)).headers.location);
      await settled(office, path);
      await office.post(`${path}/apply`);
      return settled(office, path);
    };
    await apply(strange(30));
    await world.owner.query('update people.appointment set by_roster = true where school_id = $1', [
      school.id,
    ]);
    await apply(`Vorname;Name;Nummer;Klasse\nAda;Greyling;${upn(30)};Beech\n`);
    const { rows } = await world.owner.query(
      'select p.kind from people.proposed_leaver l join people.person p on p.id = l.person_id where l.school_id = $1',
      [school.id],
    );
    expect(rows).toEqual([{ kind: 'pupil' }]);
  });

  test('from which most are missing is applied only by who says that they mean it', async () => {
    const { school, office } = await officeOf();
    const read = async (first: number, many: number) => {
      const lines = Array.from({ length: many }, (_, n) => `Ada;Grey${n};${upn(first + n)};Beech`);
      const text = `Vorname;Name;Nummer;Klasse\n${lines.join('\n')}\n`;
      const columns = String((await send(office, school.id, text)).headers.location);
      const path = String((await office.post(columns, chosen)).headers.location);
      return { path, page: await settled(office, path) };
    };
    const whole = await read(100, 15);
    expect(whole.page('input[name=sure]')).toHaveLength(0);
    await office.post(`${whole.path}/apply`);
    await settled(office, whole.path);
    const part = await read(100, 2);
    expect(part.page('input[name=sure]')).toHaveLength(1);
    const asked = await office.post(`${part.path}/apply`);
    expect([asked.statusCode, load(asked.body)('.govuk-error-summary').text()]).toEqual([
      422,
      expect.stringContaining('really the whole school'),
    ]);
    const proposed = () =>
      world.owner.query('select from people.proposed_leaver where school_id = $1', [school.id]);
    expect((await proposed()).rowCount).toBe(0);
    await office.post(`${part.path}/apply`, { sure: 'yes' });
    await settled(office, part.path);
    expect((await proposed()).rowCount).toBe(13);
  });

  test('that is none at all is refused with what is wrong, and leaves no file', async () => {
    const { school, office } = await officeOf();
    const sent = await send(office, school.id, 'PK\u0003\u0004\u0000\u0000');
    const page = await settled(office, String(sent.headers.location));
    expect(page('main').text()).toContain('A workbook (.xlsx) cannot be read');
  });

  test('names line and column of what is wrong in it', async () => {
    const { school, office } = await officeOf();
    const text = strange(50).replace('Hollis', '');
    const columns = String((await send(office, school.id, text)).headers.location);
    const path = String((await office.post(columns, chosen)).headers.location);
    const page = await settled(office, path);
    expect(page('main').text()).toContain('pupils.csv, line 3, column “Name”');
  });
});

test('a number in a list is not the same number in the school’s OneRoster export', async () => {
  const { school, office } = await officeOf();
  const person = world.services.ids.uuid();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name) values ($1, $2, 'pupil', 'Other', 'Child')`,
    [person, school.trustId],
  );
  await world.owner.query('insert into people.identifier values ($1, $2, $3, $4)', [
    school.trustId,
    `oneroster:${school.urn}`,
    '1001',
    person,
  ]);
  const columns = String(
    (await send(office, school.id, 'First name,Surname,Adno\nAda,Greyling,1001\n')).headers.location,
  );
  const fields = { 'given-name': 'First name', 'family-name': 'Surname', id: 'Adno' };
  const path = String((await office.post(columns, fields)).headers.location);
  expect((await settled(office, path))('main').text()).toMatch(/Pupils joining\s*1/);
});
