import { expect, test } from 'vitest';
import { restrictionsOf } from '#domains/access';
import { localDate } from '#platform/clock';
import { Conflict, Invalid } from '#platform/errors';
import { aConcern, type ConcernFacts } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, categorise } from '../case/act/service.ts';
import { readCase } from '../case/page/service.ts';
import { findTodayForHandler } from '../case/today/service.ts';
import { readFilter } from '../child-file/filter.ts';
import { readChildFile } from '../child-file/service.ts';
import { noteGuard } from '../files.ts';
import { recordFinding } from '../finding/service.ts';
import { hear, notRefer } from '../referral/service.ts';
import { propose, reverse } from '../sanction/service.ts';
import { type AnswerInput, emptyAnswer } from './answer.ts';
import { answerStep, notNeeded, openPathway, thePathway } from './service.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
const today = localDate(world.clock.now());

async function aCase(facts: ConcernFacts = {}) {
  const { id } = await aConcern(world, { school: staff.school, ...facts });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
  const view = () => world.as(staff.dsl, (tx, me) => readCase(tx, me, id));
  const on = async () => ({ concernId: id, version: (await view()).file.version });
  const pathway = async (definition: string) => {
    const found = (await view()).following.pathways.find((one) => one.definition === definition);
    return found ?? expect.fail(`no pathway ${definition}`);
  };
  const rowOn = async (definition: string) => ({ ...(await on()), row: (await pathway(definition)).id });
  const answer = async (definition: string, step: string, input: Partial<AnswerInput>) => {
    const at = await rowOn(definition);
    return world.as(staff.dsl, (tx, me) => answerStep(tx, me, at, { ...emptyAnswer, ...input, step }));
  };
  const standing = async (definition: string) => {
    const at = await rowOn(definition);
    return world.as(staff.dsl, (tx) => thePathway(tx, at));
  };
  const open = async () =>
    (await view()).following.pathways.map(({ definition, openedByName }) => [definition, openedByName]);
  return { id, view, on, pathway, rowOn, answer, standing, open };
}

test('a kind opens its pathway when it is acknowledged, a category when it is categorised, each once', async () => {
  const c = await aCase({ kinds: ['radicalisation'] });
  expect(await c.open()).toEqual([['radicalisation', null]]);
  const input = { categories: ['radicalisation', 'online_bullying'], fourCs: ['contact'] } as const;
  const first = await c.on();
  await world.as(staff.dsl, (tx, me) => categorise(tx, me, first, input));
  const second = await c.on();
  await world.as(staff.dsl, (tx, me) => categorise(tx, me, second, { ...input, fourCs: ['conduct'] }));
  expect((await c.open()).map(([id]) => id)).toEqual(['radicalisation', 'online-bullying']);
  const said = (await c.view()).entries.flatMap(({ details }) => details.changes ?? []);
  expect(said.filter(({ field }) => field === 'pathways').map(({ to }) => to)).toEqual([
    ['online-bullying'],
    ['radicalisation'],
  ]);
});

test('what nothing opens is opened by hand, in a name, and once', async () => {
  const c = await aCase();
  expect(await c.open()).toEqual([]);
  const at = await c.on();
  await world.as(staff.dsl, (tx, me) => openPathway(tx, me, at, { definition: 'data-breach' }));
  expect((await c.pathway('data-breach')).openedByName).not.toBeNull();
  const again = await c.on();
  const twice = world.as(staff.dsl, (tx, me) => openPathway(tx, me, again, { definition: 'data-breach' }));
  await expect(twice).rejects.toThrow(Invalid);
});

test('a file that could show a child opens the pathway for nudes, whoever said so, once', async () => {
  const c = await aCase({ reporter: staff.teacher });
  const { rows } = await world.owner.query<{ key: string }>(
    'select submitted_key as key from concern.concern where id = $1',
    [c.id],
  );
  const lock = () => world.as(staff.teacher, (tx) => noteGuard(tx, rows[0]?.key ?? '', true));
  await lock();
  await lock();
  expect(await c.open()).toEqual([['nudes', null]]);
  const { pathway, missing } = await c.standing('nudes');
  expect(pathway.requiredOpen).toBe(missing.length);
  expect(pathway.dueOn?.equals(today)).toBe(true);
});

