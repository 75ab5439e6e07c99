import type { Instant } from '#platform/clock';

/** How long a class of records is kept, and why. */
export interface Rule {
  readonly class: string;
  readonly title: string;
  readonly countedFrom: string;
  /** What the law, the guidance or Gatehouse itself says; `null`: kept. */
  readonly amount: number | null;
  readonly unit: string;
  readonly settable: boolean;
  readonly review: boolean;
  readonly twoPeople: boolean;
  readonly says: string;
  readonly source: string;
  readonly edition: string;
}

/** Each time that a trust or a school set a term of its own; the newest of each place counts. */
export interface TermSet {
  readonly class: string;
  readonly schoolId: string | null;
  readonly school: string | null;
  readonly version: number;
  readonly amount: number;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string | null;
}

export interface Place {
  /** `null` for the trust as a whole. */
  readonly schoolId: string | null;
  readonly name: string;
}
