import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { Invalid, NotFound } from '#platform/errors';
import { aConcern, anExclusion } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, close, setIntent } from '../../case/act/service.ts';
import { findCase } from '../../case/queries.ts';
import { findTodayForHandler } from '../../case/today/service.ts';
import { notRefer, refer, seePoliceReason } from '../service.ts';
import { chasePoliceDecisions } from './chase.ts';

const world = await testWorld();
const today = Temporal.PlainDate.from('2026-11-20');
const no = { recipient: 'police', reason: 'A worksheet led there; the officer on 101 agreed' } as const;
const toPolice = {
  recipient: 'police',
  reason: 'Sought out on purpose',
  madeOn: today,
  madeTime: null,
  how: 'By telephone on 101',
  spokeTo: null,
  reference: null,
  nextCheck: today,
} as const;

async function aCase(kinds: readonly string[] = ['hatred'], stream: 'child' | 'adult' | 'head' = 'child') {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher, kinds, stream });
  const lead = { child: staff.dsl, adult: staff.head, head: staff.chair }[stream];
  await world.as(lead, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const version = async () => (await world.as(lead, (tx) => findCase(tx, concern.id)))?.version ?? 0;
  const on = async () => ({ concernId: concern.id, version: await version(), row: '' });
  return { staff, concern, lead, on };
}

const undecided = async (person: string, id: string) =>
  (await world.as(person, (tx) => findCase(tx, id)))?.policeUndecided;
const kindsOf = async (person: string) =>
  (await world.as(person, findTodayForHandler)).map(({ kind }) => kind);
const mails = async (person: string) =>
  (
    await world.owner.query<{ template: string; link: string }>(
      'select template, link from mail.outbox where to_person_id = $1',
      [person],
    )
  ).rows;

test('while nobody has judged the intent, or it cannot be known, it appears deliberate; judged otherwise nothing is to decide', async () => {
  const { staff, concern, on } = await aCase();
  expect(await undecided(staff.dsl, concern.id)).toBe(true);
  const seen: [string, boolean | undefined][] = [];
  for (const intent of ['accidental', 'deliberate', 'curricular', 'unknown'] as const) {
    const at = await on();
    await world.as(staff.dsl, (tx, me) => setIntent(tx, me, at, { intent, note: null }));
    seen.push([intent, await undecided(staff.dsl, concern.id)]);
  }
  expect(seen).toEqual([
    ['accidental', false],
    ['deliberate', true],
    ['curricular', false],
    ['unknown', true],
  ]);
  const plain = await aCase(['bullying']);
  expect(await undecided(plain.staff.dsl, plain.concern.id)).toBe(false);
});

test('a case does not close without the Police or a reason: the page refuses, and so does the database', async () => {
  const { staff, concern, on } = await aCase();
  await world.owner.query(
    `update concern.case_file set severity = 'low', intent = 'deliberate', categories = '{hate}', child_involved = 'told',
       parents = 'spoken_to', outcome = 'x', outcome_line = 'y' where concern_id = $1`,
    [concern.id],
  );
  const at = await on();
  await expect(world.as(staff.dsl, (tx, me) => close(tx, me, at))).rejects.toThrow(Invalid);
  const byHand = `update concern.case_file set status = 'closed', closed_at = now() where concern_id = $1`;
  await expect(world.owner.query(byHand, [concern.id])).rejects.toThrow('before the Police were told');
  await world.as(staff.dsl, (tx, me) => notRefer(tx, me, at, no));
  const then = await on();
  await world.as(staff.dsl, (tx, me) => close(tx, me, then));
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.status).toBe('closed');
});

test('the lead’s reason is the Head’s to read, and nobody else’s; the Head’s own is read already', async () => {
  const { staff, concern, on } = await aCase();
  const at = await on();
  await world.as(staff.dsl, (tx, me) => notRefer(tx, me, at, no));
  expect(await kindsOf(staff.dsl)).not.toContain('police_reason');
  expect(await kindsOf(staff.head)).toContain('police_reason');
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.referral where concern_id = $1',
    [concern.id],
  );
  const row = rows[0]?.id ?? '';
  const read = async (person: string) => {
    const now = { ...(await on()), row };
    return world.as(person, (tx, me) => seePoliceReason(tx, me, now, { note: 'I agree' }));
  };
  await expect(read(staff.deputy)).rejects.toThrow(NotFound);
  await expect(read(staff.trustLead)).rejects.toThrow(NotFound);
  await read(staff.head);
  expect(await kindsOf(staff.head)).not.toContain('police_reason');
  await expect(read(staff.head)).rejects.toThrow(Invalid);

  const adult = await aCase(['hatred'], 'adult');
  const when = await adult.on();
  await world.as(adult.staff.head, (tx, me) => notRefer(tx, me, when, no));
  expect(await kindsOf(adult.staff.head)).not.toContain('police_reason');
});

test('where the Head is shut out, the trust’s lead reads it', async () => {
  const { staff, concern, on } = await aCase();
  await anExclusion(world, concern, staff.head, 'confirmed');
  const at = await on();
  await world.as(staff.dsl, (tx, me) => notRefer(tx, me, at, no));
  expect(await kindsOf(staff.trustLead)).toContain('police_reason');
  expect(await kindsOf(staff.head)).toEqual([]);
});

test('not decided on the day: the Head is told once a day, by a mail with a link alone, until it is', async () => {
  const { staff, concern, on } = await aCase();
  const hidden = await aCase();
  await anExclusion(world, hidden.concern, hidden.staff.head, 'confirmed');
  expect(await kindsOf(staff.dsl)).toContain('police');
  expect(await kindsOf(staff.head)).not.toContain('police');
  const late = async () => {
    await chasePoliceDecisions(world.database);
    return mails(staff.head);
  };
  expect(await late()).toEqual([]);
  world.clock.set('2026-11-21T08:00:00Z');
  const mail = { template: 'waits', link: `/concerns/${concern.id}` };
  expect(await late()).toEqual([mail]);
  expect(await late()).toEqual([mail]);
  expect(await kindsOf(staff.head)).toContain('police');
  expect(await mails(hidden.staff.head)).toEqual([]);
  expect(await mails(hidden.staff.trustLead)).toHaveLength(1);
  world.clock.set('2026-11-22T08:00:00Z');
  expect(await late()).toEqual([mail, mail]);
  const at = await on();
  await world.as(staff.dsl, (tx, me) =>
    refer(tx, me, at, { ...toPolice, nextCheck: Temporal.PlainDate.from('2026-11-25') }),
  );
  world.clock.set('2026-11-23T08:00:00Z');
  expect(await late()).toHaveLength(2);
  expect(await kindsOf(staff.head)).not.toContain('police');
  world.clock.set('2026-11-20T09:00:00Z');
});

test('whoever handles it cannot write that the Head has read it', async () => {
  const { staff, concern, on } = await aCase();
  const at = await on();
  await world.as(staff.dsl, (tx, me) => notRefer(tx, me, at, no));
  const forged = world.as(staff.dsl, (tx, me) =>
    tx.client.query('update concern.referral set seen_at = app.at(), seen_by = $2 where concern_id = $1', [
      concern.id,
      me.id,
    ]),
  );
  await expect(forged).rejects.toThrow('read by the Head');
});
