import {
  choice,
  clockTime,
  defineForm,
  optionalChoice,
  optionalDay,
  optionalText,
  text,
} from '#platform/forms';
import { definitions } from './definitions/index.ts';

const LINE = { max: 200 };
const NOTE = { max: 4000 };

export const openForm = defineForm({
  definition: choice(
    [...new Set(definitions.map(({ id }) => id))],
    'Choose the pathway that this case needs',
  ),
});

export const notNeededForm = defineForm({ why: text('Say why it is not needed', NOTE) });

/** One form for every kind of step; which of its fields a step needs is asked of the step (answer.ts). */
export const answerForm = defineForm({
  step: text('Choose the step', LINE),
  choice: optionalText(LINE),
  reason: optionalText(NOTE),
  log: optionalChoice(['line', 'none']),
  who: optionalText(LINE),
  why: optionalText(NOTE),
  second: optionalText(LINE),
  what: optionalText(LINE),
  where: optionalText(LINE),
  on: optionalDay(),
  time: clockTime(),
});

/**
 * A page that asks several steps calls a field by its step, so that no two fields have one name. Read, every field is
 * called as in {@link answerForm}.
 */
export function unprefixed(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('step' in body) || typeof body.step !== 'string')
    return body;
  const prefix = fieldPrefix(body.step);
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
      value,
    ]),
  );
}

export const fieldPrefix = (step: string) => `${step}-`;
