import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { Invalid, NotFound } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { aboutAdult } from '../case/exclusion/service.ts';
import { readCase } from '../case/page/service.ts';
import { findTodayForHandler } from '../case/today/service.ts';
import { remindDue } from '../routing/reminders/service.ts';
import { hear, refer } from './service.ts';

const world = await testWorld();
const day = (text: string) => Temporal.PlainDate.from(text);

async function anOpenCase() {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  return { staff, concern, on: (version: number) => ({ concernId: concern.id, version }) };
}

const toPolice = {
  recipient: 'police',
  reason: 'A stranger asked for a picture',
  madeOn: day('2026-11-20'),
  madeTime: '08:50',
  how: 'By telephone on 101',
  spokeTo: 'Call handler 4021',
  reference: 'CR/1/26',
  nextCheck: day('2026-11-20'),
} as const;

test('a referral stands on the case with one entry and one event that name its row, and is checked on its day', async () => {
  const { staff, concern, on } = await anOpenCase();
  await world.as(staff.dsl, (tx, me) => refer(tx, me, on(2), toPolice));
  const view = await world.as(staff.deputy, (tx, me) => readCase(tx, me, concern.id));
  const [referral] = view.following.referrals;
  expect(referral).toMatchObject({
    recipient: 'police',
    state: 'made',
    decidedBy: staff.dsl,
    reference: 'CR/1/26',
  });
  expect(view.entries[0]).toMatchObject({ kind: 'refer', details: { row: referral?.id, version: 2 } });
  const { rows } = await world.owner.query(
    `select body::jsonb -> 'data' ->> 'row' as row, body ~ 'stranger|CR/1' as told from audit.event
     where subject = $1 and type = 'concern.refer/1'`,
    [concern.id],
  );
  expect(rows).toEqual([{ row: referral?.id, told: false }]);
  const due = await world.as(staff.dsl, findTodayForHandler);
  expect(due.find(({ kind }) => kind === 'referral')?.text).toBe('Your check on a referral is due today');
  expect((await world.as(staff.deputy, findTodayForHandler)).map(({ kind }) => kind)).not.toContain(
    'referral',
  );
});

test('it was made today or before, and is checked today or later', async () => {
  const { staff, on } = await anOpenCase();
  const tomorrow = { ...toPolice, madeOn: day('2026-11-21') };
  await expect(world.as(staff.dsl, (tx, me) => refer(tx, me, on(2), tomorrow))).rejects.toThrow(Invalid);
  const past = { ...toPolice, nextCheck: day('2026-11-19') };
  await expect(world.as(staff.dsl, (tx, me) => refer(tx, me, on(2), past))).rejects.toThrow(Invalid);
});

const heard = (step: 'checked' | 'acknowledged' | 'accepted' | 'outcome', next: string | null) => ({
  step,
  happenedOn: day('2026-11-20'),
  note: 'PC Example rang back',
  reference: null,
  nextCheck: next === null ? null : day(next),
});

test('from made to its outcome: each answer is kept, the next check moves, and the end awaits nothing', async () => {
  const { staff, concern, on } = await anOpenCase();
  await world.as(staff.dsl, (tx, me) => refer(tx, me, on(2), toPolice));
  const read = async () =>
    (await world.as(staff.dsl, (tx, me) => readCase(tx, me, concern.id))).following.referrals[0];
  const row = (await read())?.id ?? '';
  const hears = (version: number, input: ReturnType<typeof heard>) =>
    world.as(staff.dsl, (tx, me) => hear(tx, me, { ...on(version), row }, input));
  await hears(3, heard('checked', '2026-11-24'));
  await hears(4, heard('accepted', '2026-12-01'));
  expect(await read()).toMatchObject({ state: 'accepted', reference: 'CR/1/26' });
  // Nobody acknowledges what was accepted already.
  await expect(hears(5, heard('acknowledged', '2026-12-01'))).rejects.toThrow(Invalid);
  await hears(5, heard('outcome', '2026-12-09'));
  const ended = await read();
  expect(ended).toMatchObject({ state: 'outcome', nextCheck: null });
  expect(ended?.steps.map(({ step }) => step)).toEqual(['outcome', 'accepted', 'checked']);
  const { rows } = await world.owner.query(
    `select (body::jsonb -> 'content') as content from audit.event
     where subject = $1 and type = 'concern.referral_step/1' order by seq limit 1`,
    [concern.id],
  );
  expect(rows[0].content.map(({ table }: { table: string }) => table)).toEqual([
    'concern.entry',
    'concern.referral_step',
  ]);
});

test('another case’s referral is not found through this one', async () => {
  const { staff, on } = await anOpenCase();
  const other = await aConcern(world, { school: staff.school });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: other.id, version: 1 }));
  await world.as(staff.dsl, (tx, me) => refer(tx, me, { concernId: other.id, version: 2 }, toPolice));
  const [there] = (await world.as(staff.dsl, (tx, me) => readCase(tx, me, other.id))).following.referrals;
  const through = { ...on(2), row: there?.id ?? '' };
  await expect(
    world.as(staff.dsl, (tx, me) => hear(tx, me, through, heard('outcome', null))),
  ).rejects.toThrow(NotFound);
});

test('on its day whoever has the case is reminded once, by a link; again the next day, and not once it ended', async () => {
  const { staff, concern, on } = await anOpenCase();
  await world.as(staff.deputy, (tx, me) => refer(tx, me, on(2), toPolice));
  const mails = async () => {
    await remindDue(world.database);
    const { rows } = await world.owner.query<{ template: string }>(
      `select to_person_id as person from mail.outbox where link = $1 and template = 'reminder'`,
      [`/concerns/${concern.id}`],
    );
    return rows;
  };
  expect(await mails()).toEqual([{ person: staff.dsl }]);
  expect(await mails()).toHaveLength(1);
  world.clock.set('2026-11-21T09:00:00Z');
  expect(await mails()).toHaveLength(2);
  world.clock.set('2026-11-20T09:00:00Z');
});

test('what is referred moves with its concern: the new readers have it with all that was heard, the old ones nothing', async () => {
  const { staff, concern, on } = await anOpenCase();
  await world.as(staff.dsl, (tx, me) => refer(tx, me, on(2), toPolice));
  const read = (person: string) => world.as(person, (tx, me) => readCase(tx, me, concern.id));
  const row = (await read(staff.dsl)).following.referrals[0]?.id ?? '';
  await world.as(staff.dsl, (tx, me) => hear(tx, me, { ...on(3), row }, heard('accepted', '2026-12-01')));
  const adult = { adult: 'not_listed', adultName: 'A visiting coach', reason: 'It was the coach' };
  await world.as(staff.dsl, (tx, me) => aboutAdult(tx, me, on(4), adult));
  await expect(read(staff.dsl)).rejects.toThrow(NotFound);
  const [moved] = (await read(staff.head)).following.referrals;
  expect(moved).toMatchObject({ id: row, state: 'accepted' });
  expect(moved?.steps).toHaveLength(1);
});
