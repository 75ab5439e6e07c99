import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, close, setFinding } from '../case/act/service.ts';
import { liftExclusion } from '../case/exclusion/service.ts';
import { readCase } from '../case/page/service.ts';
import { findTodayForHandler } from '../case/today/service.ts';
import { refer } from '../referral/service.ts';
import { remindDue } from '../routing/reminders/service.ts';
import type { AssessInput } from './forms.ts';
import { assess, decideMeasure, nameChildRecord, recordOutcome, recordTelling } from './service.ts';

const world = await testWorld();
const day = (text: string) => Temporal.PlainDate.from(text);

const no = { met: 'no', why: 'Nothing of the kind was seen or said' } as const;
const weighed = (subject: string, level: AssessInput['level'], harmed: 'yes' | 'no' = 'no'): AssessInput => ({
  subject,
  described: null,
  worker: 'staff',
  employer: null,
  harmed,
  harmed_why: no.why,
  offence: 'no',
  offence_why: no.why,
  risk: 'no',
  risk_why: no.why,
  suitable: 'no',
  suitable_why: no.why,
  level,
  reason: 'What was seen is not in doubt',
});

/** A concern about a teacher, acknowledged by the Head; `on` gives the case's version of the moment. */
async function anAdultCase(facts: { readonly kinds?: readonly string[]; readonly minutesAgo?: number } = {}) {
  const staff = await aStaffedSchool(world);
  return { staff, ...(await another(staff, facts)) };
}

