import { type RoleKind, type Rule, work, working } from '../rule.ts';

/** Never of a case about a child: what is judged of an adult is kept apart (ADR 0029). */
const roles: readonly RoleKind[] = ['adult_handler', 'head_handler'];
const withClosed = { ...working, closed: 'closed' } as const;

/** What a handler does with a case about an adult, as lines of the table in transitions.ts. */
export const staffRules = {
  staff_assess: {
    ...work('Weigh it: allegation, low-level, or neither?', 'Saved.', 'subject', 'worker', 'level', 'reason'),
    button: 'Save what you decided',
    roles,
  },
  staff_outcome: { ...work('Record what came of it', 'Saved.', 'outcome', 'reason'), roles },
  staff_tell: {
    ...work('Record what was told, or may not be', 'Saved.', 'kind', 'what', 'toldBy', 'happenedOn'),
    button: 'Save',
    roles,
    next: withClosed,
  },
  staff_measure: {
    ...work(
      'Where they work meanwhile',
      'Saved.',
      'decision',
      'alternatives',
      'reason',
      'contact',
      'support',
    ),
    button: 'Save the decision',
    roles,
  },
  staff_child: {
    ...work(
      'Record what the child needs',
      'Saved. The child’s record shows no sign of this one.',
      'reference',
    ),
    button: 'Keep its number here',
    roles,
    next: withClosed,
  },
} as const satisfies Readonly<Record<string, Rule>>;
