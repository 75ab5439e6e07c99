import { describe, expect, test } from 'vitest';
import { Invalid } from '#platform/errors';
import { aStaffedSchool } from '#test/factories/people.ts';
import { day, type SanctionCase, sanctionCases } from '#test/factories/sanction-case.ts';
import { testWorld } from '#test/support/world.ts';
import { findTodayForHandler } from '../case/today/service.ts';
import { openAnswer } from './appeal.ts';
import * as service from './service.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
const { aCase, find, propose, sanctionsOf } = sanctionCases(world, staff);

describe('an appeal is answered by somebody else than who decided', () => {
  async function appealed(called: string, decider: string) {
    const c = await aCase();
    await find(c, 'substantiated');
    await propose(c, called, {}, decider);
    const id = (await sanctionsOf(c))[0]?.id ?? '';
    const on = await c.on(id);
    await world.as(staff.dsl, (tx, me) =>
      service.appeal(tx, me, on, { appealedOn: day('2026-11-20'), words: 'Too long' }),
    );
    return { ...c, id };
  }
  const answer = async ({ on, id }: Awaited<ReturnType<typeof appealed>>, who: string) => {
    const at = await on(id);
    return world.as(who, (tx, me) =>
      service.answerAppeal(tx, me, at, { outcome: 'upheld', ends: null, reason: 'Read again' }),
    );
  };
  const waits = async (c: SanctionCase, who: string) =>
    (await world.as(who, findTodayForHandler)).some(
      ({ concernId, kind }) => concernId === c.concern.id && kind === 'appeal',
    );

  test('by page: they are told who answers, it is on the others’ Today, and their case has no such link', async () => {
    const c = await appealed('Warning', staff.dsl);
    expect([await waits(c, staff.dsl), await waits(c, staff.deputy), await waits(c, staff.head)]).toEqual([
      false,
      true,
      true,
    ]);
    const asked = { concernId: c.concern.id, row: c.id, chosen: {} };
    const view = await world.as(staff.dsl, (tx, me) => openAnswer(tx, me, asked));
    expect(view).toMatchObject({ nothingToSend: true, notMine: expect.stringMatching(/^You decided/) });
    await expect(answer(c, staff.dsl)).rejects.toSatisfy(
      (error) => error instanceof Invalid && /somebody else answers/.test(error.fields[0]?.message ?? ''),
    );
    await answer(c, staff.deputy);
    expect(await sanctionsOf(c)).toMatchObject([{ state: 'decided', appealOutcome: 'upheld' }]);
  });

  test('against what the Head decided: no lead below, but the trust’s lead', async () => {
    const c = await appealed('Suspension', staff.head);
    expect([await waits(c, staff.head), await waits(c, staff.dsl)]).toEqual([false, false]);
    for (const who of [staff.head, staff.dsl]) await expect(answer(c, who)).rejects.toThrow(Invalid);
    expect(await waits(c, staff.trustLead)).toBe(true);
    await answer(c, staff.trustLead);
    expect(await sanctionsOf(c)).toMatchObject([{ state: 'decided', appealOutcome: 'upheld' }]);
  });

  test('appealed again, it is answered again', async () => {
    const c = await appealed('Warning', staff.dsl);
    await answer(c, staff.deputy);
    const on = await c.on(c.id);
    await world.as(staff.dsl, (tx, me) =>
      service.appeal(tx, me, on, { appealedOn: day('2026-11-20'), words: 'To the governors' }),
    );
    expect(await sanctionsOf(c)).toMatchObject([{ state: 'appealed', appealOutcome: null }]);
    await expect(answer(c, staff.dsl)).rejects.toThrow(Invalid);
    await answer(c, staff.head);
  });

  test.each([
    [`state = 'decided', appeal_outcome = 'upheld'`, 'by somebody else than who decided'],
    [`state = 'decided'`, 'an appeal ends with its answer'],
    [`appeal_outcome = 'upheld'`, 'by somebody else than who decided'],
    [`decided_by = proposed_by, appeal_outcome = 'upheld'`, 'who decided a sanction stays written'],
  ])('by the database: %s', async (set, message) => {
    const c = await appealed('Suspension', staff.head);
    const write = world.as(staff.head, (tx) =>
      tx.client.query(
        `update concern.sanction set ${set.replace('proposed_by', `'${staff.dsl}'`)} where id = $1`,
        [c.id],
      ),
    );
    await expect(write).rejects.toThrow(message);
  });
});
