import type { Instant, LocalDate } from '#platform/clock';
import type { Finding, KindId, Status } from '../types.ts';
import type { Question } from './questions.ts';

export const workers = ['staff', 'trust', 'supply', 'contractor', 'volunteer', 'governor', 'hirer'] as const;
export type Worker = (typeof workers)[number];

export const levels = ['allegation', 'low_level', 'neither'] as const;
export type Level = (typeof levels)[number];

export const lowLevelOutcomes = [
  'no_further_action',
  'advice',
  'support',
  'training',
  'moved_to_allegation',
  'hr_process',
] as const;
export type LowLevelOutcome = (typeof lowLevelOutcomes)[number];

export const tellings = ['told', 'employer_told', 'hold', 'released'] as const;
export type TellingKind = (typeof tellings)[number];

export const agreers = ['lado', 'police', 'social_care', 'nobody'] as const;
export type Agreer = (typeof agreers)[number];

export const decisions = ['stays', 'adjusted', 'suspended', 'returned'] as const;
export type Decision = (typeof decisions)[number];

export interface Answer {
  readonly met: boolean;
  readonly why: string;
}

/** How the adult's conduct was weighed. */
export interface Assessment {
  readonly id: string;
  readonly personId: string | null;
  /** The name on the list, or how they are described. */
  readonly name: string;
  readonly worker: Worker;
  readonly employer: string | null;
  readonly answers: Readonly<Record<Question, Answer>>;
  readonly edition: string;
  readonly level: Level;
  readonly reason: string;
  readonly ladoBy: LocalDate | null;
  readonly at: Instant;
  readonly byName: string;
}

export interface Outcome {
  readonly outcome: LowLevelOutcome;
  readonly reason: string;
  readonly at: Instant;
  readonly byName: string;
}

export interface Telling {
  readonly kind: TellingKind;
  readonly what: string;
  readonly toldBy: string;
  readonly toldWhom: string | null;
  readonly happenedOn: LocalDate;
  readonly happenedTime: string | null;
  readonly agreedWith: Agreer | null;
  readonly agreement: string | null;
}

export interface Measure {
  readonly decision: Decision;
  readonly alternatives: string;
  readonly reason: string;
  readonly fromOn: LocalDate;
  readonly reviewOn: LocalDate | null;
  readonly contact: string;
  readonly support: string;
  readonly at: Instant;
  readonly byName: string;
}

/** A concern about an adult as their file shows it: only of cases that I may open. */
export interface FiledConcern {
  readonly concernId: string;
  readonly reference: string;
  readonly status: Status;
  readonly reportedOn: LocalDate;
  readonly level: Level;
  readonly kinds: readonly KindId[];
  /** The children whom it names. */
  readonly childIds: readonly string[];
  /** The adult told of it themselves. */
  readonly selfTold: boolean;
  readonly outcome: LowLevelOutcome | null;
  readonly finding: Finding | null;
}

/** Everything that was judged and done about the adult of one case, each list the newest first. */
export interface StaffSide {
  /** Adults whom the case names as alleged, by their party's id. */
  readonly subjects: readonly {
    readonly id: string;
    readonly personId: string | null;
    readonly name: string;
  }[];
  readonly assessments: readonly Assessment[];
  readonly outcomes: readonly Outcome[];
  readonly tellings: readonly Telling[];
  readonly measures: readonly Measure[];
  /** Other concerns about the same adult. */
  readonly earlier: readonly FiledConcern[];
  /** What was written anew in a child's record, from here alone to there. */
  readonly childRecords: readonly { readonly id: string; readonly reference: string }[];
  readonly ladoTold: boolean;
}
