import { expect, test } from 'vitest';
import { restrictionsOf } from '#domains/access';
import { localDate } from '#platform/clock';
import { Invalid } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { readCase } from '../case/page/service.ts';
import { recordFinding } from '../finding/service.ts';
import { openPropose, propose, tell } from '../sanction/service.ts';
import { endPlan, planSupport } from '../support/service.ts';
import { putRight } from './service.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
const today = localDate(world.clock.now());

async function aSanctionedCase() {
  const child = await aPupil(world, { school: staff.school, givenName: 'Amara', familyName: 'Quill' });
  const { id } = await aConcern(world, {
    school: staff.school,
    parties: [{ personId: child, part: 'alleged' }],
  });
  const as = <T>(act: Parameters<typeof world.as<T>>[1]) => world.as(staff.dsl, act);
  const view = () => as((tx, me) => readCase(tx, me, id));
  await as((tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
  const party = (await view()).parties[0]?.id ?? '';
  const on = async (row: string) => ({ concernId: id, row, version: (await view()).file.version });
  const finding = await on(party);
  const found = {
    finding: 'substantiated',
    intent: 'deliberate',
    selfReported: 'no',
    reason: 'Seen',
  } as const;
  await as((tx, me) => recordFinding(tx, me, finding, found));
  const { rows } = await world.owner.query(
    `select id from concern.sanction_step where school_id = $1 and withdraws = 'internet' and not for_adults`,
    [staff.school.id],
  );
  const proposal = await on(party);
  const terms = { starts: today, ends: today.add({ days: 9 }), appealBy: null, thing: null };
  const input = { step: rows[0].id as string, reason: 'x', when: 'now', ...terms } as const;
  await as((tx, me) => propose(tx, me, proposal, input));
  return { child, id, party, on, as, view };
}

test('in one act: cleared, reversed, access back, and what has to be said to whom', async () => {
  const c = await aSanctionedCase();
  const [sanction] = (await c.view()).following.sanctions;
  const told = await c.on(sanction?.id ?? '');
  await c.as((tx, me) => tell(tx, me, told, { who: 'staff', names: 'Mr Oakes', toldOn: today }));
  const other = await aPupil(world, { school: staff.school, givenName: 'Bo', familyName: 'Reed' });
  const on = await c.on(c.party);
  await c.as((tx, me) => putRight(tx, me, on, { person: other, described: null, why: 'Seen on camera' }));

  const view = await c.view();
  expect(view.parties).toMatchObject([{ personId: other, part: 'alleged' }]);
  expect(view.following.cleared).toMatchObject([{ personId: c.child, part: 'alleged' }]);
  expect(view.following.sanctions).toMatchObject([{ state: 'reversed', name: 'Amara Quill' }]);
  expect(await world.as(staff.teacher, (tx) => restrictionsOf(tx, c.child, world.clock.now()))).toEqual([]);
  expect(view.following.actions.map(({ what }) => what).sort()).toEqual([
    'Talk with Amara Quill and their parents: they were named wrongly',
    'Tell again that it was not Amara Quill: Mr Oakes',
  ]);
  expect(view.entries[0]).toMatchObject({ kind: 'wrong_person', details: { person: c.child } });
  expect(view.following.findings).toMatchObject([{ partyId: c.party, finding: 'substantiated' }]);
});

test('their other cases no longer suggest this one, and their history says that they were cleared', async () => {
  const c = await aSanctionedCase();
  const on = await c.on(c.party);
  await c.as((tx, me) => putRight(tx, me, on, { person: null, described: 'Not known', why: 'Alibi' }));
  const later = await aConcern(world, {
    school: staff.school,
    parties: [{ personId: c.child, part: 'alleged' }],
  });
  const view = await c.as((tx, me) => readCase(tx, me, later.id));
  expect(view.links.suggested).toEqual([]);
  await c.as((tx, me) => acknowledge(tx, me, { concernId: later.id, version: 1 }));
  const asked = { concernId: later.id, row: view.parties[0]?.id ?? '', chosen: {} };
  const { earlier } = await c.as((tx, me) => openPropose(tx, me, asked));
  expect(earlier).toMatchObject([{ concernId: c.id, cleared: true }]);
});

test('nobody is put in their own place, and one place is taken once', async () => {
  const c = await aSanctionedCase();
  const on = await c.on(c.party);
  const self = { person: c.child, described: null, why: 'x' };
  await expect(c.as((tx, me) => putRight(tx, me, on, self))).rejects.toThrow(Invalid);
  await c.as((tx, me) => putRight(tx, me, on, { person: null, described: 'Not known', why: 'x' }));
  const again = world.as(staff.dsl, (tx, me) =>
    tx.client.query(
      `insert into concern.party (id, concern_id, caseload_id, reporter_id, part, described_as, is_adult, added_at, added_by, identifies)
       select gen_random_uuid(), concern_id, caseload_id, reporter_id, part, 'x', false, app.at(), $2, id from concern.party where id = $1`,
      [c.party, me.id],
    ),
  );
  await expect(again).rejects.toThrow('party_identifies');
});

test('whoever was named wrongly has a plan, or a reason why not, before the case closes; so says the database', async () => {
  const c = await aSanctionedCase();
  expect((await c.view()).file.unsupported).toBe(0);
  const on = await c.on(c.party);
  await c.as((tx, me) => putRight(tx, me, on, { person: null, described: 'Not known', why: 'x' }));
  expect((await c.view()).missing).toContain('support');
  const close = () =>
    c.as((tx) =>
      tx.client.query(`update concern.case_file set status = 'closed' where concern_id = $1`, [c.id]),
    );
  await expect(close()).rejects.toThrow('plan of support, or a reason why not');
  const plan = await c.on(c.party);
  const input = {
    kind: 'plan',
    adult: staff.teacher,
    steps: 'A quiet word each day',
    voice: 'An apology',
  } as const;
  const first = { owner: staff.dsl, checkIn: today.add({ days: 2 }), why: null };
  await c.as((tx, me) => planSupport(tx, me, plan, { ...input, ...first }));
  const { following, file } = await c.view();
  expect(file.unsupported).toBe(0);
  expect(following.supports).toMatchObject([{ name: 'Amara Quill', voice: 'An apology', endedAt: null }]);
  expect(following.actions.map(({ what }) => what)).toContain('Check in with Amara Quill');
  const end = await c.on(following.supports[0]?.id ?? '');
  await c.as((tx, me) => endPlan(tx, me, end, { how: 'She laughs again' }));
  const after = await c.view();
  expect(after.following.supports).toMatchObject([{ endedHow: 'She laughs again', checkInId: null }]);
  await expect(close()).resolves.toBeDefined();
});
