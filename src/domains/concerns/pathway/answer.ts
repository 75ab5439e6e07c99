import { type LocalDate, Temporal } from '#platform/clock';
import { type FieldError, Invalid } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { refuse } from '../party.ts';
import type { Step } from './definition.ts';
import type { answerForm } from './forms.ts';
import { type Answer, choicesOf } from './progress.ts';
import type { Given } from './types.ts';

/** What a form's answer to a step is, or what it lacks. */

export type AnswerInput = FormValue<typeof answerForm>;
/** A form with nothing filled in, but for its step. */
export const emptyAnswer: Omit<AnswerInput, 'step'> = {
  choice: null,
  reason: null,
  log: null,
  who: null,
  why: null,
  second: null,
  what: null,
  where: null,
  on: null,
  time: null,
};

export type NewAnswer = Pick<Given, 'step' | 'answer' | 'reason' | 'details'>;

function chosen(step: Step, { choice, reason }: AnswerInput): NewAnswer {
  const found = choicesOf(step).find(({ id }) => id === choice);
  if (found === undefined) throw refuse('choice', 'Choose one of the answers');
  if (found.reason && reason === null) throw refuse('reason', 'Say why');
  return { step: step.id, answer: found.id, reason, details: {} };
}

const missing = (field: string, value: unknown, message: string): FieldError[] =>
  value === null ? [{ field, message }] : [];

const lineNeeds = {
  viewing: ({ who, why, second }: AnswerInput) => [
    ...missing('who', who, 'Say who looked'),
    ...missing('why', why, 'Say why nothing else would do'),
    ...missing('second', second, 'Say which second adult was there'),
    ...(who !== null && second !== null && who.toLowerCase() === second.toLowerCase()
      ? [{ field: 'second', message: 'Name another adult than the one who looked' }]
      : []),
  ],
  device_custody: ({ what, where }: AnswerInput) => [
    ...missing('what', what, 'Say which device'),
    ...missing('where', where, 'Say where it is and who holds it'),
  ],
} as const;

function line(step: Step & { readonly kind: 'log' }, input: AnswerInput, today: LocalDate): NewAnswer {
  const { on } = input;
  const wrong: FieldError[] = [
    ...lineNeeds[step.log](input),
    ...missing('on', on, 'Enter the day'),
    ...(on !== null && Temporal.PlainDate.compare(on, today) > 0
      ? [{ field: 'on', message: 'Enter today or an earlier day' }]
      : []),
  ];
  if (wrong.length > 0) throw new Invalid(wrong);
  const said = Object.entries({
    ...(step.log === 'viewing'
      ? { who: input.who, why: input.why, second: input.second }
      : { what: input.what, where: input.where }),
    on: on?.toString() ?? null,
    time: input.time,
  });
  const details = Object.fromEntries(said.filter(([, value]) => value !== null));
  return { step: step.id, answer: null, reason: null, details };
}

/** Throws Invalid where the form does not answer it. `before` is what the step was answered by until now. */
export function readAnswer(
  step: Step,
  input: AnswerInput,
  today: LocalDate,
  before: Answer | undefined,
): NewAnswer {
  switch (step.kind) {
    case 'referral':
      throw refuse('step', 'Record the referral, or that it is not made: this step is answered by it');
    case 'dates':
      throw refuse('step', 'Decide the suspension as a sanction: this step is answered by its days');
    case 'log':
      if (input.log === null) throw refuse('log', 'Say whether there is something to write down');
      if (input.log === 'line') return line(step, input, today);
      if (before !== undefined && 'rows' in before && before.rows > 0)
        throw refuse('log', 'Something is written down here already');
      return { step: step.id, answer: null, reason: null, details: { none: true } };
    default:
      return chosen(step, input);
  }
}
