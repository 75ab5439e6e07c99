import { work } from '../rule.ts';

export const findingRules = {
  find: work(
    'Record a finding about somebody',
    'Finding saved.',
    'finding',
    'intent',
    'selfReported',
    'reason',
  ),
} as const;
