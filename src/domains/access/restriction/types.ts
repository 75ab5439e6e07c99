import type { Instant, LocalDate } from '#platform/clock';

/** What somebody may not use. */
export const scopes = ['internet', 'device', 'online_learning', 'email'] as const;
export type Scope = (typeof scopes)[number];

export interface Restriction {
  readonly id: string;
  readonly personId: string;
  readonly scope: Scope;
  /** Which, where it is a device. */
  readonly device: string | null;
  readonly from: Instant;
  /** Null where no end is set. */
  readonly until: Instant | null;
}

/** Where a restriction comes from: a sanction, and the case that it is part of. */
export interface Source {
  readonly sanctionId: string;
  readonly concernId: string;
  readonly caseloadId: string;
}

export interface NewRestriction {
  readonly schoolId: string;
  readonly personId: string;
  readonly ofAdult: boolean;
  readonly scope: Scope;
  readonly device: string | null;
  readonly startsOn: LocalDate;
  /** The last day of it. */
  readonly endsOn: LocalDate | null;
  readonly source: Source;
}

/** As staff who supervise read it: who, what, until when; never why. */
export interface Listed extends Restriction {
  readonly name: string;
  readonly where: string | null;
  readonly schoolId: string;
}

export interface SchoolRestrictions {
  readonly id: string;
  readonly name: string;
  readonly restrictions: readonly Listed[];
}
