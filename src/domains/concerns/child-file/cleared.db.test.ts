import { expect, test } from 'vitest';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { sanctionCases } from '#test/factories/sanction-case.ts';
import { testWorld } from '#test/support/world.ts';
import { planSupport } from '../support/service.ts';
import { putRight } from '../wrong-person/service.ts';
import { readFilter } from './filter.ts';
import { readChildFile } from './service.ts';
import { partOf, titleOf } from './words.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
const { aCase, find, propose } = sanctionCases(world, staff);

const fileOf = async (child: string) => {
  const { items } = await world.as(staff.dsl, (tx, me) => readChildFile(tx, me, child, readFilter({})));
  const [first] = items;
  return { titles: items.map(titleOf), was: first === undefined ? undefined : partOf(first) };
};

test('a child’s own findings, sanctions and support stand in their file; those of others do not', async () => {
  const c = await aCase();
  await find(c, 'substantiated');
  await propose(c, 'Internet withdrawn');
  const on = await c.on(c.party);
  const none = { kind: 'none', adult: null, steps: null, voice: null, owner: null, checkIn: null } as const;
  await world.as(staff.dsl, (tx, me) => planSupport(tx, me, on, { ...none, why: 'Wants none' }));
  const before = await fileOf(c.child);
  expect(before.was).toBe('Alleged');
  expect(before.titles).toEqual(
    expect.arrayContaining([
      'Finding about them: Substantiated',
      'Sanction: Internet withdrawn',
      'No plan of support',
    ]),
  );
});

test('named wrongly: their file says so of every row, and what was taken for theirs counts no more', async () => {
  const c = await aCase();
  await find(c, 'substantiated');
  await propose(c, 'Warning');
  const truly = await aPupil(world, { school: staff.school });
  const on = await c.on(c.party);
  await world.as(staff.dsl, (tx, me) =>
    putRight(tx, me, on, { person: truly, described: null, why: 'Said so' }),
  );
  const wronged = await fileOf(c.child);
  expect(wronged.was).toBe('Named wrongly as “alleged”, and cleared');
  expect(wronged.titles).toEqual(
    expect.arrayContaining([
      'Finding taken back, it was somebody else: Substantiated',
      'Sanction that does not stand: Warning',
      'Sanction over: Reversed',
    ]),
  );
  const other = await fileOf(truly);
  expect(other.was).toBe('Alleged');
  expect(other.titles.filter((title) => /Finding|Sanction/.test(title))).toEqual([]);
});
