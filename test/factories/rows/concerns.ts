import { another, type Factory, type Facts, type Ground, idOf, lay, newId, type Row, THEN } from './lay.ts';
import { peopleRows } from './people.ts';

/** The tables of a concern. A child row needs `concern`, the row of its concern; without one it makes its own. */

const person = peopleRows['people.person'];
const school = peopleRows['people.school'];

async function caseloadOf(ground: Ground, schoolId: unknown, stream: unknown): Promise<string> {
  const { rows } = await ground.owner.query<{ id: string }>(
    'select id from concern.caseload where school_id = $1 and stream = $2',
    [schoolId, stream],
  );
  return String(rows[0]?.id);
}

/** A school brings its three caseloads with it; this lays the one of a stream that it has lost. */
const caseload: Factory = async (ground, facts = {}) => {
  if (facts.school_id !== undefined) return lay(ground, 'concern.caseload', { id: newId(), ...facts });
  const at = await school(ground);
  await ground.owner.query(`delete from concern.caseload where school_id = $1 and stream = 'head'`, [at.id]);
  return lay(ground, 'concern.caseload', {
    id: newId(),
    trust_id: at.trust_id,
    school_id: at.id,
    stream: 'head',
    ...facts,
  });
};

/** `stream` instead of a caseload will do. */
const concern: Factory = async (ground, { stream = 'child', ...facts } = {}) => {
  const schoolId = await idOf(facts.school_id, () => school(ground));
  return lay(ground, 'concern.concern', {
    id: newId(),
    caseload_id: await caseloadOf(ground, schoolId, stream),
    school_id: schoolId,
    reference: `ROW-${another()}`,
    reporter_id: await idOf(facts.reporter_id, () => person(ground)),
    reporter_designation: 'Teacher',
    submitted_key: newId(),
    reported_at: THEN,
    entered_at: THEN,
    headline: 'Made up',
    place: 'school',
    immediate_danger: false,
    about_adult: stream !== 'child',
    kinds: ['other'],
    indecent_image: 'no',
    lead_name: 'Made up',
    ...facts,
  });
};

/** The columns by which a row belongs to its concern. */
export async function ofConcern(ground: Ground, facts: Facts, ...more: readonly string[]): Promise<Row> {
  const { concern: given, ...rest } = facts;
  const parent = (given as Row | undefined) ?? (await concern(ground));
  const taken = more.map((column) => [column, parent[column]]);
  return { concern_id: parent.id, caseload_id: parent.caseload_id, ...Object.fromEntries(taken), ...rest };
}

const party: Factory = async (ground, facts = {}) => {
  const of = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.party', {
    id: newId(),
    part: 'affected',
    described_as: 'Not known',
    is_adult: false,
    added_at: THEN,
    added_by: of.reporter_id,
    ...of,
  });
};

const addition: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.addition', {
    id: newId(),
    author_id: reporter_id,
    added_at: THEN,
    body: 'Added',
    ...of,
  });
};

const signature: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.signature', {
    id: newId(),
    signed_as: 'witness',
    person_id: reporter_id,
    name: 'Somebody',
    designation: 'Teacher',
    at: THEN,
    digest: Buffer.alloc(32, 1),
    ...of,
  });
};

const caseFile: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.case_file', {
    status: 'submitted',
    urgent: false,
    changed_at: THEN,
    ...(await ofConcern(ground, facts, 'school_id', 'reporter_id', 'reported_at')),
  });

const entry: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.entry', { id: newId(), at: THEN, kind: 'note', ...(await ofConcern(ground, facts)) });

const action: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.action', {
    id: newId(),
    what: 'Made up',
    owner_id: reporter_id,
    due_on: '2026-11-27',
    made_at: THEN,
    made_by: reporter_id,
    child_involved: 'not_yet',
    ...of,
  });
};

const link: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.link', {
    kind: 'policy',
    target: 'online_safety',
    added_at: THEN,
    added_by: reporter_id,
    ...of,
  });
};

const exclusion: Factory = async (ground, facts = {}) => {
  const { reporter_id, ...of } = await ofConcern(ground, facts, 'reporter_id');
  return lay(ground, 'concern.exclusion', {
    person_id: await idOf(facts.person_id, () => person(ground)),
    state: 'provisional',
    reason: 'Made up',
    set_by: reporter_id,
    set_at: THEN,
    ...of,
  });
};

const reporterUpdate: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.reporter_update', {
    id: newId(),
    at: THEN,
    kind: 'sent',
    ...(await ofConcern(ground, facts, 'reporter_id')),
  });

