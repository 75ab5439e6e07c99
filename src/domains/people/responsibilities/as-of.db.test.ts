import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate, Temporal } from '#platform/clock';
import { GatehouseError } from '#platform/errors';
import { anAdult, anAppointment, aSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { end, give } from './change.ts';
import { handOver } from './handover.ts';
import { findHeldOn } from './queries.ts';
import { whoHolds } from './service.ts';
import type { GivenKind } from './types.ts';

/**
 * The register against a model that knows nothing of ranges: for each day a list of who holds what. Random people do
 * random things over a year; then every day is asked for.
 */

const world = await testWorld();
const START = '2026-09-01T09:00:00Z';
const DAYS = 120;
const KINDS = ['filtering_lead', 'counter_signer'] as const satisfies readonly GivenKind[];

interface Step {
  readonly pass: number;
  readonly act: 'give' | 'cover' | 'end' | 'hand over';
  readonly kind: (typeof KINDS)[number];
  readonly who: number;
  readonly other: number;
  readonly after: number;
  readonly lasts: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  pass: fc.nat({ max: 9 }),
  act: fc.constantFrom('give', 'cover', 'end', 'hand over'),
  kind: fc.constantFrom(...KINDS),
  who: fc.nat({ max: 3 }),
  other: fc.nat({ max: 3 }),
  after: fc.nat({ max: 12 }),
  lasts: fc.option(fc.nat({ max: 25 }), { nil: null }),
});

const one = (kind: GivenKind) => kind === 'filtering_lead';
const key = (person: string, cover: boolean) => `${person}${cover ? ' as cover' : ''}`;

/** What is held on each day, each entry a period that somebody was given. */
class Model {
  readonly days: { kind: string; person: string; cover: boolean; period: number }[][] = Array.from(
    { length: DAYS * 2 },
    () => [],
  );
  #periods = 0;

  /** False where somebody else, or the same person, has it on one of these days. */
  give(kind: GivenKind, person: string, cover: boolean, from: number, last: number): boolean {
    const clash = this.days
      .slice(from, last + 1)
      .some((day) =>
        day.some(
          (held) => held.kind === kind && (held.person === person || (one(kind) && held.cover === cover)),
        ),
      );
    if (clash) return false;
    this.#periods += 1;
    for (const day of this.days.slice(from, last + 1))
      day.push({ kind, person, cover, period: this.#periods });
    return true;
  }

  cut(period: number, from: number): void {
    this.days.forEach((day, at) => {
      const index = day.findIndex((held) => held.period === period);
      if (at >= from && index !== -1) day.splice(index, 1);
    });
  }

  on(day: number, kind: GivenKind): string[] {
    return (this.days[day] ?? [])
      .filter((held) => held.kind === kind)
      .map(({ person, cover }) => key(person, cover))
      .sort();
  }
}

test('who held what on any day is what a plain list of days says, whatever was done since', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const school = await aSchool(world);
      const head = await anAdult(world, { school, role: 'head' });
      const staff: string[] = [];
      for (let n = 0; n < 4; n += 1) staff.push(await anAdult(world, { school, role: 'slt' }));
      const personOf = (n: number) => staff[n] ?? '';
      const first = localDate(Temporal.Instant.from(START));
      const model = new Model();
      let today = 0;
      const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
        try {
          await act();
          return true;
        } catch (error) {
          if (error instanceof GatehouseError) return false;
          throw error;
        }
      };
      const ask = async (day: number, kind: GivenKind) =>
        (
          await world.as(head, (tx) =>
            whoHolds(tx, { placeId: school.id, kind, day: first.add({ days: day }) }),
          )
        )
          .map(({ personId, asCover }) => key(personId, asCover))
          .sort();
      for (const { pass, act, kind, who, other, after, lasts } of steps) {
        today = Math.min(today + pass, DAYS - 40);
        world.clock.set(
          Temporal.Instant.from(START)
            .add({ hours: 24 * today })
            .toString(),
        );
        const from = today + after;
        const held = await world.as(head, (tx) => findHeldOn(tx, [school.id], first.add({ days: today })));
        const target = held.find((holder) => holder.kind === kind && holder.personId === personOf(who));
        const before =
          target && model.days[today]?.find((h) => h.kind === kind && h.person === target.personId);
        const forever = DAYS * 2 - 1;
        if (act === 'give' || act === 'cover') {
          const cover = act === 'cover';
          const length = cover ? (lasts ?? 7) : lasts;
          const last = length === null ? forever : from + length;
          const answers = {
            placeId: school.id,
            kind,
            personId: personOf(who),
            cover: cover ? (['yes'] as const) : [],
            from: first.add({ days: from }),
            until: length === null ? null : first.add({ days: last }),
            reason: 'x',
          };
          const done = await attempt(() => world.as(head, (tx, me) => give(tx, me, answers)));
          if (done) expect(model.give(kind, personOf(who), cover, from, last)).toBe(true);
          else
            expect(new Set([...model.days.slice(from, last + 1).flat()].map((h) => h.kind)).has(kind)).toBe(
              true,
            );
        } else if (act === 'end' && target !== undefined && before !== undefined) {
          const until = lasts === null ? null : first.add({ days: today + lasts });
          const done = await attempt(() =>
            world.as(head, (tx, me) => end(tx, me, target.id, { until, reason: 'x' })),
          );
          if (done) model.cut(before.period, lasts === null ? today : today + lasts + 1);
        } else if (act === 'hand over' && target !== undefined && before !== undefined) {
          const answers = { toId: personOf(other), day: first.add({ days: from }), notes: 'x' };
          const lastOf = model.days.findLastIndex((day) => day.some((h) => h.period === before.period));
          const done = await attempt(() => world.as(head, (tx, me) => handOver(tx, me, target.id, answers)));
          if (done) {
            model.cut(before.period, from);
            expect(model.give(kind, personOf(other), false, from, lastOf)).toBe(true);
          }
        }
      }
      for (const kind of KINDS)
        for (let day = 0; day < DAYS; day += 1) expect(await ask(day, kind)).toEqual(model.on(day, kind));
    }),
    { numRuns: 15 },
  );
}, 120_000);

