import { choice, defineForm, type Form, optionalChoice, optionalText, wholeNumber } from '#platform/forms';
import { kindIds, type Stream } from '../../types.ts';
import { readersOf } from '../ladder.ts';
import type { RouteRole } from '../types.ts';
import { roleWords } from '../words.ts';
import { type Rank, ranks } from './types.ts';

export const settingsForm = defineForm({
  acknowledge_within: wholeNumber(5, 240, 'Enter how many minutes an urgent concern may wait: 5 to 240.'),
  record_of_truth: choice(['gatehouse', 'myconcern'], 'Choose where the school’s official record is kept.'),
  phone: optionalText({ max: 100 }),
  lado: optionalText({ max: 300 }),
});

export type RouteAnswers = Partial<Record<RouteRole, Rank>>;

/** One question for each duty that can open a concern of this stream. */
export function routeForm(stream: Stream): Form<RouteAnswers> {
  const questions = readersOf[stream].map(
    (role) => [role, choice(ranks, `Choose when the ${roleWords[role]} is told.`)] as const,
  );
  return defineForm<RouteAnswers>(Object.fromEntries(questions));
}

export const routeNameForm = defineForm({
  stream: choice(['child', 'adult', 'head'], 'Choose a route.'),
  kind: optionalChoice(kindIds),
});
