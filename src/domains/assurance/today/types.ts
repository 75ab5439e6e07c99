import type { Instant, LocalDate } from '#platform/clock';

/** One thing that waits for me. */
export interface TodayItem {
  readonly kind: string;
  readonly urgent: boolean;
  /** `null` where it is not mine to open: then the text says what to do. */
  readonly href: string | null;
  /** The concern's reference; a draft has none yet. */
  readonly reference: string | null;
  /** Without a child's name. */
  readonly text: string;
  readonly when: string;
  readonly late: boolean;
}

export interface TodayFigures {
  readonly schoolId: string;
  readonly school: string;
  readonly reported: number;
  readonly open: number;
  readonly unacknowledged: number;
  readonly urgentWaiting: number;
  readonly overdueActions: number;
  readonly minutesToAcknowledge: number | null;
  readonly daysToClose: number | null;
  readonly since: LocalDate;
}

/** The worker does not run: for whom it matters, and whether they are to start it. */
export interface Standstill {
  /** "Thu 26 Nov 2026, 08:41". */
  readonly since: string;
  readonly handles: boolean;
  readonly looksAfter: boolean;
}

export interface Today {
  readonly at: Instant;
  readonly givenName: string;
  readonly duties: readonly string[];
  /** "Tom Ellery covers until Thu 26 Nov". */
  readonly cover: readonly string[];
  readonly standstill: Standstill | null;
  readonly urgent: readonly TodayItem[];
  readonly waiting: readonly TodayItem[];
  readonly figures: readonly TodayFigures[];
  readonly handles: boolean;
  /** What a Head still has to set up. */
  readonly finishing: readonly TodayItem[];
}
