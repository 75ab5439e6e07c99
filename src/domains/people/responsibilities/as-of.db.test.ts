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

const FIRST = localDate(Temporal.Instant.from(START));
const FOREVER = DAYS * 2 - 1;
const dayOf = (day: number) => FIRST.add({ days: day });

/** Refused is an answer too: the model then stays as it was. */
async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof GatehouseError) return false;
    throw error;
  }
}

/** A school of a Head and four senior leaders, and what the model says of it. */
class Play {
  readonly model = new Model();
  readonly placeId: string;
  readonly head: string;
  readonly staff: readonly string[];
  today = 0;

  constructor(placeId: string, head: string, staff: readonly string[]) {
    this.placeId = placeId;
    this.head = head;
    this.staff = staff;
  }

  person(n: number): string {
    return this.staff[n] ?? '';
  }

  /** Every day's holders, in one transaction. */
  asked(kind: GivenKind): Promise<string[][]> {
    const { placeId } = this;
    return world.as(this.head, async (tx) => {
      const days: string[][] = [];
      for (let day = 0; day < DAYS; day += 1) {
        const found = await whoHolds(tx, { placeId, kind, day: dayOf(day) });
        days.push(found.map(({ personId, asCover }) => key(personId, asCover)).sort());
      }
      return days;
    });
  }

  async give({ act, kind, who, after, lasts }: Step): Promise<void> {
    const { placeId, model } = this;
    const asCover = act === 'cover';
    const from = this.today + after;
    const length = asCover ? (lasts ?? 7) : lasts;
    const last = length === null ? FOREVER : from + length;
    const done = await attempt(() =>
      world.as(this.head, (tx, me) =>
        give(tx, me, {
          placeId,
          kind,
          personId: this.person(who),
          cover: asCover ? ['yes'] : [],
          from: dayOf(from),
          until: length === null ? null : dayOf(last),
          reason: 'x',
        }),
      ),
    );
    if (done) expect(model.give(kind, this.person(who), asCover, from, last)).toBe(true);
    else
      expect(
        model.days
          .slice(from, last + 1)
          .flat()
          .some((held) => held.kind === kind),
      ).toBe(true);
  }

  /** What somebody holds today, in the register and in the model. */
  async held({ kind, who }: Step) {
    const found = await world.as(this.head, (tx) => findHeldOn(tx, [this.placeId], dayOf(this.today)));
    const row = found.find((holder) => holder.kind === kind && holder.personId === this.person(who));
    const period = this.model.days[this.today]?.find(
      (held) => held.kind === kind && held.person === this.person(who),
    )?.period;
    expect(row === undefined).toBe(period === undefined);
    return row === undefined || period === undefined ? undefined : { id: row.id, period };
  }

  async end(step: Step): Promise<void> {
    const held = await this.held(step);
    if (held === undefined) return;
    const last = step.lasts === null ? null : this.today + step.lasts;
    const until = last === null ? null : dayOf(last);
    const done = await attempt(() =>
      world.as(this.head, (tx, me) => end(tx, me, held.id, { until, reason: 'x' })),
    );
    if (done) this.model.cut(held.period, last === null ? this.today : last + 1);
  }

  async handOver(step: Step): Promise<void> {
    const held = await this.held(step);
    if (held === undefined) return;
    const from = this.today + step.after;
    const last = this.model.days.findLastIndex((day) => day.some(({ period }) => period === held.period));
    const answers = { toId: this.person(step.other), day: dayOf(from), notes: 'x' };
    if (!(await attempt(() => world.as(this.head, (tx, me) => handOver(tx, me, held.id, answers))))) return;
    this.model.cut(held.period, from);
    expect(this.model.give(step.kind, this.person(step.other), false, from, last)).toBe(true);
  }

  async step(step: Step): Promise<void> {
    this.today = Math.min(this.today + step.pass, DAYS - 40);
    world.clock.set(
      Temporal.Instant.from(START)
        .add({ hours: 24 * this.today })
        .toString(),
    );
    if (step.act === 'end') await this.end(step);
    else if (step.act === 'hand over') await this.handOver(step);
    else await this.give(step);
  }
}

async function aPlay(): Promise<Play> {
  const school = await aSchool(world);
  const head = await anAdult(world, { school, role: 'head' });
  const staff: string[] = [];
  for (let n = 0; n < 4; n += 1) staff.push(await anAdult(world, { school, role: 'slt' }));
  return new Play(school.id, head, staff);
}

test('who held what on any day is what a plain list of days says, whatever was done since', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const play = await aPlay();
      for (const one of steps) await play.step(one);
      for (const kind of KINDS)
        expect(await play.asked(kind)).toEqual(
          Array.from({ length: DAYS }, (_, day) => play.model.on(day, kind)),
        );
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
