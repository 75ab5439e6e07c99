import { beforeEach, expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type AnUrgentCase, anUrgentCase, leaves } from '#test/factories/urgent-case.ts';
import { testWorld } from '#test/support/world.ts';
import { remindDue } from './service.ts';

const world = await testWorld();

beforeEach(async () => {
  world.clock.set('2026-11-20T09:00:00Z');
  await world.owner.query('update concern.action set done_at = now() where done_at is null');
});

async function aCase(staff: Staffed, excluded: readonly string[] = []): Promise<AnUrgentCase> {
  const facts = {
    school: staff.school,
    reporterId: staff.teacher,
    acknowledgeBy: world.clock.now(),
    excluded,
  };
  return anUrgentCase(world, facts);
}

async function anAction(concern: AnUrgentCase, ownerId: string, dueOn: string): Promise<void> {
  await world.owner.query(
    `insert into concern.action (id, concern_id, caseload_id, what, owner_id, due_on, made_at, made_by, child_involved)
     values ($1, $2, $3, 'Ring home', $4, $5, $6, $4, 'not_yet')`,
    [systemIds.uuid(), concern.id, concern.caseloadId, ownerId, dueOn, world.clock.now().toString()],
  );
}

async function mailsTo(
  ...people: readonly string[]
): Promise<{ person: string; template: string; link: string }[]> {
  const { rows } = await world.owner.query(
    'select to_person_id as person, template, link from mail.outbox where to_person_id = any($1) order by queued_at',
    [people],
  );
  return rows;
}

test('due today or overdue: the owner is reminded once a day, however often the job runs', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aCase(staff);
  await anAction(concern, staff.dsl, '2026-11-20');
  await anAction(concern, staff.deputy, '2026-11-18');
  await anAction(concern, staff.head, '2026-11-21');
  expect([await remindDue(world.database), await remindDue(world.database)]).toEqual([2, 0]);
  const mail = { template: 'reminder', link: `/concerns/${concern.id}` };
  expect(await mailsTo(staff.dsl, staff.head)).toEqual([{ person: staff.dsl, ...mail }]);
  expect(await mailsTo(staff.deputy)).toEqual([{ person: staff.deputy, ...mail }]);
  world.clock.set('2026-11-21T00:00:00Z');
  expect(await remindDue(world.database)).toBe(3);
});

test('the day is the English one: after midnight in summer time it is the next', async () => {
  const staff = await aStaffedSchool(world);
  world.clock.set('2026-06-30T22:59:00Z');
  await anAction(await aCase(staff), staff.dsl, '2026-07-01');
  expect(await remindDue(world.database)).toBe(0);
  world.clock.set('2026-06-30T23:00:00Z');
  expect(await remindDue(world.database)).toBe(1);
});

test('several cases: one mail, to Today', async () => {
  const staff = await aStaffedSchool(world);
  await anAction(await aCase(staff), staff.dsl, '2026-11-20');
  await anAction(await aCase(staff), staff.dsl, '2026-11-20');
  await remindDue(world.database);
  expect(await mailsTo(staff.dsl)).toEqual([{ person: staff.dsl, template: 'reminder', link: '/' }]);
});

test('the owner has left: whoever reads it today is reminded instead', async () => {
  const staff = await aStaffedSchool(world);
  await anAction(await aCase(staff), staff.dsl, '2026-11-19');
  await leaves(world, staff.dsl, '2026-11-20');
  await remindDue(world.database);
  const mails = await mailsTo(staff.dsl, staff.deputy, staff.head);
  expect(mails.map(({ person }) => person).sort()).toEqual([staff.deputy, staff.head].sort());
});

test('the owner is excluded meanwhile: they are mailed nothing', async () => {
  const staff = await aStaffedSchool(world);
  await anAction(await aCase(staff, [staff.dsl]), staff.dsl, '2026-11-19');
  await remindDue(world.database);
  expect(await mailsTo(staff.dsl)).toEqual([]);
  expect(await mailsTo(staff.deputy)).toHaveLength(1);
});

test('of a closed case nobody is reminded', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aCase(staff);
  await anAction(concern, staff.dsl, '2026-11-19');
  await world.owner.query(`update concern.case_file set status = 'closed' where concern_id = $1`, [
    concern.id,
  ]);
  expect(await remindDue(world.database)).toBe(0);
});

test('two workers at the same moment remind once', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aCase(staff);
  for (let n = 0; n < 10; n += 1) await anAction(concern, staff.dsl, '2026-11-19');
  const counts = await Promise.all([remindDue(world.database), remindDue(world.database)]);
  expect(counts[0] + counts[1]).toBe(10);
  const { rows } = await world.owner.query(
    'select count(*)::int as n from concern.notice where concern_id = $1',
    [concern.id],
  );
  expect(rows[0].n).toBe(10);
});
