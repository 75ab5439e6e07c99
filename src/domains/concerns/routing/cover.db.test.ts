import { afterEach, expect, test } from 'vitest';
import { anAccount } from '#test/factories/accounts.ts';
import { aConcern } from '#test/factories/concerns.ts';
import { anAdult, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { findHolders, findSchool } from './queries.ts';

/** Cover as it is given through the pages, by two, and what it opens: in its days, and by the days of England. */

const NOW = '2026-10-20T09:00:00Z';
const world = await testWorld({ at: NOW });
const browser = await testBrowser(world);
afterEach(() => world.clock.set(NOW));

async function cover(here: Staffed, personId: string, role: 'head' | 'dsl', day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  const days = ['from', 'until'].flatMap((name) => [
    [`${name}-day`, date],
    [`${name}-month`, month],
    [`${name}-year`, year],
  ]);
  const asked = await (await browser.signedIn(here.head)).post(`/people/duties/give?at=${here.school.id}`, {
    role,
    personId,
    cover: 'yes',
    ...Object.fromEntries(days),
  });
  expect(asked.statusCode).toBe(303);
  const agreed = await (await browser.signedIn(here.dsl)).post(`${asked.headers.location}/confirm`);
  expect(agreed.statusCode).toBe(200);
}

async function scene(role: 'head' | 'dsl', day: string) {
  const here = await aStaffedSchool(world);
  const slt = await anAdult(world, { school: here.school, role: 'slt' });
  await anAccount(world, slt);
  const stream = role === 'head' ? 'adult' : 'child';
  const concern = await aConcern(world, { school: here.school, reporter: here.teacher, stream });
  await cover(here, slt, role, day);
  return { here, slt, concern };
}

// The clocks of England go back on Sunday 25 October 2026, and forward on 28 March 2027.
test.each([
  [
    'head',
    '2026-10-25',
    '2026-10-24T22:59:59Z',
    '2026-10-24T23:00:00Z',
    '2026-10-25T23:59:59Z',
    '2026-10-26T00:00:00Z',
  ],
  [
    'dsl',
    '2026-10-25',
    '2026-10-24T22:59:59Z',
    '2026-10-24T23:00:00Z',
    '2026-10-25T23:59:59Z',
    '2026-10-26T00:00:00Z',
  ],
  [
    'head',
    '2027-03-28',
    '2027-03-27T23:59:59Z',
    '2027-03-28T00:00:00Z',
    '2027-03-28T22:59:59Z',
    '2027-03-28T23:00:00Z',
  ],
  [
    'dsl',
    '2027-03-28',
    '2027-03-27T23:59:59Z',
    '2027-03-28T00:00:00Z',
    '2027-03-28T22:59:59Z',
    '2027-03-28T23:00:00Z',
  ],
] as const)(
  'cover as %s for %s reads and is told in that day alone, from its first second to its last',
  async (role, day, before, first, last, after) => {
    const { here, slt, concern } = await scene(role, day);
    const reads = async (at: string) => {
      world.clock.set(at);
      return (await (await browser.signedIn(slt)).get(`/concerns/${concern.id}`)).statusCode;
    };
    const isTold = async (at: string) => {
      world.clock.set(at);
      return world.as(here.teacher, async (tx) => {
        const school = await findSchool(tx, here.school.id);
        const holders = school === undefined ? [] : await findHolders(tx, school);
        return holders.some((holder) => holder.personId === slt && holder.role === role && holder.asCover);
      });
    };
    for (const at of [before, after]) {
      expect(await reads(at), at).toBe(404);
      expect(await isTold(at), at).toBe(false);
    }
    for (const at of [first, last]) {
      expect(await reads(at), at).toBe(200);
      expect(await isTold(at), at).toBe(true);
    }
  },
);

test('cover for the lead reads no concern about an adult, and cover for the Head none about the Head', async () => {
  const { here, slt } = await scene('dsl', '2026-10-21');
  const adult = await aConcern(world, { school: here.school, reporter: here.teacher, stream: 'adult' });
  const other = await scene('head', '2026-10-21');
  const head = await aConcern(world, {
    school: other.here.school,
    reporter: other.here.teacher,
    stream: 'head',
  });
  world.clock.set('2026-10-21T09:00:00Z');
  expect((await (await browser.signedIn(slt)).get(`/concerns/${adult.id}`)).statusCode).toBe(404);
  expect((await (await browser.signedIn(other.slt)).get(`/concerns/${head.id}`)).statusCode).toBe(404);
});
