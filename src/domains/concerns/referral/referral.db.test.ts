import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { Invalid } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { readCase } from '../case/page/service.ts';
import { findTodayForHandler } from '../case/today/service.ts';
import { refer } from './service.ts';

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
