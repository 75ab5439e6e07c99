import { concernRows } from './concerns.ts';
import { type Factory, idOf, lay, newId, type Row, THEN } from './lay.ts';

/** Children's files that move, and what came from elsewhere. */

/** `at` is a concern of the sending school, about this child or not; `to` one of the receiving school, if it is of the trust. */
const transfer: Factory = async (ground, { at, to, ...facts } = {}) => {
  const from = (at as Row | undefined) ?? (await concernRows['concern.concern'](ground));
  const goal = to as Row | undefined;
  const { rows } = await ground.owner.query<{ trust_id: string; child_id: string }>(
    `with s as (select trust_id from people.school where id = $1), made as (
       insert into people.person (id, trust_id, kind, given_name, family_name)
         select $2::uuid, s.trust_id, 'pupil', 'Made', 'Up' from s where $3::uuid is null returning id)
     select s.trust_id, coalesce($3::uuid, (select id from made)) as child_id from s`,
    [from.school_id, newId(), facts.child_id ?? null],
  );
  return lay(ground, 'concern.transfer', {
    id: newId(),
    ...rows[0],
    from_school_id: from.school_id,
    from_caseload_id: from.caseload_id,
    to_school_id: goal?.school_id ?? null,
    to_caseload_id: goal?.caseload_id ?? null,
    to_name: goal === undefined ? 'Made up' : null,
    how: goal === undefined ? 'Made up' : null,
    concern_ids: [],
    manifest: '[]',
    state: 'sent',
    sent_at: THEN,
    sent_by: from.reporter_id,
    ...facts,
  });
};

const historyImport: Factory = async (ground, { at, ...facts } = {}) => {
  const beside = (at as Row | undefined) ?? (await concernRows['concern.concern'](ground));
  return lay(ground, 'concern.history_import', {
    id: newId(),
    school_id: beside.school_id,
    caseload_id: beside.caseload_id,
    source: 'Made up',
    file_name: 'made-up.csv',
    headers: ['A'],
    lines: '[]',
    columns: '{}',
    made_at: THEN,
    made_by: beside.reporter_id,
    ...facts,
  });
};

const history: Factory = async (ground, facts = {}) => {
  const of = (facts.transfer as Row | undefined) ?? (await transfer(ground));
  const { transfer: _, ...rest } = facts;
  return lay(ground, 'concern.history', {
    id: newId(),
    transfer_id: of.id,
    caseload_id: of.from_caseload_id,
    person_id: await idOf(of.child_id, async () => of),
    at: THEN,
    day_only: false,
    source: 'Made up',
    title: 'Made up',
    ...rest,
  });
};

export const transferRows = {
  'concern.transfer': transfer,
  'concern.history_import': historyImport,
  'concern.history': history,
} satisfies Record<string, Factory>;
