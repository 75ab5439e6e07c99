import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathwayDefinition, Step } from './definition.ts';
import { definitions } from './definitions/index.ts';
import { nudes } from './definitions/nudes.ts';
import {
  type Answer,
  answers,
  choicesOf,
  missingSteps,
  nextStep,
  openSteps,
  pathwaysFor,
} from './progress.ts';

const ids = (steps: readonly Step[]) => steps.map((step) => step.id);
const pick = (choice: string, reason = 'Because.'): Answer => ({ choice, reason });
const given = (choices: Readonly<Record<string, string>>) =>
  new Map(Object.entries(choices).map(([id, choice]) => [id, pick(choice)]));

/** Any answer that a step takes. */
function valid(step: Step): fc.Arbitrary<Answer> {
  if (step.kind === 'log') {
    return fc.nat(3).map((rows) => ({ rows, declaredEmpty: rows === 0 }));
  }
  if (step.kind === 'dates') return fc.constant({ from: '2026-03-02', to: '2026-03-06' });
  return fc.constantFrom(...choicesOf(step).map((choice) => pick(choice.id)));
}

/** A definition, and any of its steps answered, those that are not asked too. */
const somewhere = fc.constantFrom(...definitions).chain((definition) =>
  fc.tuple(...definition.steps.map((step) => fc.option(valid(step), { nil: undefined }))).map((found) => ({
    definition,
    answered: new Map(
      definition.steps.flatMap((step, at) => {
        const answer = found[at];
        return answer ? [[step.id, answer] as const] : [];
      }),
    ),
  })),
);

describe.each(definitions)('$id, version $version', (definition: PathwayDefinition) => {
  test('depends only on earlier steps, and on choices that they have', () => {
    for (const [at, step] of definition.steps.entries()) {
      for (const condition of [...(step.when ?? []), ...(step.onlyIf ?? [])]) {
        const earlier = definition.steps.slice(0, at).find((one) => one.id === condition.step);
        const known = earlier ? choicesOf(earlier).map((choice) => choice.id) : [];
        expect(known).toEqual(expect.arrayContaining([...condition.is]));
      }
    }
  });

  test('calls no two steps the same', () => {
    expect(new Set(ids(definition.steps)).size).toBe(definition.steps.length);
  });
});

test('no two definitions are the same pathway and version', () => {
  const keys = definitions.map(({ id, version }) => `${id} ${version}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('whoever answers what is next comes to an end, with nothing missing', () => {
  fc.assert(
    fc.property(somewhere, fc.gen(), ({ definition, answered }, any) => {
      for (let left = definition.steps.length; left >= 0; left -= 1) {
        const next = nextStep(definition, answered);
        if (!next) break;
        answered.set(
          next.id,
          any(() => valid(next)),
        );
      }
      expect(nextStep(definition, answered)).toBeUndefined();
      expect(missingSteps(definition, answered)).toEqual([]);
    }),
  );
});

test('what was answered to a step that is not asked changes nothing', () => {
  fc.assert(
    fc.property(somewhere, ({ definition, answered }) => {
      const asked = ids(openSteps(definition, answered));
      const kept = new Map([...answered].filter(([id]) => asked.includes(id)));
      expect(ids(openSteps(definition, kept))).toEqual(asked);
    }),
  );
});

test('what is missing is asked, required and unanswered', () => {
  fc.assert(
    fc.property(somewhere, ({ definition, answered }) => {
      const asked = openSteps(definition, answered);
      for (const step of missingSteps(definition, answered)) {
        expect(asked).toContain(step);
        expect(step.required).toBe(true);
        expect(answers(step, answered.get(step.id))).toBe(false);
      }
    }),
  );
});

describe('nudes and semi-nudes', () => {
  const signs = ['adult', 'coerced', 'violent', 'under_13', 'at_risk'];
  const none = Object.fromEntries(signs.map((sign) => [sign, 'no']));

  test.each(
    signs.flatMap((sign) => [
      [sign, 'yes'],
      [sign, 'unsure'],
    ]),
  )('%s: %s is for the Police and social care at once, and nobody asks for deletion', (sign, choice) => {
    const found = given({ ...none, [sign]: choice, decision: 'school' });
    expect(ids(missingSteps(nudes, found))).toEqual(expect.arrayContaining(['police', 'social_care']));
    expect(nextStep(nudes, found)?.id).toBe('police');
    expect(ids(openSteps(nudes, found))).not.toContain('deletion');
  });

  test.each(signs)('nobody asks for deletion before it was answered: %s', (sign) => {
    const { [sign]: _unanswered, ...others } = none;
    const found = given({ ...others, decision: 'school' });
    expect(ids(openSteps(nudes, found))).not.toContain('deletion');
  });

  test('deletion is asked once the school deals with it alone', () => {
    expect(ids(openSteps(nudes, given(none)))).not.toContain('deletion');
    expect(ids(openSteps(nudes, given({ ...none, decision: 'outside' })))).not.toContain('deletion');
    expect(ids(openSteps(nudes, given({ ...none, decision: 'school' })))).toContain('deletion');
  });
});

test('a reason of spaces is none, and a log is filled or declared empty, not both', () => {
  const step = (id: string) => nudes.steps.filter((one) => one.id === id);
  for (const decision of step('decision')) {
    expect(answers(decision, pick('school', '  '))).toBe(false);
    expect(answers(decision, pick('school'))).toBe(true);
    expect(answers(decision, pick('nobody'))).toBe(false);
  }
  for (const viewing of step('viewing')) {
    expect(answers(viewing, { rows: 0, declaredEmpty: false })).toBe(false);
    expect(answers(viewing, { rows: 1, declaredEmpty: true })).toBe(false);
    expect(answers(viewing, { rows: 0, declaredEmpty: true })).toBe(true);
  }
  expect.assertions(6);
});

test('a pathway opens by kind, by category or by the guard, in its newest version', () => {
  const later = { ...nudes, version: 2 };
  const found = { kinds: [], categories: [], couldShowChild: false } as const;
  const opened = (more: Partial<Parameters<typeof pathwaysFor>[1]>) =>
    pathwaysFor([later, ...definitions], { ...found, ...more }).map(({ id, version }) => `${id} ${version}`);
  expect(opened({})).toEqual([]);
  expect(opened({ couldShowChild: true })).toEqual(['nudes 2']);
  expect(opened({ categories: ['nudes', 'online_bullying'] })).toEqual(['nudes 2', 'online-bullying 1']);
  expect(opened({ kinds: ['radicalisation'] })).toEqual(['radicalisation 1']);
});
