import type { Instant, LocalDate } from '#platform/clock';

/** A plan for somebody, or the decision to make none. */
export interface Support {
  readonly id: string;
  readonly partyId: string;
  readonly name: string;
  readonly adultName: string | null;
  readonly steps: string | null;
  /** What they said they want. */
  readonly voice: string | null;
  readonly noneBecause: string | null;
  readonly checkInId: string | null;
  /** The next check-in; null where none is planned. */
  readonly checkInOn: LocalDate | null;
  readonly madeAt: Instant;
  readonly endedAt: Instant | null;
  readonly endedHow: string | null;
}
