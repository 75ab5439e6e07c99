import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { migrate } from '#platform/db';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { makeRoster } from '../../test/factories/oneroster.ts';
import { embeddedFixture } from '../../test/support/embedded-fixture.ts';
import { main } from './cli.ts';

const fixture = await embeddedFixture();
const URN = '990001';
const folder = join(fixture.dataDir, '../roster');
let owner: pg.Client;

beforeAll(async () => {
  // Somebody else's: the command finds it running and joins in.
  const { ownerUrl } = await fixture.start();
  const keyFile = join(fixture.dataDir, 'keys/master.key');
  createMasterKey(keyFile);
  const appPassword = loadMasterKey(keyFile).password('database/gatehouse_app');
  await migrate({ ownerUrl, log: createLog('silent', 'test'), appPassword });
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const [trustId, schoolId] = [systemIds.uuid(), systemIds.uuid()];
  await owner.query('insert into people.trust (id, name) values ($1, $2)', [trustId, 'Trust']);
  await owner.query('insert into people.school (id, trust_id, urn, name, code) values ($1, $2, $3, $4, $5)', [
    schoolId,
    trustId,
    URN,
    'The School',
    'TS',
  ]);
  await makeRoster({ path: folder, schools: 2, pupils: 16, staff: 4, schoolYear: 2027, version: '1.1' });
  // The made-up enrolments hold from September to July, which the machine's clock may not be in.
  const enrolments = join(folder, 'enrollments.csv');
  writeFileSync(enrolments, readFileSync(enrolments, 'utf8').replaceAll(/\d{4}-\d\d-\d\d/g, ''));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await owner?.end();
  await fixture.end();
});

const pupils = async () =>
  (await owner.query(`select count(*)::int as n from people.person where kind = 'pupil'`)).rows[0].n;

/** What the command says and how it ends. */
async function run(...words: readonly string[]) {
  vi.stubEnv('GATEHOUSE_DATA', fixture.dataDir);
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const code = await main(['import', ...words]);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  return { code, out, err };
}

describe('gatehouse import oneroster, beside a running Gatehouse', () => {
  test('called wrongly says how, and ends with 2', async () => {
    expect(await run('oneroster')).toMatchObject({
      code: 2,
      err: expect.stringContaining('one zip or folder'),
    });
    expect(await run('oneroster', folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--school'),
    });
    expect(await run('oneroster', folder, '--school', 'The School')).toMatchObject({ code: 2 });
  });

  test('of a school that Gatehouse does not know names those it knows', async () => {
    const { code, err } = await run('oneroster', folder, '--school', '123456');
    expect(code).toBe(1);
    expect(err).toContain('990001 (The School)');
  });

  test('previews, applies, and finds nothing to change', async () => {
    const preview = await run('oneroster', folder, '--school', URN, '--dry-run');
    expect(preview).toMatchObject({ code: 0 });
    expect(preview.out).toMatch(/8 {2}Pupils joining/);
    expect(preview.out).toContain('Nothing was applied.');
    expect(await pupils()).toBe(0);

    const applied = await run('oneroster', folder, '--school', URN);
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.out).toContain('Applied.');
    expect(await pupils()).toBe(8);

    const again = await run('oneroster', folder, '--school', URN, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ outcome: 'nothing to change', urn: URN });
  });

  test('of a damaged file says file, line and column, and changes nothing', async () => {
    const damaged = `${folder}-damaged`;
    cpSync(folder, damaged, { recursive: true });
    const users = readFileSync(join(damaged, 'users.csv'), 'utf8').split('\r\n');
    users[3] = (users[3] ?? '').replace(',true,', ',perhaps,');
    writeFileSync(join(damaged, 'users.csv'), users.join('\r\n'));
    const before = await pupils();
    const { code, out } = await run('oneroster', damaged, '--school', URN);
    expect(code).toBe(1);
    expect(out).toContain('users.csv, line 4, column enabledUser');
    expect(out).toContain('nothing was changed');
    expect(await pupils()).toBe(before);
    rmSync(damaged, { recursive: true });
  });
});

describe('gatehouse import csv', () => {
  const list = `${folder}.csv`;
  const lines = (...more: readonly string[]) =>
    writeFileSync(list, ['Forename;Surname;Adm;Born on;Reg', ...more, ''].join('\r\n'), 'latin1');

  test('called wrongly says how, and ends with 2', async () => {
    lines('Zoë;Grey;1;27/03/2015;Elm');
    expect(await run('csv')).toMatchObject({ code: 2, err: expect.stringContaining('one file') });
    const unknown = await run('csv', list, '--school', URN, '--map', 'age=Born on');
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('birth-date') });
  });

  test('needs to be told a column once, and remembers it', async () => {
    lines('Zoë;Grey;1;27/03/2015;Elm', 'Ben;Brown;2;28/03/2015;Elm');
    const lost = await run('csv', list, '--school', URN, '--json');
    expect(lost.code).toBe(1);
    expect(JSON.parse(lost.out)).toMatchObject({ outcome: 'refused', faults: [{ code: 'columns' }] });

    const said = ['--map', 'id=Adm', '--map', 'birth-date=Born on'];
    const preview = await run('csv', list, '--school', URN, '--dry-run', ...said);
    expect(preview.out).toMatch(/2 {2}Pupils joining/);
    expect(preview.out).toContain('birth-date   from the column Born on');
    expect(await pupils()).toBe(8);

    const applied = await run('csv', list, '--school', URN, '--yes', ...said);
    expect(applied.code).toBe(0);
    expect(await pupils()).toBe(10);
    const again = await run('csv', list, '--school', URN, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ outcome: 'nothing to change', columns: { id: 'Adm' } });
  });
});