test('a leaver has left it by themself, and a return does not give it back for the days between', async () => {
  world.clock.set('2026-11-20T09:00:00Z');
  const school = await aSchool(world);
  const head = await anAdult(world, { school, role: 'head' });
  const slt = await anAdult(world, { school, role: 'slt', during: '[2026-09-01,2026-12-01)' });
  await world.as(head, (tx, me) =>
    give(tx, me, {
      placeId: school.id,
      kind: 'filtering_lead',
      personId: slt,
      cover: [],
      from: null,
      until: null,
      reason: 'x',
    }),
  );
  await anAppointment(world, slt, { school, trustId: school.trustId }, 'slt', { during: '[2027-01-04,)' });
  const on = (day: string) =>
    world.as(head, (tx) =>
      whoHolds(tx, { placeId: school.id, kind: 'filtering_lead', day: Temporal.PlainDate.from(day) }),
    );
  expect(await on('2026-11-19')).toEqual([]);
  expect(await on('2026-11-30')).toHaveLength(1);
  expect(await on('2026-12-01')).toEqual([]);
  expect(await on('2027-01-04')).toHaveLength(1);
});

// British summer time ends on 25 October 2026 and begins on 28 March 2027.
test.each([
  [
    'the night the clocks go back',
    '2026-10-25',
    '2026-10-24T22:30:00Z',
    '2026-10-24T23:30:00Z',
    '2026-10-26T00:30:00Z',
  ],
  [
    'the night the clocks go forward',
    '2027-03-28',
    '2027-03-27T23:30:00Z',
    '2027-03-28T00:30:00Z',
    '2027-03-28T23:30:00Z',
  ],
])('cover for one day begins and ends at midnight in England: %s', async (_, day, before, during, after) => {
  world.clock.set('2026-10-01T09:00:00Z');
  const school = await aSchool(world);
  const head = await anAdult(world, { school, role: 'head' });
  const slt = await anAdult(world, { school, role: 'slt' });
  const date = Temporal.PlainDate.from(day);
  await world.as(head, (tx, me) =>
    give(tx, me, {
      placeId: school.id,
      kind: 'filtering_lead',
      personId: slt,
      cover: ['yes'],
      from: date,
      until: date,
      reason: 'A holiday',
    }),
  );
  const now = async (at: string) => {
    world.clock.set(at);
    return world.as(head, (tx) =>
      whoHolds(tx, { placeId: school.id, kind: 'filtering_lead', day: localDate(tx.at) }),
    );
  };
  expect(await now(before)).toEqual([]);
  expect(await now(during)).toEqual([{ personId: slt, asCover: true }]);
  expect(await now(after)).toEqual([]);
});
