import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { addToReport } from '../../report/service.ts';
import * as service from '../act/service.ts';
import { readFilter } from '../inbox/filter.ts';
import { readInbox } from '../inbox/service.ts';
import { hasNextInLine } from '../next-in-line/queries.ts';
import { readCase } from '../page/service.ts';
import { findTodayForHandler } from './service.ts';

const world = await testWorld();

test('urgent first with its countdown, then actions, then what is missing; two statements, no names', async () => {
  const staff = await aStaffedSchool(world, { recordOfTruth: 'myconcern' });
  const calm = await aConcern(world, { school: staff.school, minutesAgo: 90 });
  const urgent = await aConcern(world, {
    school: staff.school,
    urgent: true,
    acknowledgeBy: '2026-11-20T09:07:00Z',
    minutesAgo: 8,
  });
  const mine = await aConcern(world, { school: staff.school });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: mine.id, version: 1 }));
  const action = {
    what: 'Speak to her',
    owner: staff.dsl,
    due: Temporal.PlainDate.from('2026-11-20'),
    childInvolved: 'not_yet',
    childNote: null,
  } as const;
  await world.as(staff.dsl, (tx, me) =>
    service.addAction(tx, me, { concernId: mine.id, version: 2 }, action),
  );
  const before = world.database.counts.statements;
  const items = await world.as(staff.dsl, findTodayForHandler);
  expect(world.database.counts.statements - before).toBe(2);
  expect(items.map(({ kind, concernId, text }) => [kind, concernId, text])).toEqual([
    ['acknowledge', urgent.id, 'Waits to be acknowledged; the next in line is told in 7 minutes'],
    ['acknowledge', calm.id, 'Waits to be acknowledged'],
    ['action', mine.id, 'Your action is due today'],
    [
      'missing',
      mine.id,
      'Missing: severity, category, intent, how the child was involved, the answer for parents',
    ],
    ['myconcern', mine.id, 'No MyConcern reference yet'],
  ]);
});

test('nobody else’s work is on it, and a teacher has none', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  expect(await world.as(staff.deputy, findTodayForHandler)).toEqual([]);
  expect(await world.as(staff.teacher, findTodayForHandler)).toEqual([]);
  expect(await world.as(staff.dsl, findTodayForHandler)).toHaveLength(1);
});

test('an urgent case past its time says that the next in line is being told', async () => {
  const staff = await aStaffedSchool(world);
  await aConcern(world, { school: staff.school, urgent: true, acknowledgeBy: '2026-11-20T08:59:00Z' });
  const [item] = await world.as(staff.dsl, findTodayForHandler);
  expect(item?.text).toBe('Waits to be acknowledged; the next in line is being told');
});

test('what a reporter adds waits for whoever was told, in a closed case too, until they open it', async () => {
  const staff = await aStaffedSchool(world);
  const { school, teacher: reporter } = staff;
  const open = await aConcern(world, { school, reporter });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: open.id, version: 1 }));
  const closed = await aConcern(world, { school, reporter });
  await world.owner.query(
    `update concern.case_file set status = 'closed', acknowledged_at = now(), closed_at = now() where concern_id = $1`,
    [closed.id],
  );
  for (const { id } of [open, closed])
    await world.as(reporter, (tx, me) => addToReport(tx, me, id, 'It happened again.'));
  const added = async (person: string) =>
    (await world.as(person, findTodayForHandler)).filter(({ kind }) => kind === 'addition');
  expect((await added(staff.deputy)).map(({ concernId, text }) => [concernId, text]).toSorted()).toEqual(
    [
      [open.id, 'The reporter has added to this'],
      [closed.id, 'The reporter has added to this, a closed case'],
    ].toSorted(),
  );
  const tagged = await world.as(staff.dsl, (tx, me) => readInbox(tx, me, readFilter({})));
  expect(tagged.rows.map(({ id, addedTo }) => [id, addedTo])).toEqual([[open.id, true]]);
  for (const { id } of [open, closed]) await world.as(staff.dsl, (tx, me) => readCase(tx, me, id));
  expect(await added(staff.dsl)).toEqual([]);
  expect(await added(staff.deputy)).toHaveLength(2);
  expect(await added(staff.teacher)).toEqual([]);
});

test('where nobody is next in line, it says what happens instead', async () => {
  const staff = await aStaffedSchool(world);
  const facts = { school: staff.school, urgent: true, acknowledgeBy: '2026-11-20T09:07:00Z' } as const;
  const concern = await aConcern(world, facts);
  const adult = await aConcern(world, { ...facts, stream: 'adult' });
  const textOf = async (person: string, id: string) =>
    (await world.as(person, findTodayForHandler)).find(({ concernId }) => concernId === id)?.text;
  const tell = (id: string, people: readonly string[]) =>
    world.owner.query(
      `insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at)
       select gen_random_uuid(), c.id, c.caseload_id, p, 0, 'urgent', c.entered_at
       from concern.concern c, unnest($2::uuid[]) p where c.id = $1`,
      [id, people],
    );
  await tell(concern.id, [staff.dsl, staff.deputy, staff.head]);
  await tell(adult.id, [staff.head]);
  expect(await textOf(staff.dsl, concern.id)).toContain('the next in line is told in 7 minutes');
  expect(await textOf(staff.head, adult.id)).toContain(
    'nobody is next in line, so whoever was told is told again',
  );
  expect(await world.as(staff.head, (tx) => hasNextInLine(tx, adult.id))).toBe(false);
  await tell(concern.id, [staff.trustLead]);
  expect(await textOf(staff.dsl, concern.id)).toContain('nobody is next in line');
});
