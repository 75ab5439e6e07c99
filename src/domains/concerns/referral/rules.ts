import { always, type Rule, work, working } from '../rule.ts';

const withClosed = { ...working, closed: 'closed' } as const;

/** What a handler does with referrals of a case, as lines of the table in transitions.ts. An answer may come late. */
export const referralRules = {
  pack: work('Make a pack', 'Saved. Read it once more, then make the file.'),
  refer: work('Record a referral', 'Referral saved.', 'recipient', 'reason', 'madeOn', 'how', 'nextCheck'),
  not_refer: work('Record a decision not to refer', 'Decision saved.', 'recipient', 'reason'),
  referral_step: {
    ...work('Record what you heard', 'Saved.', 'step', 'happenedOn', 'note'),
    next: withClosed,
  },
  police_reason_seen: {
    ...work('Read why the Police were not told', 'Saved: you have read it.'),
    button: 'I have read this',
    next: always,
  },
} as const satisfies Readonly<Record<string, Rule>>;
