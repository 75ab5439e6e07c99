import type { Values } from '#platform/forms';

/** The pages of a report, in order, and the fields that each of them keeps. */
export const steps = {
  start: [
    'school',
    'danger',
    'about',
    'on_paper',
    'paper_author',
    'paper_date-day',
    'paper_date-month',
    'paper_date-year',
    'paper_time',
  ],
  who: ['person', 'person_part', 'unknown', 'unknown_part', 'unknown_adult'],
  what: [
    'kinds',
    'headline',
    'happened_when',
    'happened-day',
    'happened-month',
    'happened-year',
    'happened_time',
    'place',
    'place_detail',
  ],
  image: ['indecent_image'],
  words: [
    'child_words',
    'seen',
    'thought',
    'address',
    'screen_hidden',
    'evidence_what',
    'evidence_where',
    'evidence_available',
    'other_witnesses',
    'reported_to',
    'self_reported',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Step = keyof typeof steps;
export const stepNames = Object.keys(steps) as Step[];

export function isStep(name: string): name is Step {
  return Object.hasOwn(steps, name);
}

/** The step after this one, or the page where everything is checked. */
export function stepAfter(step: Step): Step | 'check' {
  return stepNames[stepNames.indexOf(step) + 1] ?? 'check';
}

/** Of one field; more than any page of ours sends. What is too much for a form is said by that form. */
const MOST_VALUES = 100;

/** A draft with one page's answers put in: a box that was unticked is gone, other pages' answers stay. */
export function mergeStep(draft: Values, step: Step, posted: Values): Values {
  const own: ReadonlySet<string> = new Set(steps[step]);
  const kept = Object.entries(draft).filter(([name]) => !own.has(name));
  const added = Object.entries(posted).flatMap(([name, values]) =>
    own.has(name) ? [[name, values.slice(0, MOST_VALUES)] as const] : [],
  );
  return Object.fromEntries([...kept, ...added]);
}
