import { work } from '../rule.ts';

/** What a handler does with referrals of a case, as lines of the table in transitions.ts. */
export const referralRules = {
  refer: work('Record a referral', 'Referral saved.', 'recipient', 'madeOn', 'how', 'reason', 'nextCheck'),
} as const;