test('nobody has acknowledged it: what the guard opens is there when somebody does', async () => {
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  await world.owner.query(`update concern.concern set indecent_image = 'not_sure' where id = $1`, [
    concern.id,
  ]);
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const { following } = await world.as(staff.dsl, (tx, me) => readCase(tx, me, concern.id));
  expect(following.pathways.map(({ definition }) => definition)).toEqual(['nudes']);
});

test('an answer needs the reason that its choice asks for, and a step that is not asked takes none', async () => {
  const c = await aCase({ kinds: ['self_harm'] });
  await expect(c.answer('self-harm', 'danger', {})).rejects.toThrow(Invalid);
  await expect(c.answer('self-harm', 'danger', { choice: 'no' })).rejects.toThrow(Invalid);
  await expect(c.answer('self-harm', 'emergency', { choice: 'done' })).rejects.toThrow(Invalid);
  await c.answer('self-harm', 'danger', { choice: 'yes' });
  await c.answer('self-harm', 'emergency', { choice: 'done' });
  await c.answer('self-harm', 'danger', { choice: 'no', reason: 'She is with her mother.' });
  const { open, pathway } = await c.standing('self-harm');
  expect(open.map(({ id }) => id)).not.toContain('emergency');
  expect(pathway.given.map(({ step }) => step)).toEqual(['danger', 'emergency', 'danger']);
});

test('a log has a second adult and a day in each line; it is empty only where somebody says so', async () => {
  const c = await aCase({ kinds: ['indecent_image'] });
  const looked = {
    log: 'line',
    who: 'A. Lead',
    why: 'The Police asked',
    second: 'B. Head',
    on: today,
  } as const;
  const add = (input: Partial<AnswerInput>) => c.answer('nudes', 'viewing', input);
  await expect(add({})).rejects.toThrow(Invalid);
  await expect(add({ ...looked, second: null })).rejects.toThrow(Invalid);
  await expect(add({ ...looked, second: 'a. lead' })).rejects.toThrow(Invalid);
  await expect(add({ ...looked, on: today.add({ days: 1 }) })).rejects.toThrow(Invalid);
  const answered = async () => (await c.standing('nudes')).answers.get('viewing');
  await add({ log: 'none' });
  expect(await answered()).toEqual({ rows: 0, declaredEmpty: true });
  await add(looked);
  expect(await answered()).toEqual({ rows: 1, declaredEmpty: false });
  await expect(add({ log: 'none' })).rejects.toThrow(Invalid);
});

test('a referral answers its step, and one that is withdrawn is to be decided again', async () => {
  const c = await aCase({ kinds: ['radicalisation'] });
  await c.answer('radicalisation', 'concern', { choice: 'concern', reason: 'What he wrote' });
  const waits = async () => (await c.pathway('radicalisation')).requiredOpen;
  const before = await waits();
  const at = await c.on();
  const against = { recipient: 'prevent', reason: 'The family is with it already' } as const;
  await world.as(staff.dsl, (tx, me) => notRefer(tx, me, at, against));
  expect(await waits()).toBe(before - 1);
  await world.owner.query(
    `insert into concern.referral (id, concern_id, caseload_id, recipient, state, reason, decided_at, decided_by, made_on, how)
     select gen_random_uuid(), id, caseload_id, 'prevent', 'made', 'x', $2, $3, $4, 'form' from concern.concern where id = $1`,
    [c.id, world.clock.now().add({ minutes: 1 }).toString(), staff.dsl, today.toString()],
  );
  const made = (await c.view()).following.referrals.find(({ state }) => state === 'made');
  const withdrawn = {
    step: 'withdrawn',
    happenedOn: today,
    note: 'x',
    reference: null,
    nextCheck: null,
  } as const;
  const then = { ...(await c.on()), row: made?.id ?? '' };
  await world.as(staff.dsl, (tx, me) => hear(tx, me, then, withdrawn));
  expect(await waits()).toBe(before);
});

