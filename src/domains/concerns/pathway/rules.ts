import { work } from '../rule.ts';

/** What a handler does with the pathways of a case, as lines of the table in transitions.ts. */
export const pathwayRules = {
  pathway_open: { ...work('Open a pathway', 'Pathway opened.', 'definition'), button: 'Open it' },
  pathway_answer: { ...work('Answer a step', 'Saved.', 'step'), button: 'Save' },
  pathway_not_needed: { ...work('A pathway is not needed', 'Saved.', 'why'), button: 'Save' },
} as const;
