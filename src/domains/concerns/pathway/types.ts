import type { Instant, LocalDate } from '#platform/clock';

/** One line of a log: who looked at it, or where a device is. */
export interface LogLine {
  readonly who?: string;
  readonly why?: string;
  /** The second adult who was there. */
  readonly second?: string;
  readonly what?: string;
  readonly where?: string;
  readonly on?: string;
  readonly time?: string;
}

/** What was answered to a step, when and by whom; kept for ever, the last to a step holds. */
export interface Given {
  readonly step: string;
  /** One of the step's choices; null for a line of a log. */
  readonly answer: string | null;
  readonly reason: string | null;
  readonly details: LogLine & { readonly none?: true };
  readonly at: Instant;
  readonly byName: string;
}

/** A pathway that a case follows. */
export interface Pathway {
  readonly id: string;
  readonly definition: string;
  readonly version: number;
  readonly openedAt: Instant;
  /** Null where it opened by itself. */
  readonly openedByName: string | null;
  readonly requiredOpen: number;
  readonly dueOn: LocalDate | null;
  readonly notNeededAt: Instant | null;
  readonly notNeededByName: string | null;
  readonly notNeededWhy: string | null;
  /** The oldest first. */
  readonly given: readonly Given[];
}
