import { work } from '../rule.ts';

/** What a handler does with sanctions, as lines of the table in transitions.ts. */
export const sanctionRules = {
  sanction_propose: { ...work('Sanction', 'Saved.', 'step', 'reason', 'when'), button: 'Save' },
  sanction_decide: { ...work('Decide a sanction', 'Decided.', 'starts'), button: 'Decide it' },
  sanction_drop: work('Do not take a proposed sanction', 'The proposal is closed.', 'reason'),
  sanction_tell: work('Note who was told of a sanction', 'Saved.', 'who', 'names', 'toldOn'),
  sanction_appeal: work('Record an appeal', 'Appeal saved.', 'appealedOn', 'words'),
  sanction_answer: work('Answer an appeal', 'Answer saved.', 'outcome', 'reason'),
  sanction_serve: work('Note that a sanction was served', 'Saved.', 'note'),
  sanction_reverse: work('Reverse a sanction', 'Reversed. Access that it withdrew is given back.', 'reason'),
} as const;
