import { load } from 'cheerio';
import { beforeEach, expect, test } from 'vitest';
import { aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const staff = await aStaffedSchool(world);

const ranAt = (at: string) =>
  world.owner.query(
    `insert into app.job_run (name, minutely, done_at) values ('mail', true, $1)
     on conflict (name) do update set done_at = $1`,
    [at],
  );
const todayOf = async (personId: string) => load((await (await browser.signedIn(personId)).get('/')).body);
const ready = async () => (await browser.nobody.get('/readyz')).json();

beforeEach(() => world.owner.query('delete from app.job_run'));

test('while the worker stands still, who handles concerns or looks after the machine is told since when', async () => {
  await ranAt('2026-11-20T07:41:00Z');
  for (const person of [staff.head, staff.dsl, staff.deputy, staff.it, staff.chair, staff.trustLead]) {
    const page = await todayOf(person);
    expect(page('.moj-alert--warning').text()).toContain('have not run since Fri 20 Nov 2026, 07:41');
  }
  expect((await todayOf(staff.it))('.moj-alert').text()).toContain('gatehouse doctor');
  expect((await todayOf(staff.dsl))('.moj-alert').text()).toContain('Tell your IT team');
  for (const person of [staff.teacher, staff.office])
    expect((await todayOf(person))('.moj-alert')).toHaveLength(0);
  expect(await ready()).toEqual({
    status: 'ready',
    worker: 'standing still',
    since: '2026-11-20T07:41:00Z',
  });
});

test('nobody is told while it runs', async () => {
  await ranAt('2026-11-20T08:57:00Z');
  expect((await todayOf(staff.head))('.moj-alert')).toHaveLength(0);
  expect(await ready()).toEqual({ status: 'ready', worker: 'running' });
});

test('where none was ever started, that is left to do for the Head and for IT', async () => {
  expect(await ready()).toEqual({ status: 'ready', worker: 'never ran' });
  for (const person of [staff.head, staff.it]) {
    const page = await todayOf(person);
    expect(page('main').text()).toContain('the worker of Gatehouse was not started');
    expect(page('.moj-alert')).toHaveLength(0);
  }
  expect((await todayOf(staff.dsl))('main').text()).not.toContain('never run');
});
