import type { Scope } from '#domains/access';
import type { Instant, LocalDate } from '#platform/clock';

export const sanctionStates = ['proposed', 'decided', 'appealed', 'served', 'reversed', 'dropped'] as const;
export type SanctionState = (typeof sanctionStates)[number];

/** Who decides a step: whoever handles the case, or the Head alone. */
export const deciders = ['handler', 'head'] as const;
export type Decider = (typeof deciders)[number];

/** One rung of a school's ladder. */
export interface Step {
  readonly id: string;
  readonly forAdults: boolean;
  readonly place: number;
  readonly called: string;
  readonly decider: Decider;
  readonly withdraws: Scope | null;
  /** No judgement: may be taken before a finding. */
  readonly neutral: boolean;
}

/** What is said of a step when it is made. */
export type StepFacts = Pick<Step, 'called' | 'decider' | 'withdraws' | 'neutral'>;

export const tellable = ['person', 'parents', 'staff', 'others'] as const;
export type Tellable = (typeof tellable)[number];

export interface Told {
  readonly who: Tellable;
  readonly names: string;
  readonly on: LocalDate;
}

export interface Sanction {
  readonly id: string;
  readonly partyId: string;
  /** Whom it is on. */
  readonly name: string;
  readonly called: string;
  readonly decider: Decider;
  readonly withdraws: Scope | null;
  readonly thing: string | null;
  readonly state: SanctionState;
  readonly reason: string;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly startsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly appealBy: LocalDate | null;
  readonly appealedOn: LocalDate | null;
  readonly appealWords: string | null;
  readonly appealOutcome: 'upheld' | 'changed' | 'reversed' | null;
  readonly endedAt: Instant | null;
  readonly endedWhy: string | null;
  readonly told: readonly Told[];
}

/** What is known of somebody in another case that I may open, for a proportionate answer. */
export interface Earlier {
  readonly concernId: string;
  readonly reference: string;
  readonly reportedAt: Instant;
  readonly finding: string | null;
  readonly sanctions: readonly { readonly called: string; readonly state: SanctionState }[];
  /** They were named wrongly: it says nothing against them. */
  readonly cleared: boolean;
}
