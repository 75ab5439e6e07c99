import type { CategoryId, KindId } from '../types.ts';
import type { Choice, Condition, PathwayDefinition, Step } from './definition.ts';

/** Where a pathway stands, from its definition and what was answered. Nothing here reads or writes. */

export type Answer =
  | { readonly choice: string; readonly reason?: string }
  | { readonly rows: number; readonly declaredEmpty: boolean }
  | { readonly from: string; readonly to: string };

/** The answer that holds to each step, by the step's id. */
export type Answers = ReadonlyMap<string, Answer>;

const deedChoices: readonly Choice[] = [
  { id: 'done', text: 'Done' },
  { id: 'not_needed', text: 'Not needed', reason: true },
];
const referralChoices: readonly Choice[] = [
  { id: 'made', text: 'Made' },
  { id: 'against', text: 'Decided against', reason: true },
];

export function choicesOf(step: Step): readonly Choice[] {
  switch (step.kind) {
    case 'question':
      return step.choices;
    case 'decision':
      return step.choices.map((choice) => ({ ...choice, reason: true }));
    case 'deed':
      return deedChoices;
    case 'referral':
      return referralChoices;
    default:
      return [];
  }
}

/** Whether this answers the step: one of its choices, with the reason that it needs. */
export function answers(step: Step, answer: Answer | undefined): boolean {
  if (!answer) return false;
  if ('rows' in answer) return step.kind === 'log' && answer.rows > 0 !== answer.declaredEmpty;
  if ('from' in answer) return step.kind === 'dates' && answer.from <= answer.to;
  const choice = choicesOf(step).find((one) => one.id === answer.choice);
  return choice !== undefined && (!choice.reason || Boolean(answer.reason?.trim()));
}

/** The steps that are asked, in order. What was answered to a step that is not asked opens and shuts nothing. */
export function openSteps(definition: PathwayDefinition, given: Answers): readonly Step[] {
  const open = new Map<string, Step>();
  const holds = ({ step, is }: Condition) => {
    const asked = open.get(step);
    const answer = given.get(step);
    return asked && answer && 'choice' in answer && answers(asked, answer) && is.includes(answer.choice);
  };
  for (const step of definition.steps) {
    if ((step.when?.some(holds) ?? true) && (step.onlyIf?.every(holds) ?? true)) open.set(step.id, step);
  }
  return [...open.values()];
}

const unanswered = (definition: PathwayDefinition, given: Answers) =>
  openSteps(definition, given).filter((step) => !answers(step, given.get(step.id)));

const urgency = { at_once: 0, same_day: 1, later: 2 } as const;

/** What to do next: what cannot wait before what can, otherwise in the pathway's order. */
export const nextStep = (definition: PathwayDefinition, given: Answers): Step | undefined =>
  unanswered(definition, given).toSorted((a, b) => urgency[a.due ?? 'later'] - urgency[b.due ?? 'later'])[0];

/** What stands between the case and its closing. */
export const missingSteps = (definition: PathwayDefinition, given: Answers): readonly Step[] =>
  unanswered(definition, given).filter((step) => step.required);

/** Whether something waits that is for the day on which it is asked. */
export const waitingToday = (definition: PathwayDefinition, given: Answers): boolean =>
  unanswered(definition, given).some((step) => step.required && step.due !== undefined);

/** The newest version of each pathway. */
export function newestOf(all: readonly PathwayDefinition[]): readonly PathwayDefinition[] {
  const newest = new Map<string, PathwayDefinition>();
  for (const one of all) {
    if (one.version > (newest.get(one.id)?.version ?? 0)) newest.set(one.id, one);
  }
  return [...newest.values()];
}

/** The newest version of each pathway that these call for. */
export function pathwaysFor(
  all: readonly PathwayDefinition[],
  found: {
    readonly kinds: readonly KindId[];
    readonly categories: readonly CategoryId[];
    readonly couldShowChild: boolean;
  },
): readonly PathwayDefinition[] {
  return newestOf(all).filter(
    ({ opens }) =>
      opens.kinds?.some((kind) => found.kinds.includes(kind)) ||
      opens.categories?.some((category) => found.categories.includes(category)) ||
      (opens.guard && found.couldShowChild),
  );
}
