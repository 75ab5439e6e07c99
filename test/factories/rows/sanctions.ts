import { concernRows, ofConcern } from './concerns.ts';
import { another, type Factory, type Facts, type Ground, idOf, lay, newId, type Row, THEN } from './lay.ts';
import { peopleRows } from './people.ts';

/** Findings, sanctions, support and what they withdraw. A sanction needs somebody on whom it may lie. */

const person = peopleRows['people.person'];

const schoolOf = async (ground: Ground, concernId: unknown): Promise<unknown> =>
  (await ground.owner.query('select school_id from concern.concern where id = $1', [concernId])).rows[0]
    ?.school_id;

async function ofParty(ground: Ground, facts: Facts): Promise<Row> {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  const concern = { id: of.concern_id, caseload_id: of.caseload_id, reporter_id };
  const child = () => person(ground, { kind: 'pupil' });
  const party = async () =>
    concernRows['concern.party'](ground, { concern, part: 'involved', person_id: (await child()).id });
  return { by: reporter_id, ...of, party_id: await idOf(facts.party_id, party) };
}

const finding: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofParty(ground, facts);
  return lay(ground, 'concern.finding', {
    id: newId(),
    number: 1,
    finding: 'substantiated',
    intent: 'deliberate',
    self_reported: false,
    reason: 'Made up',
    found_at: THEN,
    found_by: by,
    ...of,
  });
};

const step: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.sanction_step', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => peopleRows['people.school'](ground)),
    for_adults: false,
    place: (another() % 99) + 1,
    called: 'Made up',
    decider: 'handler',
    neutral: true,
    ...facts,
  });

/** By default of a step that is no judgement, so that it needs no finding. */
const sanction: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofParty(ground, facts);
  const school_id = await schoolOf(ground, of.concern_id);
  return lay(ground, 'concern.sanction', {
    id: newId(),
    step_id: await idOf(facts.step_id, () => step(ground, { school_id, retired_at: THEN })),
    state: 'decided',
    reason: 'Made up',
    proposed_at: THEN,
    proposed_by: by,
    decided_at: THEN,
    decided_by: by,
    starts_on: '2026-11-20',
    ends_on: '2026-11-27',
    ...of,
  });
};

/** The columns by which a row hangs on a sanction, which is made where none is given. */
async function ofSanction(ground: Ground, { concern, ...facts }: Facts, column: string): Promise<Row> {
  const given = concern as Row | undefined;
  const parent = facts[column] === undefined ? await sanction(ground, given ? { concern } : {}) : undefined;
  return {
    concern_id: given?.id ?? parent?.concern_id,
    caseload_id: given?.caseload_id ?? parent?.caseload_id,
    [column]: parent?.id,
    ...facts,
  };
}

const told: Factory = async (ground, facts = {}) => {
  const of = await ofSanction(ground, facts, 'sanction_id');
  return lay(ground, 'concern.sanction_told', {
    id: newId(),
    who: 'parents',
    names: 'Made up',
    told_on: '2026-11-20',
    noted_at: THEN,
    noted_by: await idOf(facts.noted_by, () => byOf(ground, of)),
    ...of,
  });
};

const byOf = async (ground: Ground, of: Row): Promise<Row> => ({
  id: (await ground.owner.query('select reporter_id from concern.concern where id = $1', [of.concern_id]))
    .rows[0]?.reporter_id,
});

const support: Factory = async (ground, facts = {}) => {
  const { by, ...of } = await ofParty(ground, facts);
  return lay(ground, 'concern.support', {
    id: newId(),
    named_adult_id: by,
    steps: 'Made up',
    made_at: THEN,
    made_by: by,
    ...of,
  });
};

const restriction: Factory = async (ground, facts = {}) => {
  const of = await ofSanction(ground, facts, 'source_id');
  return lay(ground, 'access.restriction', {
    id: newId(),
    school_id: await schoolOf(ground, of.concern_id),
    person_id: await idOf(facts.person_id, () => person(ground, { kind: 'pupil' })),
    of_adult: false,
    scope: 'internet',
    during: '[2026-11-20T08:00:00Z,2026-11-28T00:00:00Z)',
    reason_kind: 'sanction',
    made_at: THEN,
    made_by: await idOf(facts.made_by, () => byOf(ground, of)),
    ...of,
  });
};

export const sanctionRows = {
  'concern.finding': finding,
  'concern.sanction_step': step,
  'concern.sanction': sanction,
  'concern.sanction_told': told,
  'concern.support': support,
  'access.restriction': restriction,
} satisfies Record<string, Factory>;
