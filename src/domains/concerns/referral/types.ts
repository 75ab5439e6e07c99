import type { Instant, LocalDate } from '#platform/clock';
import type { Status, Stream } from '../types.ts';
import type { RecipientId } from './recipients.ts';
import type { Step } from './states.ts';

export const referralStates = [
  'considered',
  'made',
  'acknowledged',
  'accepted',
  'declined',
  'outcome',
  'withdrawn',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** One referral of a case, or the decision not to make it. */
export interface Referral {
  readonly id: string;
  readonly recipient: RecipientId;
  readonly state: ReferralState;
  readonly reason: string;
  readonly decidedAt: Instant;
  readonly decidedBy: string;
  readonly decidedByName: string;
  /** When it was made, how, and to whom they spoke; nothing of a decision not to. */
  readonly madeOn: LocalDate | null;
  readonly madeTime: string | null;
  readonly how: string | null;
  readonly spokeTo: string | null;
  readonly reference: string | null;
  readonly nextCheck: LocalDate | null;
  /** When the Head read why the Police were not told. */
  readonly seenAt: Instant | null;
  readonly steps: readonly HeardStep[];
}

/** What was heard of it, the newest first. */
export interface HeardStep {
  readonly step: Step;
  readonly happenedOn: LocalDate;
  readonly note: string;
  readonly byName: string;
}

/** A line of the register: one referral of a concern that I may open. */
export interface RegisterRow {
  readonly id: string;
  readonly concernId: string;
  readonly concern: string;
  readonly school: string;
  readonly stream: Stream;
  readonly status: Status;
  readonly recipient: RecipientId;
  readonly state: ReferralState;
  readonly decidedAt: Instant;
  readonly madeOn: LocalDate | null;
  readonly reference: string | null;
  readonly nextCheck: LocalDate | null;
  readonly late: boolean;
}
