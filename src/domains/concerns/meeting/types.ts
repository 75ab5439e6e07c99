import type { Instant, LocalDate } from '#platform/clock';
import type { Severity, Status } from '../types.ts';

export interface OpenAction {
  readonly what: string;
  readonly owner: string;
  readonly dueOn: LocalDate | null;
  readonly late: boolean;
}

/** An open case as the team's meeting goes through it. */
export interface MeetingCase {
  readonly concernId: string;
  readonly reference: string;
  readonly headline: string;
  readonly status: Status;
  readonly severity: Severity | null;
  readonly urgent: boolean;
  readonly acknowledged: boolean;
  readonly reportedAt: Instant;
  readonly assignee: string | null;
  readonly actions: readonly OpenAction[];
  /** Referrals whose day to check has come. */
  readonly referralsLate: number;
  readonly children: readonly MeetingChild[];
}

export interface MeetingChild {
  /** Of the person; of the row that describes them, where nobody knows who it is. */
  readonly id: string;
  readonly name: string;
  readonly ncYear: number | null;
}

export interface ByChild {
  readonly child: MeetingChild;
  readonly cases: readonly MeetingCase[];
}

export interface Meeting {
  readonly school: { readonly id: string; readonly name: string };
  /** Those of which the reader may choose. */
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly at: Instant;
  /** What was reported from here on is new. */
  readonly since: Instant;
  readonly cases: readonly MeetingCase[];
  readonly byChild: readonly ByChild[];
}
