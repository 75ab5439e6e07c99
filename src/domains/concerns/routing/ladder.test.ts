import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streams } from '../types.ts';
import { type Climb, climb, readersOf } from './ladder.ts';
import { type Recipient, type RouteRole, routeRoles } from './types.ts';

const holder = (personId: string, role: RouteRole): Recipient => ({
  personId,
  name: personId,
  role,
  asCover: false,
  hasMail: true,
});
const staff = [
  holder('dsl', 'dsl'),
  holder('deputy', 'deputy_dsl'),
  holder('head', 'head'),
  holder('chair', 'chair_of_governors'),
  holder('trust', 'trust_safeguarding_lead'),
];
const base: Climb = { stream: 'child', rules: [], urgent: false, holders: staff, notTell: [] };
const ids = (steps: readonly (readonly Recipient[])[]) =>
  steps.map((step) => step.map(({ personId }) => personId));
const without = (...gone: string[]) => staff.filter(({ personId }) => !gone.includes(personId));

describe('without a route of its own', () => {
  test('about a child: lead and deputy at once, the Head next, the trust last', () => {
    expect(ids(climb(base))).toEqual([['dsl', 'deputy'], ['head'], ['trust']]);
  });

  test('urgent: the Head at once too (CT-note-2)', () => {
    expect(ids(climb({ ...base, urgent: true }))).toEqual([['dsl', 'deputy', 'head'], ['trust']]);
  });

  test('about an adult: the Head and nobody else', () => {
    expect(ids(climb({ ...base, stream: 'adult' }))).toEqual([['head']]);
  });

  test('about the Head: chair and trust', () => {
    expect(ids(climb({ ...base, stream: 'head' }))).toEqual([['chair', 'trust']]);
  });

  test('a lead alone: the next in line is told with them', () => {
    expect(ids(climb({ ...base, holders: without('deputy') }))).toEqual([['dsl', 'head'], ['trust']]);
  });

  test('cover is told with whom it covers', () => {
    const holders = [
      ...without('head'),
      { ...holder('cover', 'head'), asCover: true },
      holder('head', 'head'),
    ];
    expect(ids(climb({ ...base, stream: 'adult', holders }))).toEqual([['cover', 'head']]);
  });

  test('two duties, one person: told once, on the first step', () => {
    const holders = [holder('head', 'dsl'), ...without('dsl')];
    expect(ids(climb({ ...base, holders }))).toEqual([['head', 'deputy'], ['trust']]);
  });
});

describe("a school's own route", () => {
  test('stands in the school’s order, and goes on to every other reader', () => {
    const rules = [
      { role: 'head', atOnce: true },
      { role: 'dsl', atOnce: true },
    ] as const;
    expect(ids(climb({ ...base, rules }))).toEqual([['head', 'dsl'], ['deputy'], ['trust']]);
  });

  test('cannot take the leads and the Head out of an urgent one', () => {
    const rules = [{ role: 'deputy_dsl', atOnce: true }] as const;
    expect(ids(climb({ ...base, rules, urgent: true }))).toEqual([['deputy', 'dsl', 'head'], ['trust']]);
  });

  test('that names a duty which cannot read it does not tell them', () => {
    const rules = [
      { role: 'chair_of_governors', atOnce: true },
      { role: 'dsl', atOnce: true },
    ] as const;
    expect(ids(climb({ ...base, rules })).flat()).not.toContain('chair');
  });
});

test('whoever is alleged is passed over, whatever duties they hold', () => {
  const holders = [...staff, holder('dsl', 'head')];
  expect(ids(climb({ ...base, holders, notTell: ['dsl'] }))).toEqual([['deputy', 'head'], ['trust']]);
});

test('for every route and staff: no duplicates, nobody who cannot read it, nobody excluded, two first if there are two', () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f'];
  const role = fc.constantFrom(...routeRoles);
  const anyClimb: fc.Arbitrary<Climb> = fc.record({
    stream: fc.constantFrom(...streams),
    urgent: fc.boolean(),
    rules: fc.uniqueArray(fc.record({ role, atOnce: fc.boolean() }), { selector: (rule) => rule.role }),
    holders: fc.array(
      fc.tuple(fc.constantFrom(...people), role).map(([id, held]) => holder(id, held)),
      { maxLength: 12 },
    ),
    notTell: fc.subarray(people),
  });
  fc.assert(
    fc.property(anyClimb, (input) => {
      const steps = climb(input);
      const told = ids(steps).flat();
      const canRead = new Set(
        input.holders
          .filter((h) => readersOf[input.stream].includes(h.role) && !input.notTell.includes(h.personId))
          .map(({ personId }) => personId),
      );
      expect(new Set(told)).toEqual(canRead);
      expect(told.length).toBe(canRead.size);
      expect(steps.every((step) => step.length > 0)).toBe(true);
      if (canRead.size > 0) expect(steps[0]?.length).toBeGreaterThanOrEqual(Math.min(2, canRead.size));
    }),
  );
});
