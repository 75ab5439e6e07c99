import type { Instant } from '#platform/clock';
import type { Step } from './definition.ts';
import { type Deeds, standingOf } from './standing.ts';
import type { Pathway } from './types.ts';
import { derivedWords, givenWords } from './words.ts';

export interface SaidStep {
  readonly id: string;
  readonly question: string;
  /** The oldest first, the last one holds; by nobody where a referral or a sanction is the answer. */
  readonly answers: readonly {
    readonly words: string;
    readonly by: string | null;
    readonly at: Instant | null;
  }[];
}

/** Every step that is asked, or was, with all that was answered to it. */
export function saidSteps(pathway: Pathway, deeds: Deeds): readonly SaidStep[] {
  const { definition, open, answers } = standingOf(pathway, deeds);
  const isDerived = ({ kind }: Step) => kind === 'referral' || kind === 'dates';
  return definition.steps.flatMap((step) => {
    const given = pathway.given
      .filter((one) => one.step === step.id)
      .map((one) => ({ words: givenWords(step, one), by: one.byName, at: one.at }));
    const holds = isDerived(step) ? answers.get(step.id) : undefined;
    const derived = holds === undefined ? [] : [{ words: derivedWords(step, holds), by: null, at: null }];
    if (given.length === 0 && !open.includes(step)) return [];
    return [{ id: step.id, question: step.text, answers: [...given, ...derived] }];
  });
}
