import type { ReferralState } from './types.ts';

/** What the timeline says was done. */
export const referralDeeds = { refer: 'Referred' } as const;

export const stateWords: Readonly<Record<ReferralState, string>> = {
  considered: 'Decided not to refer',
  made: 'Made',
  acknowledged: 'Acknowledged',
  accepted: 'Accepted',
  declined: 'Declined',
  outcome: 'Outcome known',
  withdrawn: 'Withdrawn',
};
