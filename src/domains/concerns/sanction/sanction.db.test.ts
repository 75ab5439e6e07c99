import { describe, expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { day, sanctionCases } from '#test/factories/sanction-case.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { findTodayForHandler } from '../case/today/service.ts';
import * as service from './service.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
const { aCase, find, stepOf, propose, sanctionsOf, inForce } = sanctionCases(world, staff);

describe('who may be given a sanction', () => {
  test.each([
    ['affected', 'substantiated', 'deliberate', false, /support, never a sanction/],
    ['witness', 'substantiated', 'deliberate', false, /no sanction/],
    ['alleged', undefined, 'deliberate', false, /First record what was found/],
    ['alleged', 'unfounded', 'deliberate', false, /allows no sanction/],
    ['alleged', 'substantiated', 'accidental', true, /an accident, and they told of it/],
  ] as const)(
    '%s, %s, %s, told themselves %s: refused by the page',
    async (part, finding, intent, self, why) => {
      const c = await aCase(part);
      if (finding !== undefined) await find(c, finding, intent, self);
      await expect(propose(c, 'Warning')).rejects.toSatisfy(
        (error) => error instanceof Invalid && why.test(error.fields[0]?.message ?? ''),
      );
      expect(await sanctionsOf(c)).toEqual([]);
    },
  );

  test.each([
    ['affected', 'substantiated', 'deliberate', false],
    ['alleged', null, 'deliberate', false],
    ['alleged', 'substantiated', 'accidental', true],
    ['alleged', 'false', 'deliberate', false],
  ] as const)(
    '%s, %s, %s, told themselves %s: refused by the database',
    async (part, finding, intent, self) => {
      const c = await aCase(part);
      if (finding !== null) await find(c, finding, intent, self);
      const step = await stepOf('Warning');
      const write = world.as(staff.dsl, (tx, me) =>
        tx.client.query(
          `insert into concern.sanction (id, concern_id, caseload_id, party_id, step_id, state, reason, proposed_at, proposed_by)
         values (gen_random_uuid(), $1, $2, $3, $4, 'proposed', 'x', app.at(), $5)`,
          [c.concern.id, c.concern.caseloadId, c.party, step, me.id],
        ),
      );
      await expect(write).rejects.toThrow('a sanction without a finding that allows it');
    },
  );

  test('careless and told of it, or an accident that they hid, may carry one', async () => {
    for (const [intent, self] of [
      ['careless', true],
      ['accidental', false],
    ] as const) {
      const c = await aCase();
      await find(c, 'substantiated', intent, self);
      await propose(c, 'Warning');
      expect(await sanctionsOf(c)).toMatchObject([{ called: 'Warning', state: 'decided' }]);
    }
  });

  test('a finding that allows none reverses what stood, and gives access back at once', async () => {
    const c = await aCase();
    await find(c, 'substantiated');
    await propose(c, 'Internet withdrawn');
    expect(await inForce(c)).toHaveLength(1);
    await find(c, 'substantiated', 'accidental', true);
    expect(await inForce(c)).toEqual([]);
    expect(await sanctionsOf(c)).toMatchObject([{ state: 'reversed' }]);
    const { rows } = await world.owner.query(
      'select number, reason from concern.finding where party_id = $1',
      [c.party],
    );
    expect(rows).toHaveLength(2);
  });
});

describe('a withdrawal', () => {
  test('holds at once and ends with its last day; a teacher knows what and until when, and no more', async () => {
    const c = await aCase();
    await find(c, 'substantiated');
    await propose(c, 'Device withdrawn or confiscated', { thing: 'Tablet 14' });
    const [one] = await inForce(c);
    expect(one).toMatchObject({ scope: 'device', device: 'Tablet 14', from: world.clock.now() });
    expect(one?.until?.toString()).toBe('2026-11-28T00:00:00Z');
    expect(await inForce(c, Temporal.Instant.from('2026-11-27T23:59:00Z'))).toHaveLength(1);
    expect(await inForce(c, Temporal.Instant.from('2026-11-28T00:00:00Z'))).toEqual([]);
    for (const column of ['lifted_why', 'reason_kind', 'concern_id', 'made_by'])
      await expect(
        world.as(staff.teacher, (tx) => tx.client.query(`select ${column} from access.restriction`)),
      ).rejects.toThrow('permission denied');
  });

  test('needs a last day, and for a device which', async () => {
    const c = await aCase();
    await find(c, 'substantiated');
    await expect(propose(c, 'Internet withdrawn', { ends: null })).rejects.toThrow(Invalid);
    await expect(propose(c, 'Device withdrawn or confiscated')).rejects.toThrow(Invalid);
  });

  test('never outlives its sanction, whoever writes', async () => {
    const c = await aCase();
    await find(c, 'substantiated');
    await propose(c, 'Internet withdrawn');
    const [sanction] = await sanctionsOf(c);
    const write = world.as(staff.dsl, (tx) =>
      tx.client.query(
        `update concern.sanction set state = 'reversed', ended_at = app.at(), ended_by = app.actor(), ended_why = 'x' where id = $1`,
        [sanction?.id],
      ),
    );
    await expect(write).rejects.toThrow('a restriction without a sanction that holds');
  });
});

describe('who decides', () => {
  test('the Head’s step is proposed by a lead, waits on the Head’s Today, and is the Head’s to decide', async () => {
    const c = await aCase();
    await find(c, 'substantiated');
    await expect(propose(c, 'Suspension')).rejects.toThrow(Invalid);
    await propose(c, 'Suspension', { when: 'later' });
    const [proposed] = await sanctionsOf(c);
    expect(proposed).toMatchObject({ state: 'proposed', startsOn: null });
    const kinds = async (who: string) =>
      (await world.as(who, findTodayForHandler))
        .filter(({ concernId }) => concernId === c.concern.id)
        .map(({ kind }) => kind);
    expect(await kinds(staff.head)).toContain('decision');
    expect(await kinds(staff.dsl)).not.toContain('decision');
    const on = await c.on(proposed?.id ?? '');
    const terms = { starts: day('2026-11-23'), ends: day('2026-11-24'), appealBy: null, note: null };
    await expect(world.as(staff.dsl, (tx, me) => service.decideSanction(tx, me, on, terms))).rejects.toThrow(
      Invalid,
    );
    const write = world.as(staff.dsl, (tx) =>
      tx.client.query(
        `update concern.sanction set state = 'decided', decided_at = app.at(), decided_by = app.actor(), starts_on = '2026-11-23' where id = $1`,
        [proposed?.id],
      ),
    );
    await expect(write).rejects.toThrow('decided by whoever its step names');
    await world.as(staff.head, (tx, me) => service.decideSanction(tx, me, on, terms));
    expect(await sanctionsOf(c)).toMatchObject([{ state: 'decided', decidedBy: staff.head }]);
    expect((await c.view()).links.policies).toEqual(['behaviour']);
  });
});

test('told, appealed, changed, served: each once, each an entry, and access follows', async () => {
  const c = await aCase();
  await find(c, 'substantiated');
  await propose(c, 'Internet withdrawn');
  const [sanction] = await sanctionsOf(c);
  const id = sanction?.id ?? '';
  const act = async (deed: (tx: Tx, me: Me, on: RowOn) => Promise<unknown>, who = staff.dsl) => {
    const on = await c.on(id);
    return world.as(who, (tx, me) => deed(tx, me, on));
  };
  const said = { who: 'parents', names: 'Her mother', toldOn: day('2026-11-20') } as const;
  const words = { appealedOn: day('2026-11-20'), words: 'Too long' };
  const answer = { outcome: 'changed', ends: day('2026-11-23'), reason: 'Two days' } as const;
  await act((tx, me, on) => service.tell(tx, me, on, said));
  await act((tx, me, on) => service.appeal(tx, me, on, words));
  expect(await inForce(c)).toHaveLength(1);
  await expect(act((tx, me, on) => service.serve(tx, me, on, { note: 'Done' }))).rejects.toThrow(Conflict);
  await act((tx, me, on) => service.answerAppeal(tx, me, on, answer), staff.deputy);
  const [now] = await inForce(c);
  expect(now?.until?.toString()).toBe('2026-11-24T00:00:00Z');
  await act((tx, me, on) => service.serve(tx, me, on, { note: 'Went well' }));
  expect(await inForce(c)).toEqual([]);
  expect(await sanctionsOf(c)).toMatchObject([
    { state: 'served', appealOutcome: 'changed', told: [{ names: 'Her mother' }], endedWhy: 'Went well' },
  ]);
  const kinds = (await c.view()).entries.map(({ kind }) => kind);
  expect(kinds.slice(0, 5)).toEqual([
    'sanction_serve',
    'sanction_answer',
    'sanction_appeal',
    'sanction_tell',
    'sanction_propose',
  ]);
});

test('the history beside shows other cases that I may open, and marks the one where they were cleared', async () => {
  const c = await aCase();
  await find(c, 'substantiated');
  await propose(c, 'Warning');
  const again = await aConcern(world, {
    school: staff.school,
    parties: [{ personId: c.child, part: 'alleged' }],
  });
  await aConcern(world, {
    school: staff.school,
    stream: 'adult',
    parties: [{ personId: c.child, part: 'involved' }],
  });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: again.id, version: 1 }));
  const { rows } = await world.owner.query('select id from concern.party where concern_id = $1', [again.id]);
  const asked = { concernId: again.id, row: rows[0].id as string, chosen: {} };
  const view = await world.as(staff.deputy, (tx, me) => service.openPropose(tx, me, asked));
  expect(view.earlier).toMatchObject([
    {
      concernId: c.concern.id,
      finding: 'substantiated',
      sanctions: [{ called: 'Warning', state: 'decided' }],
    },
  ]);
  const { rows: events } = await world.owner.query(
    `select 1 from audit.event where type = 'person.history-read/1' and subject = $1`,
    [c.child],
  );
  expect(events).toHaveLength(1);
});
