import { work } from '../rule.ts';

export const supportRules = {
  support_plan: { ...work('Plan support', 'Saved.', 'kind'), button: 'Save' },
  support_check_in: work('Note a check-in', 'Check-in saved.', 'note'),
  support_end: work('End a plan of support', 'The plan has ended.', 'how'),
} as const;
