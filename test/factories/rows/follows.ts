import { ofConcern } from './concerns.ts';
import { another, type Factory, idOf, lay, newId, THEN } from './lay.ts';

/** What follows a concern. */

const referral: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.referral', {
    id: newId(),
    recipient: 'ceop',
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

const referralStep: Factory = async (ground, facts = {}) => {
  const { referral_id, ...rest } = facts;
  const { reporter_id, ...of } = await ofConcern(ground, rest, 'reporter_id');
  const concern = { id: of.concern_id, caseload_id: of.caseload_id, reporter_id };
  return lay(ground, 'concern.referral_step', {
    id: newId(),
    referral_id: await idOf(referral_id, () => referral(ground, { concern })),
    step: 'checked',
    happened_on: '2026-11-20',
    note: 'Made up',
    at: THEN,
    by_id: reporter_id,
    ...of,
  });
};

const referralPack: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.referral_pack', {
    id: newId(),
    recipient: 'prevent',
    fields: '{}',
    others_named: false,
    made_at: THEN,
    made_by: reporter_id,
    ...of,
  });
};

const legalDuty: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.legal_duty', {
    id: newId(),
    duty: 'fgm',
    edition: '2015',
    person_id: reporter_id,
    told_whom: 'The Police on 101',
    told_on: '2026-11-20',
    recorded_at: THEN,
    recorded_by: reporter_id,
    ...of,
  });
};

const pathway: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.pathway', {
    id: newId(),
    definition: 'nudes',
    version: 1,
    opened_at: THEN,
    opened_by: reporter_id,
    required_open: 0,
    ...of,
  });
};

const pathwayAnswer: Factory = async (ground, facts = {}) => {
  const { pathway_id, ...rest } = facts;
  const { reporter_id, ...of } = await ofConcern(ground, rest, 'reporter_id');
  const concern = { id: of.concern_id, caseload_id: of.caseload_id, reporter_id };
  return lay(ground, 'concern.pathway_answer', {
    id: newId(),
    pathway_id: await idOf(pathway_id, () => pathway(ground, { concern })),
    step: 'adult',
    answer: 'no',
    at: THEN,
    by_id: reporter_id,
    ...of,
  });
};

const reference: Factory = (ground, facts) =>
  lay(ground, 'policy.reference', {
    id: newId(),
    slug: `made-up-${another()}`,
    title: 'Made up',
    edition: '2025',
    says: 'Made up',
    in_force: true,
    checked_on: '2026-11-20',
    source: 'Made up',
    added_at: THEN,
    ...facts,
  });

export const followRows = {
  'concern.referral': referral,
  'concern.referral_step': referralStep,
  'concern.referral_pack': referralPack,
  'concern.legal_duty': legalDuty,
  'concern.pathway': pathway,
  'concern.pathway_answer': pathwayAnswer,
  'policy.reference': reference,
} satisfies Record<string, Factory>;