const notice: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.notice', {
    id: newId(),
    person_id: await idOf(facts.person_id, () => person(ground)),
    step: 0,
    kind: 'new',
    told_at: THEN,
    ...(await ofConcern(ground, facts)),
  });

const route: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.route', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    stream: 'child',
    position: 1,
    role: 'dsl',
    at_once: true,
    ...facts,
  });

const unanswered: Factory = async (ground, facts = {}) => {
  const { concern: given, ...rest } = facts;
  const parent = (given as Row | undefined) ?? (await concern(ground));
  return lay(ground, 'concern.unanswered', {
    concern_id: parent.id,
    school_id: parent.school_id,
    seen_by_caseload_id: await caseloadOf(ground, parent.school_id, 'head'),
    since: THEN,
    ...rest,
  });
};

const draft: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.draft', {
    id: newId(),
    author_id: await idOf(facts.author_id, () => person(ground)),
    school_id: await idOf(facts.school_id, () => school(ground)),
    made_at: THEN,
    saved_at: THEN,
    ...facts,
  });

const search: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.search', {
    id: newId(),
    person_id: await idOf(facts.person_id, () => person(ground)),
    words: 'made up',
    made_at: THEN,
    ...facts,
  });

/** `concern` must be one that was told from outside; without one it makes its own. */
const outsideConcern = (ground: Ground, facts: Facts = {}): Promise<Row> =>
  concern(ground, { reporter_id: null, way_in: 'pupil', reporter_designation: 'Pupil', ...facts });

const fromOutside = async (ground: Ground, facts: Facts): Promise<Facts> =>
  facts.concern === undefined ? { ...facts, concern: await outsideConcern(ground) } : facts;

const outsideReport: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.outside_report', {
    id: newId(),
    way_in: 'pupil',
    told_as: 'anonymous',
    sounds_urgent: false,
    sent_on: '2026-11-19',
    locator: `ROW${another()}`,
    secret: Buffer.from('made up'),
    ...(await ofConcern(ground, await fromOutside(ground, facts), 'school_id')),
  });

const sealedIdentity: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.sealed_identity', {
    sealed: Buffer.from('made up'),
    ...(await ofConcern(ground, await fromOutside(ground, facts))),
  });

const identityReveal: Factory = async (ground, facts = {}) => {
  const given = facts.concern as Row | undefined;
  const parent = given ?? (await outsideConcern(ground));
  if (given === undefined) await sealedIdentity(ground, { concern: parent });
  return lay(ground, 'concern.identity_reveal', {
    id: newId(),
    asked_by: await idOf(facts.asked_by, () => person(ground)),
    asked_at: THEN,
    reason: 'Made up',
    ...(await ofConcern(ground, { ...facts, concern: parent })),
  });
};

const offeredAdult: Factory = async (ground, facts = {}) => {
  const adult = await idOf(facts.person_id, () => person(ground));
  return lay(ground, 'concern.offered_adult', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    person_id: adult,
    called: 'Made up',
    offered_at: THEN,
    offered_by: adult,
    ...facts,
  });
};

const hirer: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.hirer', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    name: 'Made up',
    lead_name: 'Made up',
    link_hash: Buffer.from(`made up ${another()}`),
    made_at: THEN,
    made_by: await idOf(facts.made_by, () => person(ground)),
    ...facts,
  });

const savedFilter: Factory = async (ground, facts = {}) =>
  lay(ground, 'concern.saved_filter', {
    id: newId(),
    person_id: await idOf(facts.person_id, () => person(ground)),
    name: 'made up',
    query: '',
    made_at: THEN,
    ...facts,
  });

export const concernRows = {
  'concern.caseload': caseload,
  'concern.concern': concern,
  'concern.party': party,
  'concern.addition': addition,
  'concern.signature': signature,
  'concern.case_file': caseFile,
  'concern.entry': entry,
  'concern.action': action,
  'concern.link': link,
  'concern.exclusion': exclusion,
  'concern.reporter_update': reporterUpdate,
  'concern.notice': notice,
  'concern.route': route,
  'concern.unanswered': unanswered,
  'concern.draft': draft,
  'concern.search': search,
  'concern.outside_report': outsideReport,
  'concern.sealed_identity': sealedIdentity,
  'concern.identity_reveal': identityReveal,
  'concern.offered_adult': offeredAdult,
  'concern.hirer': hirer,
  'concern.saved_filter': savedFilter,
} satisfies Record<string, Factory>;
