import { concernRows } from './concerns.ts';
import { type Factory, type Facts, type Ground, lay, newId, type Row, THEN } from './lay.ts';

/** What is judged of an adult: never of a case about a child. */

async function ofAdult(ground: Ground, { concern: given, ...rest }: Facts): Promise<Row> {
  const parent =
    (given as Row | undefined) ?? (await concernRows['concern.concern'](ground, { stream: 'adult' }));
  return { concern_id: parent.id, caseload_id: parent.caseload_id, by: parent.reporter_id, ...rest };
}

const answer = { met: false, why: 'Made up' };

const assessment: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofAdult(ground, facts);
  return lay(ground, 'concern.staff_assessment', {
    id: newId(),
    described_as: of.person_id === undefined ? 'Somebody on no list' : null,
    worker: 'staff',
    answers: JSON.stringify({ harmed: answer, offence: answer, risk: answer, suitable: answer }),
    edition: '2025',
    level: 'low_level',
    reason: 'Made up',
    assessed_at: THEN,
    assessed_by: by,
    ...of,
  });
};

const outcome: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofAdult(ground, facts);
  return lay(ground, 'concern.staff_outcome', {
    id: newId(),
    outcome: 'advice',
    reason: 'Made up',
    decided_at: THEN,
    decided_by: by,
    ...of,
  });
};

const telling: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofAdult(ground, facts);
  return lay(ground, 'concern.staff_telling', {
    id: newId(),
    kind: 'hold',
    what: 'Made up',
    told_by: 'The designated officer',
    happened_on: '2026-11-20',
    at: THEN,
    by_id: by,
    ...of,
  });
};

const measure: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofAdult(ground, facts);
  return lay(ground, 'concern.staff_measure', {
    id: newId(),
    decision: 'stays',
    alternatives: 'Made up',
    reason: 'Made up',
    from_on: '2026-11-20',
    contact: 'Made up',
    support: 'Made up',
    decided_at: THEN,
    decided_by: by,
    ...of,
  });
};

export const staffRows = {
  'concern.staff_assessment': assessment,
  'concern.staff_outcome': outcome,
  'concern.staff_telling': telling,
  'concern.staff_measure': measure,
} satisfies Record<string, Factory>;
