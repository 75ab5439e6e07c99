import type { Instant, LocalDate } from '#platform/clock';
import type { RecipientId } from './recipients.ts';

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
  /** When it was made, how, and to whom they spoke; nothing of a decision not to. */
  readonly madeOn: LocalDate | null;
  readonly madeTime: string | null;
  readonly how: string | null;
  readonly spokeTo: string | null;
  readonly reference: string | null;
  readonly nextCheck: LocalDate | null;
}
