import { ofConcern } from './concerns.ts';
import { type Factory, lay, newId, THEN } from './lay.ts';

/** What follows a concern. */

const referral: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.referral', {
    id: newId(),
    recipient: 'police',
    state: 'made',
    reason: 'Made up',
    decided_at: THEN,
    decided_by: reporter_id,
    made_on: '2026-11-20',
    how: 'By telephone',
    next_check: '2026-11-27',
    ...of,
  });
};

export const followRows = {
  'concern.referral': referral,
} satisfies Record<string, Factory>;
