import type { Instant, LocalDate } from '#platform/clock';

/** What keeps a case from being destroyed. */
export type Block = 'open' | 'held' | 'locked' | 'moving';

export interface CaseState {
  readonly concernId: string;
  readonly schoolId: string;
  readonly reference: string;
  readonly class: string;
  readonly closedOn: LocalDate | null;
  readonly dueOn: LocalDate;
  /** False: counted from the report, as a birth date is not known. */
  readonly birthKnown: boolean;
  readonly blocks: readonly Block[];
}

export interface DueCase extends CaseState {
  readonly school: string;
  /** Who asked for its destruction, which another must agree to. */
  readonly askedBy: string | null;
}

/** For whoever manages the trust's information, and opens no case. */
export interface DueCount {
  readonly school: string;
  readonly class: string;
  readonly due: number;
  readonly held: number;
}

export interface OneCase extends CaseState {
  readonly trustId: string;
  readonly amount: number;
  readonly leads: boolean;
}

export interface Hold {
  readonly id: string;
  readonly concernId: string | null;
  readonly reference: string | null;
  readonly of: string;
  readonly school: string;
  readonly reason: string;
  readonly from: LocalDate;
  readonly setById: string;
  readonly setBy: string | null;
  readonly liftedAt: Instant | null;
  readonly liftedBy: string | null;
  readonly liftedReason: string | null;
}

export interface Decision {
  readonly what: string;
  readonly until: LocalDate | null;
  readonly reason: string;
  readonly at: Instant;
  readonly byId: string;
  readonly by: string | null;
  readonly ended: boolean;
}

/** What a hold can be put on: `case`, `child:<id>`, `file:<id>`. */
export interface Holdable {
  readonly value: string;
  readonly text: string;
}
