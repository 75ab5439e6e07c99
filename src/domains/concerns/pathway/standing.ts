import type { RecipientId } from '../referral/recipients.ts';
import type { Referral } from '../referral/types.ts';
import type { Sanction } from '../sanction/types.ts';
import type { PathwayDefinition, Step } from './definition.ts';
import { definitions } from './definitions/index.ts';
import { type Answer, type Answers, missingSteps, nextStep, openSteps, waitingToday } from './progress.ts';
import type { Given, Pathway } from './types.ts';

/** What a step that no form answers is answered by: what was referred, and what was withdrawn, the newest first. */
export interface Deeds {
  readonly referrals: readonly Pick<Referral, 'recipient' | 'state' | 'reason'>[];
  readonly sanctions: readonly Pick<Sanction, 'withdraws' | 'state' | 'startsOn' | 'endsOn'>[];
}

/** Made where any still stands; else as the last decision was, and one that was withdrawn is to be decided again. */
function referred({ referrals }: Deeds, recipient: RecipientId): Answer | undefined {
  const theirs = referrals.filter((one) => one.recipient === recipient);
  if (theirs.some(({ state }) => state !== 'considered' && state !== 'withdrawn')) return { choice: 'made' };
  const [last] = theirs;
  return last?.state === 'considered' ? { choice: 'against', reason: last.reason } : undefined;
}

/** The days of a suspension from group online learning are those of the sanction that suspends. */
function suspended({ sanctions }: Deeds): Answer | undefined {
  const stands = sanctions.find(
    ({ withdraws, state }) =>
      withdraws === 'online_learning' && ['decided', 'appealed', 'served'].includes(state),
  );
  return stands?.startsOn && stands.endsOn
    ? { from: stands.startsOn.toString(), to: stands.endsOn.toString() }
    : undefined;
}

function logged(given: readonly Given[]): Answer {
  const rows = given.filter(({ details }) => details.none === undefined).length;
  return { rows, declaredEmpty: rows === 0 && given.length > 0 };
}

function answerTo(step: Step, given: readonly Given[], deeds: Deeds): Answer | undefined {
  const theirs = given.filter((one) => one.step === step.id);
  switch (step.kind) {
    case 'referral':
      return referred(deeds, step.recipient);
    case 'dates':
      return suspended(deeds);
    case 'log':
      return logged(theirs);
    default: {
      const last = theirs.at(-1);
      if (last === undefined || last.answer === null) return undefined;
      return { choice: last.answer, ...(last.reason === null ? {} : { reason: last.reason }) };
    }
  }
}

/** The definition in the version that a case runs; every version that ever was is kept. */
export function definitionOf({ definition, version }: Pick<Pathway, 'definition' | 'version'>) {
  const found = definitions.find((one) => one.id === definition && one.version === version);
  if (found === undefined) throw new Error(`no pathway ${definition}, version ${version}`);
  return found;
}

export interface Standing {
  readonly definition: PathwayDefinition;
  readonly answers: Answers;
  /** The steps that are asked, in order. */
  readonly open: readonly Step[];
  readonly next: Step | undefined;
  /** What must be answered before the case closes. */
  readonly missing: readonly Step[];
  /** Something waits that is for the same day. */
  readonly today: boolean;
}

/** Where a pathway stands now. */
export function standingOf(
  pathway: Pick<Pathway, 'definition' | 'version' | 'given'>,
  deeds: Deeds,
): Standing {
  const definition = definitionOf(pathway);
  const answers = new Map(
    definition.steps.flatMap((step) => {
      const answer = answerTo(step, pathway.given, deeds);
      return answer === undefined ? [] : [[step.id, answer] as const];
    }),
  );
  return {
    definition,
    answers,
    open: openSteps(definition, answers),
    next: nextStep(definition, answers),
    missing: missingSteps(definition, answers),
    today: waitingToday(definition, answers),
  };
}