async function another(
  staff: Awaited<ReturnType<typeof aStaffedSchool>>,
  facts: { readonly kinds?: readonly string[]; readonly minutesAgo?: number; readonly child?: string } = {},
) {
  const { child, ...rest } = facts;
  const concern = await aConcern(world, {
    school: staff.school,
    stream: 'adult',
    reporter: staff.teacher,
    parties: [
      { personId: staff.otherTeacher, part: 'alleged', isAdult: true },
      ...(child === undefined ? [] : [{ personId: child }]),
    ],
    ...rest,
  });
  await world.as(staff.head, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const view = () => world.as(staff.head, (tx, me) => readCase(tx, me, concern.id));
  const subject = (await view()).following.staff.subjects[0]?.id ?? '';
  const on = async () => ({ concernId: concern.id, version: (await view()).file.version });
  return { concern, view, subject, on };
}

const lado = {
  recipient: 'lado',
  reason: 'An allegation',
  madeOn: day('2026-11-20'),
  madeTime: null,
  how: 'By telephone',
  spokeTo: 'The designated officer',
  reference: null,
  nextCheck: day('2026-11-23'),
} as const;

test('an allegation has its working day with the LADO, on Today and in reminders, until they are told', async () => {
  const { staff, concern, view, subject, on } = await anAdultCase();
  const today = async () =>
    (await world.as(staff.head, findTodayForHandler)).filter(
      ({ kind }) => kind === 'lado' || kind === 'threshold',
    );
  expect((await today()).map(({ kind }) => kind)).toEqual(['threshold']);
  const at = await on();
  await world.as(staff.head, (tx, me) => assess(tx, me, at, weighed(subject, 'allegation', 'yes')));
  expect((await view()).following.staff.assessments[0]?.ladoBy?.toString()).toBe('2026-11-23');
  expect(await today()).toEqual([]);
  world.clock.set('2026-11-23T09:00:00Z');
  expect((await today()).map(({ text }) => text)).toEqual([
    'The designated officer (LADO): telling them is due today',
  ]);
  await remindDue(world.database);
  await remindDue(world.database);
  const { rows } = await world.owner.query(
    `select person_id from concern.notice where concern_id = $1 and kind = 'reminder'`,
    [concern.id],
  );
  expect(rows).toEqual([{ person_id: staff.head }]);
  const later = await on();
  await world.as(staff.head, (tx, me) => refer(tx, me, later, lado));
  expect(await today()).toEqual([]);
  expect((await view()).following.staff.ladoTold).toBe(true);
  world.clock.set('2026-11-20T09:00:00Z');
});

test('the four answers decide whether it is an allegation, in the database too', async () => {
  const { staff, concern, subject, on } = await anAdultCase();
  const at = await on();
  const wrong = weighed(subject, 'low_level', 'yes');
  await expect(world.as(staff.head, (tx, me) => assess(tx, me, at, wrong))).rejects.toThrow('check');
  await expect(
    world.as(staff.head, (tx, me) => assess(tx, me, at, weighed(concern.id, 'low_level'))),
  ).rejects.toThrow(Invalid);
});

test('a case about an adult is closed once it was weighed and has its outcome; the database says so too', async () => {
  const { staff, concern, view, subject, on } = await anAdultCase();
  const lacks = async () => (await view()).file.staffNeeds;
  const shut = () =>
    world.owner.query(
      `update concern.case_file set status = 'closed', closed_at = now() where concern_id = $1`,
      [concern.id],
    );
  expect(await lacks()).toEqual(['threshold']);
  await expect(shut()).rejects.toThrow('weighed');
  let at = await on();
  await expect(world.as(staff.head, (tx, me) => close(tx, me, at))).rejects.toThrow(Invalid);
  await world.as(staff.head, (tx, me) => assess(tx, me, at, weighed(subject, 'low_level')));
  expect(await lacks()).toEqual(['staff_outcome']);
  at = await on();
  const outcome = { outcome: 'advice', reason: 'Spoken with; the code of conduct read together' } as const;
  await world.as(staff.head, (tx, me) => recordOutcome(tx, me, at, outcome));
  expect(await lacks()).toEqual([]);
  at = await on();
  await world.as(staff.head, (tx, me) => assess(tx, me, at, weighed(subject, 'allegation', 'yes')));
  expect(await lacks()).toEqual(['lado', 'staff_finding']);
  expect((await view()).following.staff.outcomes.map((one) => one.outcome)).toEqual([
    'moved_to_allegation',
    'advice',
  ]);
  at = await on();
  await expect(world.as(staff.head, (tx, me) => recordOutcome(tx, me, at, outcome))).rejects.toThrow(Invalid);
  await world.as(staff.head, (tx, me) => refer(tx, me, at, lado));
  const finding = { finding: 'unfounded', reason: 'It was somebody else' } as const;
  at = await on();
  await world.as(staff.head, (tx, me) => setFinding(tx, me, at, finding));
  expect(await lacks()).toEqual([]);
});

test('who is judged stays shut out until it is weighed as neither', async () => {
  const { staff, concern, subject, on } = await anAdultCase();
  let at = await on();
  await world.as(staff.head, (tx, me) => assess(tx, me, at, weighed(subject, 'low_level')));
  at = await on();
  const lift = { person: staff.otherTeacher, reason: 'Let them see' };
  await expect(world.as(staff.head, (tx, me) => liftExclusion(tx, me, at, lift))).rejects.toThrow(Invalid);
  await expect(
    world.owner.query(`update concern.exclusion set state = 'lifted' where concern_id = $1`, [concern.id]),
  ).rejects.toThrow('stays shut out');
  await world.as(staff.head, (tx, me) => assess(tx, me, at, weighed(subject, 'neither')));
  at = await on();
  await world.as(staff.head, (tx, me) => liftExclusion(tx, me, at, lift));
});

test('while somebody asks that nothing be told, nobody tells without leave', async () => {
  const { staff, view, on } = await anAdultCase();
  const said = {
    kind: 'hold',
    what: 'They will speak to the family first',
    toldBy: 'DC Ahmed',
    toldWhom: null,
    happenedOn: day('2026-11-20'),
    happenedTime: null,
    agreedWith: '',
    agreement: null,
  } as const;
  const tell = async (more: object) => {
    const at = await on();
    return world.as(staff.head, (tx, me) => recordTelling(tx, me, at, { ...said, ...more }));
  };
  await expect(tell({ kind: 'released' })).rejects.toThrow(Invalid);
  await tell({});
  await expect(tell({ kind: 'told', agreedWith: 'nobody' })).rejects.toThrow(Invalid);
  await expect(tell({ happenedOn: day('2026-11-21') })).rejects.toThrow(Invalid);
  await tell({ kind: 'told', agreedWith: 'police', agreement: 'DC Ahmed, this morning' });
  await tell({ kind: 'released' });
  await tell({ kind: 'told', agreedWith: 'nobody' });
  expect((await view()).following.staff.tellings.map(({ kind }) => kind)).toEqual([
    'told',
    'released',
    'told',
    'hold',
  ]);
});

test('a suspension is looked at again on its day, as an action', async () => {
  const { staff, view, on } = await anAdultCase();
  const at = await on();
  await world.as(staff.head, (tx, me) =>
    decideMeasure(tx, me, at, {
      decision: 'suspended',
      alternatives: 'Another building: the same children are there',
      reason: 'Advised by the designated officer',
      fromOn: day('2026-11-20'),
      reviewOn: day('2026-11-27'),
      contact: 'The office manager',
      support: 'Union, counselling',
    }),
  );
  const { following } = await view();
  expect(following.staff.measures[0]).toMatchObject({ decision: 'suspended', contact: 'The office manager' });
  expect(following.actions.map(({ what, dueOn }) => [what, dueOn.toString()])).toEqual([
    ['Look again: is it still right where they work?', '2026-11-27'],
  ]);
});

test('other concerns about the same adult stand beside, with kind and child; of another adult none', async () => {
  const staff = await aStaffedSchool(world);
  const child = await aPupil(world, { school: staff.school });
  const first = await another(staff, { kinds: ['privacy'], child });
  const firstAt = await first.on();
  await world.as(staff.head, (tx, me) => assess(tx, me, firstAt, weighed(first.subject, 'low_level')));
  const second = await another(staff, { kinds: ['privacy'], child });
  expect((await second.view()).following.staff.earlier).toMatchObject([
    {
      concernId: first.concern.id,
      level: 'low_level',
      kinds: ['privacy'],
      childIds: [child],
      selfTold: false,
    },
  ]);
  const other = await anAdultCase();
  expect((await other.view()).following.staff.earlier).toEqual([]);
});

test('nothing of it can lie with a case about a child, nor be done there', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  await world.as(staff.head, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const on = { concernId: concern.id, version: 2 };
  await expect(
    world.as(staff.head, (tx, me) => assess(tx, me, on, weighed('not_listed', 'low_level'))),
  ).rejects.toThrow(Conflict);
  for (const [table, columns, values] of [
    ['staff_outcome', 'outcome, reason, decided_at, decided_by', `'advice', 'x', now(), $2`],
    ['staff_telling', 'kind, what, told_by, happened_on, at, by_id', `'hold', 'x', 'x', now(), now(), $2`],
  ] as const)
    await expect(
      world.owner.query(
        `insert into concern.${table} (id, concern_id, caseload_id, ${columns})
         select gen_random_uuid(), c.id, c.caseload_id, ${values} from concern.concern c where c.id = $1`,
        [concern.id, staff.head],
      ),
    ).rejects.toThrow('kept apart');
});

test('a child’s own record is named on the adult’s case alone; the child’s case shows no sign of it', async () => {
  const { staff, concern, view, on } = await anAdultCase();
  const child = await aConcern(world, { school: staff.school, reporter: staff.head });
  const at = await on();
  await world.as(staff.head, (tx, me) => nameChildRecord(tx, me, at, { reference: child.reference }));
  expect((await view()).following.staff.childRecords).toEqual([{ id: child.id, reference: child.reference }]);
  for (const reader of [staff.head, staff.dsl, staff.deputy, staff.trustLead]) {
    const seen = await world.as(reader, (tx, me) => readCase(tx, me, child.id));
    expect(JSON.stringify(seen)).not.toContain(concern.id);
    expect(JSON.stringify(seen)).not.toContain(concern.reference);
  }
  const again = await on();
  for (const reference of [child.reference, concern.reference, 'XX-NONE'])
    await expect(
      world.as(staff.head, (tx, me) => nameChildRecord(tx, me, again, { reference })),
    ).rejects.toThrow(Invalid);
});

test('the subject, colleagues, the lead, deputies, IT and another Head find no case to judge', async () => {
  const { staff, subject, on } = await anAdultCase();
  const elsewhere = await aStaffedSchool(world, {});
  const at = await on();
  const { otherTeacher, teacher, dsl, deputy, it, office, chair, trustLead } = staff;
  for (const somebody of [otherTeacher, teacher, dsl, deputy, it, office, chair, trustLead, elsewhere.head])
    await expect(
      world.as(somebody, (tx, me) => assess(tx, me, at, weighed(subject, 'low_level'))),
    ).rejects.toThrow(NotFound);
});
