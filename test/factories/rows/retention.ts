import { concernRows, ofConcern } from './concerns.ts';
import { another, type Factory, idOf, lay, newId, THEN } from './lay.ts';
import { peopleRows } from './people.ts';

/** How long records are kept, what is held, decided and destroyed. */

const rule: Factory = (ground, facts) =>
  lay(ground, 'retention.rule', {
    class: `made-up-${another()}`,
    position: 100 + another(),
    title: 'Made up',
    counted_from: 'then',
    amount: 1,
    unit: 'years',
    settable: true,
    review: false,
    two_people: false,
    says: 'Made up',
    source: 'Made up',
    edition: '2025',
    ...facts,
  });

const term: Factory = async (ground, facts = {}) =>
  lay(ground, 'retention.term', {
    id: newId(),
    trust_id: await idOf(facts.trust_id, () => peopleRows['people.trust'](ground)),
    class: 'person',
    version: 1,
    amount: 9,
    reason: 'Made up',
    set_at: THEN,
    set_by: await idOf(facts.set_by, () => peopleRows['people.person'](ground)),
    ...facts,
  });

const trustOf = `(select s.trust_id from people.school s where s.id = $1)`;

const hold: Factory = async (ground, facts = {}) => {
  const { reporter_id, school_id, ...of } = await ofConcern(ground, facts, 'reporter_id', 'school_id');
  const { rows } = await ground.owner.query<{ trust_id: string }>(`select ${trustOf} as trust_id`, [
    school_id,
  ]);
  return lay(ground, 'retention.hold', {
    id: newId(),
    trust_id: rows[0]?.trust_id,
    school_id,
    reason: 'Made up',
    from_day: '2026-11-20',
    set_at: THEN,
    set_by: reporter_id,
    ...of,
  });
};

const decision: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'retention.decision', {
    id: newId(),
    what: 'destroy',
    reason: 'Made up',
    decided_at: THEN,
    decided_by: reporter_id,
    ...of,
  });
};

/** `at` is a concern that lies where the destroyed one did. */
const destruction: Factory = async (ground, { at, ...facts } = {}) => {
  const beside = (at as Record<string, unknown>) ?? (await concernRows['concern.concern'](ground));
  const { rows } = await ground.owner.query<{ trust_id: string }>(`select ${trustOf} as trust_id`, [
    beside.school_id,
  ]);
  return lay(ground, 'retention.destruction', {
    id: newId(),
    trust_id: rows[0]?.trust_id,
    school_id: beside.school_id,
    caseload_id: beside.caseload_id,
    concern_id: newId(),
    reference: `GONE-${another()}`,
    class: 'child-protection',
    source: 'Made up, 2025',
    amount: 25,
    due_on: '2026-11-01',
    birth_known: true,
    asked_by: beside.reporter_id,
    asked_at: THEN,
    agreed_by: await idOf(facts.agreed_by, () => peopleRows['people.person'](ground)),
    destroyed_at: THEN,
    row_counts: '{"concern.concern": 1}',
    files: 0,
    ...facts,
  });
};

export const retentionRows = {
  'retention.rule': rule,
  'retention.term': term,
  'retention.hold': hold,
  'retention.decision': decision,
  'retention.destruction': destruction,
} satisfies Record<string, Factory>;
