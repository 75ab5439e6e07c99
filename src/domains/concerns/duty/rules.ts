import { type Rule, work, working } from '../rule.ts';

/** What a handler writes down of somebody's legal duty. It may be done after the case was closed. */
export const dutyRules = {
  duty_done: {
    ...work('Record a legal duty', 'Saved.', 'person', 'toldWhom', 'toldOn'),
    next: { ...working, closed: 'closed' },
  },
} as const satisfies Readonly<Record<string, Rule>>;
