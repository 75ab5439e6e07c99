import { expect, test } from 'vitest';
import { stepRules, steps, stepsFrom } from './states.ts';
import { type ReferralState, referralStates } from './types.ts';

/** Written down a second time by hand. */
const expected: Readonly<Record<ReferralState, readonly string[]>> = {
  considered: [],
  made: ['checked', 'acknowledged', 'accepted', 'declined', 'outcome', 'withdrawn'],
  acknowledged: ['checked', 'accepted', 'declined', 'outcome', 'withdrawn'],
  accepted: ['checked', 'declined', 'outcome', 'withdrawn'],
  declined: ['checked', 'accepted', 'outcome'],
  outcome: [],
  withdrawn: [],
};

test.each(referralStates)('what may be heard of a referral that is %s', (state) => {
  expect(stepsFrom(state)).toEqual(expected[state]);
});

test('only what is known to its end, or taken back, ends it', () => {
  expect(steps.filter((step) => stepRules[step].ends)).toEqual(['outcome', 'withdrawn']);
});
