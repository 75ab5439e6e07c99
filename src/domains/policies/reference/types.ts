import type { Instant, LocalDate } from '#platform/clock';

/** What the law or the guidance says in one edition, in our words (design rule 18). */
export interface Reference {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly edition: string;
  readonly says: string;
  readonly inForce: boolean;
  readonly inForceFrom: LocalDate | null;
  readonly checkedOn: LocalDate;
  readonly source: string;
  readonly addedAt: Instant;
  /** It came with Gatehouse, not from this trust. */
  readonly ofGatehouse: boolean;
}
