import type { Instant, LocalDate } from '#platform/clock';

/** Why two people may not be joined by whoever looks (`people.join_refusal`). */
export type JoinRefusal = 'rights' | 'reader' | 'kinds' | 'accounts' | 'joined';

export interface Match {
  readonly id: string;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly personId: string;
  readonly candidateId: string;
  /** Of whom the roster brought; null where I may not see them. */
  readonly name: string | null;
  readonly proposedAt: Instant;
  readonly refusal: JoinRefusal | null;
}

/** One of the two, as far as a roster goes. Nothing about concerns. */
export interface Side {
  readonly personId: string;
  readonly kind: 'pupil' | 'adult';
  readonly name: string;
  readonly registerName: string;
  readonly birthDate: LocalDate | null;
  readonly email: string | null;
  /** "UPN A123…", "12 in the roster of Sandpiper". */
  readonly ids: readonly string[];
  readonly places: readonly string[];
  readonly classes: readonly string[];
  readonly family: readonly string[];
}

export interface Joined {
  readonly id: string;
  readonly schoolName: string;
  readonly name: string | null;
  readonly mergedAt: Instant;
  readonly mergedBy: string | null;
}
