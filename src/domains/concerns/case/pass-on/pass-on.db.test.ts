import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { Invalid } from '#platform/errors';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { anAdult, aProposedLeaver, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { entriesSince, inWhoseHands } from '#test/support/case-hands.ts';
import { testWorld } from '#test/support/world.ts';
import * as act from '../act/service.ts';
import { findCase } from '../queries.ts';
import { findLeftBehind } from './queries.ts';
import { passOn, showHands } from './service.ts';
import type { Move, PassOn } from './types.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const due = Temporal.PlainDate.from('2026-12-01');

/** A school whose second deputy had cases and actions, and whose duty then ended. */
async function aLeaver(cases = 2) {
  const staff = await aStaffedSchool(world);
  const leaver = await anAdult(world, { school: staff.school, role: 'deputy_dsl' });
  const concerns: AConcern[] = [];
  for (let n = 0; n < cases; n += 1) concerns.push(await openCase(staff, leaver));
  return { staff, leaver, concerns };
}

async function openCase({ school, teacher, dsl }: Staffed, holder: string): Promise<AConcern> {
  const concern = await aConcern(world, { school, reporter: teacher });
  const on = (version: number) => ({ concernId: concern.id, version });
  await world.as(holder, (tx, me) => act.acknowledge(tx, me, on(1)));
  await world.as(dsl, (tx, me) =>
    act.addAction(tx, me, on(2), {
      what: 'Ring home',
      owner: holder,
      due,
      childInvolved: 'not_yet',
      childNote: null,
    }),
  );
  return concern;
}

const leave = (personId: string, during = '[2020-09-01,2026-11-01)') =>
  world.owner.query('update people.appointment set during = $2 where person_id = $1', [personId, during]);

const everything = (to: string, moves: readonly Move[]): PassOn => ({
  everything: to,
  note: 'Left in October',
  moves,
});
const move = (concern: AConcern, version = 3, to: string | null = null): Move => ({
  concernId: concern.id,
  version,
  to,
  stays: false,
});

const stateOf = (concern: AConcern) => inWhoseHands(world, concern);
const entriesOf = (concern: AConcern) => entriesSince(world, concern);
const passAll = (by: string, leaver: string, to: string, concerns: readonly AConcern[]) =>
  world.as(by, (tx, me) =>
    passOn(
      tx,
      me,
      leaver,
      everything(
        to,
        concerns.map((concern) => move(concern)),
      ),
    ),
  );

describe('what somebody left behind', () => {
  test('is nobody’s while they read it, and is found once their duty has ended, ends soon or the roster lacks them', async () => {
    const { staff, leaver } = await aLeaver();
    const found = async (by: string) =>
      (await world.as(by, findLeftBehind)).map(({ personId, what, cases, actions, lastDay }) => ({
        personId,
        what,
        cases,
        actions,
        lastDay: lastDay?.toString() ?? null,
      }));
    expect(await found(staff.dsl)).toEqual([]);
    await aProposedLeaver(world, staff.school, leaver);
    expect(await found(staff.dsl)).toMatchObject([{ personId: leaver, what: 'missing' }]);
    await world.owner.query('delete from people.proposed_leaver where person_id = $1', [leaver]);
    await leave(leaver, '[2020-09-01,2026-12-04)');
    const one = { personId: leaver, cases: 2, actions: 2 };
    expect(await found(staff.dsl)).toEqual([{ ...one, what: 'leaves', lastDay: '2026-12-03' }]);
    await leave(leaver);
    for (const by of [staff.dsl, staff.head, staff.deputy, staff.trustLead])
      expect(await found(by)).toEqual([{ ...one, what: 'gone', lastDay: null }]);
    for (const by of [staff.chair, staff.teacher, staff.it, staff.office])
      expect(await found(by)).toEqual([]);
    const stranger = await aStaffedSchool(world);
    expect(await found(stranger.dsl)).toEqual([]);
    expect(await world.as(staff.dsl, findLeftBehind, false)).toEqual([]);
  });

  test('is found although no duty of theirs is left in the register, and when their account is closed', async () => {
    const { staff, leaver } = await aLeaver(1);
    await world.owner.query(
      `insert into signin.account (person_id, user_name, created_at, disabled_at) values ($1, $2, now(), now())`,
      [leaver, leaver.slice(-12)],
    );
    expect(await world.as(staff.dsl, findLeftBehind)).toMatchObject([{ personId: leaver, what: 'gone' }]);
    await world.owner.query('delete from people.appointment where person_id = $1', [leaver]);
    expect(await world.as(staff.dsl, findLeftBehind)).toMatchObject([{ personId: leaver, what: 'gone' }]);
  });

  test('is an action of somebody who was shut out of its case since, and nothing else that they have', async () => {
    const { staff, leaver, concerns } = await aLeaver();
    const [one] = concerns as [AConcern];
    await anExclusion(world, one, leaver);
    const found = await world.as(staff.dsl, findLeftBehind);
    expect(found).toMatchObject([{ personId: leaver, what: 'gone', cases: 0, actions: 1 }]);
    expect(await world.as(leaver, findLeftBehind)).toEqual([]);
    await world.owner.query(`update concern.exclusion set state = 'lifted' where concern_id = $1`, [one.id]);
    expect(await world.as(staff.dsl, findLeftBehind)).toEqual([]);
  });

  test('waits on the Today of the lead and the Head until it is passed on, and of nobody else', async () => {
    const { staff, leaver, concerns } = await aLeaver();
    await leave(leaver);
    const path = `/concerns/pass-on/${leaver}`;
    const waits = async (personId: string) =>
      (await (await browser.signedIn(personId)).get('/')).body.includes(path);
    for (const by of [staff.dsl, staff.head, staff.trustLead]) expect(await waits(by)).toBe(true);
    for (const by of [staff.deputy, staff.teacher, staff.it, staff.chair])
      expect(await waits(by)).toBe(false);
    await passAll(staff.dsl, leaver, staff.deputy, concerns);
    expect(await waits(staff.dsl)).toBe(false);
  });
});

describe('passing on', () => {
  test('everything to one person: each case and action, with an entry and an event of its own', async () => {
    const { staff, leaver, concerns } = await aLeaver();
    await leave(leaver);
    await world.owner.query('delete from mail.outbox');
    const done = await passAll(staff.head, leaver, staff.deputy, concerns);
    expect(done).toEqual({ moved: 2, changed: 0 });
    for (const concern of concerns) {
      expect(await stateOf(concern)).toEqual({ assigned: staff.deputy, version: 5, owners: [staff.deputy] });
      expect(await entriesOf(concern)).toEqual([
        { kind: 'assign', body: 'Left in October', n: 1 },
        { kind: 'action_change', body: 'Left in October', n: 1 },
      ]);
    }
    const { rows } = await world.owner.query('select to_person_id, link from mail.outbox');
    expect(rows).toEqual([{ to_person_id: staff.deputy, link: '/concerns?mine=yes' }]);
  });

  test('can be split, and leaves what is to stay', async () => {
    const { staff, leaver, concerns } = await aLeaver(3);
    const [one, two, three] = concerns as [AConcern, AConcern, AConcern];
    await leave(leaver);
    await world.as(staff.dsl, (tx, me) =>
      passOn(
        tx,
        me,
        leaver,
        everything(staff.deputy, [move(one), move(two, 3, staff.head), { ...move(three), stays: true }]),
      ),
    );
    expect((await stateOf(one))?.assigned).toBe(staff.deputy);
    expect((await stateOf(two))?.assigned).toBe(staff.head);
    expect(await stateOf(three)).toEqual({ assigned: leaver, version: 3, owners: [leaver] });
  });

  test('leaves a case that somebody changed meanwhile as it is, and moves the others', async () => {
    const { staff, leaver, concerns } = await aLeaver();
    const [one, two] = concerns as [AConcern, AConcern];
    await leave(leaver);
    await world.as(staff.dsl, (tx, me) =>
      act.addNote(tx, me, { concernId: one.id, version: 3 }, { body: 'x' }),
    );
    const done = await world.as(staff.head, (tx, me) =>
      passOn(tx, me, leaver, everything(staff.deputy, [move(one), move(two)])),
    );
    expect(done).toEqual({ moved: 1, changed: 1 });
    expect(await stateOf(one)).toEqual({ assigned: leaver, version: 4, owners: [leaver] });
    expect((await stateOf(two))?.assigned).toBe(staff.deputy);
  });

  test('while somebody writes in the case: one of the two comes first, and nothing is lost', async () => {
    const { staff, leaver, concerns } = await aLeaver(3);
    await leave(leaver);
    const [first] = concerns as [AConcern];
    const answers = await Promise.allSettled([
      passAll(staff.head, leaver, staff.deputy, concerns),
      world.as(staff.dsl, (tx, me) =>
        act.addNote(tx, me, { concernId: first.id, version: 3 }, { body: 'meanwhile' }),
      ),
    ]);
    const [passed, noted] = answers;
    expect(passed.status).toBe('fulfilled');
    const state = await stateOf(first);
    if (noted.status === 'fulfilled')
      expect(state).toEqual({ assigned: leaver, version: 4, owners: [leaver] });
    else expect(state).toEqual({ assigned: staff.deputy, version: 5, owners: [staff.deputy] });
    for (const other of concerns.slice(1)) expect((await stateOf(other))?.assigned).toBe(staff.deputy);
  });

  test('by two at once to two people: each case goes to one of them, once', async () => {
    const { staff, leaver, concerns } = await aLeaver(4);
    await leave(leaver);
    const [a, b] = await Promise.all([
      passAll(staff.head, leaver, staff.deputy, concerns),
      passAll(staff.dsl, leaver, staff.head, concerns.toReversed()),
    ]);
    expect(a.moved + b.moved).toBe(4);
    for (const concern of concerns) {
      const state = await stateOf(concern);
      expect([staff.deputy, staff.head]).toContain(state?.assigned);
      expect(state?.owners).toEqual([state?.assigned]);
      expect(state?.version).toBe(5);
    }
  });

  test('never offers, gives or tells whoever is excluded; then nothing at all is done', async () => {
    const { staff, leaver, concerns } = await aLeaver();
    const [one] = concerns as [AConcern];
    await anExclusion(world, one, staff.deputy);
    await leave(leaver);
    await world.owner.query('delete from mail.outbox');
    const hands = await world.as(staff.dsl, (tx, me) => showHands(tx, me, leaver));
    expect(hands.forAll.map(({ personId }) => personId)).not.toContain(staff.deputy);
    const offered = (id: string) => hands.cases.find(({ concernId }) => concernId === id)?.eligible ?? [];
    expect(offered(one.id).map(({ personId }) => personId)).not.toContain(staff.deputy);
    expect(offered(concerns[1]?.id ?? '').map(({ personId }) => personId)).toContain(staff.deputy);
    await expect(passAll(staff.dsl, leaver, staff.deputy, concerns)).rejects.toBeInstanceOf(Invalid);
    for (const concern of concerns) expect((await stateOf(concern))?.assigned).toBe(leaver);
    expect((await world.owner.query('select from mail.outbox')).rowCount).toBe(0);
    const excluded = await world.as(staff.deputy, (tx, me) => showHands(tx, me, leaver));
    expect(excluded.cases.map(({ concernId }) => concernId)).toEqual([concerns[1]?.id]);
    const sees = await world.as(staff.deputy, findLeftBehind);
    expect(sees).toMatchObject([{ cases: 1, actions: 1 }]);
  });

  test('gives nothing to somebody who does not read cases, and nothing of a case one cannot open', async () => {
    const { staff, leaver, concerns } = await aLeaver();
    await leave(leaver);
    const moves = concerns.map((concern) => move(concern));
    for (const to of [staff.teacher, staff.it, leaver])
      await expect(
        world.as(staff.dsl, (tx, me) => passOn(tx, me, leaver, everything(to, moves))),
      ).rejects.toBeInstanceOf(Invalid);
    const stranger = await aStaffedSchool(world);
    const done = await world.as(stranger.dsl, (tx, me) =>
      passOn(tx, me, leaver, everything(stranger.head, moves)),
    );
    expect(done.moved).toBe(0);
    for (const concern of concerns) expect((await stateOf(concern))?.assigned).toBe(leaver);
  });

  test('of an action alone leaves the case with whoever has it', async () => {
    const { staff, leaver, concerns } = await aLeaver(1);
    const [one] = concerns as [AConcern];
    await world.as(staff.dsl, (tx, me) =>
      act.assign(tx, me, { concernId: one.id, version: 3 }, { assignee: staff.dsl }),
    );
    await leave(leaver);
    await world.as(staff.dsl, (tx, me) => passOn(tx, me, leaver, everything(staff.deputy, [move(one, 4)])));
    expect(await stateOf(one)).toEqual({ assigned: staff.dsl, version: 5, owners: [staff.deputy] });
    expect((await world.as(staff.dsl, (tx) => findCase(tx, one.id)))?.openActions).toBe(1);
  });
});

test('the page passes on, keeps what was typed where it cannot, and names no case in its address', async () => {
  const { staff, leaver, concerns } = await aLeaver();
  await leave(leaver);
  const visitor = await browser.signedIn(staff.dsl);
  const path = `/concerns/pass-on/${leaver}`;
  const list = load((await visitor.get('/concerns/pass-on')).body);
  expect(list('main').text()).toContain('2 cases and 2 actions');
  const page = load((await visitor.get(path)).body);
  const moves = page('input[name=moves]')
    .toArray()
    .map((input) => page(input).attr('value') ?? '');
  expect(moves).toHaveLength(2);
  const unsaid = await visitor.post(path, { everything: staff.deputy, moves, note: '' });
  expect(unsaid.statusCode).toBe(422);
  expect(load(unsaid.body)('select[name=everything] option[selected]').attr('value')).toBe(staff.deputy);
  const nobody = await visitor.post(path, { everything: '', moves, note: 'Left' });
  expect(nobody.body).toContain('Choose who takes everything');
  const done = await visitor.post(path, { everything: staff.deputy, moves, note: 'Left' });
  expect(done.statusCode).toBe(303);
  expect(done.headers.location).toBe(path);
  for (const concern of concerns) expect((await stateOf(concern))?.assigned).toBe(staff.deputy);
  expect((await visitor.get(path)).body).toContain('Nothing that you handle lies with them');
  expect((await (await browser.signedIn(staff.teacher)).get(path)).statusCode).toBe(404);
});