test('a pathway that is not needed asks nothing more, takes no answer and is not due', async () => {
  const c = await aCase({ kinds: ['self_harm'] });
  const due = async () =>
    (await world.as(staff.dsl, findTodayForHandler)).filter(
      ({ concernId, kind }) => concernId === c.id && kind === 'pathway',
    );
  expect((await due()).map(({ text }) => text)).toEqual([
    'A step of a pathway that cannot wait is due today',
  ]);
  expect((await c.view()).missing).toContain('pathways');
  const at = await c.rowOn('self-harm');
  await world.as(staff.dsl, (tx, me) =>
    notNeeded(tx, me, at, { why: 'It was a film they watched in class' }),
  );
  expect(await due()).toEqual([]);
  expect((await c.view()).missing).not.toContain('pathways');
  await expect(c.answer('self-harm', 'seen', { choice: 'done' })).rejects.toThrow(Conflict);
});

test('a suspension from group online learning is a sanction that withdraws it, and its days are the answer', async () => {
  const child = await aPupil(world, { school: staff.school });
  const c = await aCase({ parties: [{ personId: child, part: 'alleged' }] });
  const first = await c.on();
  await world.as(staff.dsl, (tx, me) => openPathway(tx, me, first, { definition: 'virtual-behaviour' }));
  await c.answer('virtual-behaviour', 'weight', { choice: 'significant', reason: 'He shut the class out' });
  await c.answer('virtual-behaviour', 'suspend', { choice: 'yes', reason: 'The second time' });
  await expect(c.answer('virtual-behaviour', 'dates', {})).rejects.toThrow(Invalid);
  const ladder = await world.owner.query<{ id: string }>(
    `select id from concern.sanction_step where school_id = $1 and withdraws = 'online_learning'`,
    [staff.school.id],
  );
  const party = async () => ({ ...(await c.on()), row: (await c.view()).parties[0]?.id ?? '' });
  const found = {
    finding: 'substantiated',
    intent: 'deliberate',
    selfReported: 'no',
    reason: 'Seen',
  } as const;
  const second = await party();
  await world.as(staff.dsl, (tx, me) => recordFinding(tx, me, second, found));
  const asked = async () => (await c.standing('virtual-behaviour')).missing.map(({ id }) => id);
  expect(await asked()).toEqual(['parents', 'dates']);
  const days = { starts: today, ends: today.add({ days: 4 }), appealBy: null };
  const input = { step: ladder.rows[0]?.id ?? '', thing: null, reason: 'x', when: 'now', ...days } as const;
  const third = await party();
  await world.as(staff.dsl, (tx, me) => propose(tx, me, third, input));
  expect(await asked()).toEqual(['parents']);
  expect((await c.pathway('virtual-behaviour')).requiredOpen).toBe(1);
  const withdrawn = () => world.as(staff.teacher, (tx) => restrictionsOf(tx, child, world.clock.now()));
  expect((await withdrawn()).map(({ scope }) => scope)).toEqual(['online_learning']);
  const last = { ...(await c.on()), row: (await c.view()).following.sanctions[0]?.id ?? '' };
  await world.as(staff.dsl, (tx, me) => reverse(tx, me, last, { reason: 'It was somebody else' }));
  expect((await c.pathway('virtual-behaviour')).requiredOpen).toBe(2);
  expect(await withdrawn()).toEqual([]);
});

test('what was answered stands in the child’s file; of a case about an adult nothing does', async () => {
  const child = await aPupil(world, { school: staff.school });
  const parties = [{ personId: child, part: 'affected' }] as const;
  const c = await aCase({ kinds: ['self_harm'], parties });
  await c.answer('self-harm', 'danger', { choice: 'no', reason: 'She is with her mother.' });
  const adult = await aConcern(world, {
    school: staff.school,
    stream: 'adult',
    kinds: ['self_harm'],
    parties,
  });
  await world.as(staff.head, (tx, me) => acknowledge(tx, me, { concernId: adult.id, version: 1 }));
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.pathway where concern_id = $1',
    [adult.id],
  );
  const on = { concernId: adult.id, row: rows[0]?.id ?? '', version: 2 };
  const secret = { ...emptyAnswer, step: 'danger', choice: 'no', reason: 'Of the adult' };
  await world.as(staff.head, (tx, me) => answerStep(tx, me, on, secret));
  for (const reader of [staff.dsl, staff.head]) {
    const file = await world.as(reader, (tx, me) =>
      readChildFile(tx, me, child, readFilter({ kind: 'pathway' }).filter),
    );
    expect(file.items.map(({ word, text }) => [word, text])).toEqual([
      ['self-harm', 'Is the child in danger now? No. She is with her mother.'],
    ]);
  }
});
