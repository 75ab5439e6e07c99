import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, messageReporter } from '../act/service.ts';
import { confirmExclusion, exclude } from './service.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
/** Whoever has stolen the superuser's password. */
const thief = new pg.Pool({ connectionString: world.urls.adminUrl, max: 1 });
afterAll(() => thief.end());

const faults = async () =>
  (await verifyAudit(world.database, [])).faults.map(({ kind, table }) => `${kind} ${table}`);

/** What the thief does, and what verifying says of it; then it is as before. */
async function found(change: string, back: string): Promise<string[]> {
  await thief.query('set session_replication_role = replica');
  await thief.query(change);
  const said = await faults();
  await thief.query(back);
  return said;
}

async function aReport(): Promise<string> {
  const pupil = await aPupil(world, { school: staff.school });
  const teacher = await (await testBrowser(world)).signedIn(staff.teacher);
  const begun = await teacher.post('/concerns/report', {
    school: staff.school.id,
    danger: 'no',
    about: 'child',
  });
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  const step = (name: string, fields: Record<string, string | string[]>) =>
    teacher.post(`/concerns/report/${draft}/${name}`, { do: 'continue', ...fields });
  await step('who', { person_add: pupil, person_add_part: 'affected' });
  await step('what', {
    kinds: ['bullying'],
    place: 'home',
    'happened-day': '19',
    'happened-month': '11',
    'happened-year': '2026',
    happened_time: '7.30pm',
  });
  await step('image', { indecent_image: 'no' });
  await step('words', { child_words: 'They keep sending it.' });
  await teacher.post(`/concerns/report/${draft}/send`);
  const { rows } = await world.owner.query<{ id: string }>('select id from concern.concern');
  return rows[0]?.id ?? '';
}

describe('the people of a report, who is shut out of it and what its reporter was told', () => {
  beforeAll(async () => {
    const concernId = await aReport();
    const on = (version: number) => ({ concernId, version });
    await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(1)));
    await world.as(staff.dsl, (tx, me) => messageReporter(tx, me, on(2), { body: 'Thank you.' }));
    await world.as(staff.dsl, (tx, me) =>
      exclude(tx, me, on(3), { person: staff.deputy, reason: 'Their niece' }),
    );
    await world.as(staff.head, (tx, me) =>
      confirmExclusion(tx, me, on(4), { person: staff.deputy, reason: 'So it is' }),
    );
  });

  test('verify as they were written, changed by who may', async () => {
    expect(await faults()).toEqual([]);
  });

  test.each([
    [
      'somebody’s part',
      `update concern.party set part = 'witness'`,
      `update concern.party set part = 'affected'`,
    ],
    [
      'an exclusion’s state',
      `update concern.exclusion set state = 'lifted'`,
      `update concern.exclusion set state = 'confirmed'`,
    ],
    [
      'what a reporter was told',
      `update concern.reporter_update set body = 'x' where kind = 'message'`,
      `update concern.reporter_update set body = 'Thank you.' where kind = 'message'`,
    ],
  ])('%s, changed behind Gatehouse’s back, is found', async (_, change, back) => {
    const table = change.split(' ')[1];
    expect(await found(change, back)).toEqual([`content-changed ${table}`]);
  });

  test.each(['party', 'exclusion', 'reporter_update'])('a row of %s that is gone is found', async (name) => {
    const table = `concern.${name}`;
    await thief.query(`create temporary table gone as select * from ${table}`);
    const said = await found(`delete from ${table}`, `insert into ${table} select * from gone`);
    await thief.query('drop table gone');
    expect(new Set(said)).toEqual(new Set([`content-missing ${table}`]));
  });

  test('an exclusion put back to what it was before it was confirmed is found', async () => {
    const was = `state = 'provisional', reason = 'Their niece', set_by = '${staff.dsl}'`;
    const is = `state = 'confirmed', reason = 'So it is', set_by = '${staff.head}'`;
    expect(await found(`update concern.exclusion set ${was}`, `update concern.exclusion set ${is}`)).toEqual([
      'content-changed concern.exclusion',
    ]);
  });
});
