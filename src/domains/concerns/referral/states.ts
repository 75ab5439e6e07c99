import type { ReferralState } from './types.ts';

/** The one table of what may be heard of a referral: in which state, what becomes of it, the words. */

export const steps = ['acknowledged', 'accepted', 'declined', 'outcome', 'withdrawn', 'checked'] as const;
export type Step = (typeof steps)[number];

interface StepRule {
  /** On the form. */
  readonly label: string;
  readonly from: readonly ReferralState[];
  /** Undefined where it stays as it is. */
  readonly to?: ReferralState;
  /** Nothing more is awaited after it; otherwise the next day to check is asked for. */
  readonly ends?: true;
}

export const stepRules: Readonly<Record<Step, StepRule>> = {
  checked: {
    label: 'Nothing yet: checked, or chased',
    from: ['made', 'acknowledged', 'accepted', 'declined'],
  },
  acknowledged: { label: 'They have it', from: ['made'], to: 'acknowledged' },
  accepted: { label: 'Accepted: they act on it', from: ['made', 'acknowledged', 'declined'], to: 'accepted' },
  declined: {
    label: 'Declined: they do not act on it',
    from: ['made', 'acknowledged', 'accepted'],
    to: 'declined',
  },
  outcome: {
    label: 'We know what came of it: nothing more is awaited',
    from: ['made', 'acknowledged', 'accepted', 'declined'],
    to: 'outcome',
    ends: true,
  },
  withdrawn: {
    label: 'Withdrawn, by us',
    from: ['made', 'acknowledged', 'accepted'],
    to: 'withdrawn',
    ends: true,
  },
};

/** What may be heard of a referral in this state, in the order of the form. */
export const stepsFrom = (state: ReferralState): readonly Step[] =>
  (Object.keys(stepRules) as Step[]).filter((step) => stepRules[step].from.includes(state));
