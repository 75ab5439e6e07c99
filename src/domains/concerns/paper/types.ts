import type { Instant, LocalDate } from '#platform/clock';
import type { Following } from '../case/follow/queries.ts';
import type { ChildAnswer, EntryDetails } from '../case/types.ts';
import type { Addition, ReporterUpdate } from '../queries.ts';
import type {
  CategoryId,
  ChildInvolvement,
  Concern,
  Finding,
  FourC,
  Intent,
  ParentsAnswer,
  Party,
  Severity,
  Status,
} from '../types.ts';

/** The part of the form that the reporter wrote, with what belongs to its head. */
export interface ReportPart {
  readonly concern: Concern;
  readonly schoolName: string;
  readonly reporterName: string;
  readonly parties: readonly Party[];
  readonly additions: readonly Addition[];
}

/** What a reporter may take away: their own words and what they were told. */
export interface OwnReport extends ReportPart {
  readonly updates: readonly ReporterUpdate[];
}

export interface CaseFacts {
  readonly status: Status;
  readonly urgent: boolean;
  readonly severity: Severity | null;
  readonly intent: Intent | null;
  readonly categories: readonly CategoryId[];
  readonly fourCs: readonly FourC[];
  readonly assignedTo: string | null;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly finding: Finding | null;
  readonly findingReason: string | null;
  readonly outcome: string | null;
  readonly outcomeLine: string | null;
  readonly childInvolved: ChildAnswer | null;
  readonly parents: ParentsAnswer;
  readonly parentsNote: string | null;
  readonly myconcernReference: string | null;
  readonly recordOfTruth: 'gatehouse' | 'myconcern';
  readonly closedAt: Instant | null;
}

export interface Told {
  readonly name: string;
  readonly at: Instant;
}

export interface Entry {
  readonly id: string;
  readonly at: Instant;
  /** `null` when Gatehouse did it. */
  readonly by: string | null;
  readonly kind: string;
  readonly body: string | null;
  readonly details: EntryDetails;
}

export interface Action {
  readonly id: string;
  readonly what: string;
  readonly owner: string;
  readonly dueOn: LocalDate;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly doneAt: Instant | null;
  readonly doneBy: string | null;
  readonly doneNote: string | null;
  /** Ended without being done. */
  readonly dropped: boolean;
  readonly childInvolved: ChildInvolvement;
  readonly childInvolvedNote: string | null;
}

export interface Link {
  readonly kind: 'policy' | 'concern';
  /** A policy's name or a concern's reference; `null` for a concern that this reader may not see. */
  readonly text: string | null;
}

/** Everything of a case that a handler may read. */
export interface WholeCase extends OwnReport {
  readonly file: CaseFacts;
  readonly told: readonly Told[];
  readonly entries: readonly Entry[];
  readonly actions: readonly Action[];
  readonly links: readonly Link[];
  /** Who was told of it, what was found about each person, and what followed for them. */
  readonly follows: Pick<
    Following,
    'referrals' | 'duties' | 'findings' | 'cleared' | 'sanctions' | 'supports' | 'pathways'
  >;
  /** What the persons of the timeline are called, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** What the blank form can say of a school. */
export interface SchoolDesk {
  readonly name: string;
  readonly phone: string | null;
  /** Whom to hand it to, with their duty. */
  readonly leads: readonly string[];
  readonly heads: readonly string[];
  readonly chairs: readonly string[];
}
