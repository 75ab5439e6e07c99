import { type Step, stepRules, steps } from './states.ts';
import type { ReferralState } from './types.ts';

/** What the timeline says was done. */
export const referralDeeds = {
  refer: 'Referred',
  pack: 'A pack was made for',
  not_refer: 'Decided not to refer',
  referral_step: 'Heard of a referral',
  police_reason_seen: 'The reason for not telling the Police was read',
} as const;

export const stateWords: Readonly<Record<ReferralState, string>> = {
  considered: 'Not referred',
  made: 'Made',
  acknowledged: 'Acknowledged',
  accepted: 'Accepted',
  declined: 'Declined',
  outcome: 'Outcome known',
  withdrawn: 'Withdrawn',
};

export const stepItems = (possible: readonly Step[]) =>
  steps.filter((step) => possible.includes(step)).map((value) => ({ value, text: stepRules[value].label }));

export const stepWords: Readonly<Record<Step, string>> = {
  acknowledged: 'Acknowledged',
  accepted: 'Accepted',
  declined: 'Declined',
  outcome: 'Outcome',
  withdrawn: 'Withdrawn',
  checked: 'Checked',
};
