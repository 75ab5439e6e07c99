import { another, type Factory, idOf, lay, newId, SINCE, THEN } from './lay.ts';

/** The tables of trust, schools and people. */

const letters = (n: number) =>
  [n / 676, n / 26, n].map((part) => String.fromCharCode(65 + (Math.trunc(part) % 26))).join('');

const trust: Factory = (ground, facts) =>
  lay(ground, 'people.trust', { id: newId(), name: `Trust ${another()}`, ...facts });

const school: Factory = async (ground, facts = {}) => {
  const n = another();
  return lay(ground, 'people.school', {
    id: newId(),
    trust_id: await idOf(facts.trust_id, () => trust(ground)),
    urn: String(800_000 + n),
    name: `School ${n}`,
    code: `R${letters(n)}`,
    ...facts,
  });
};

const hours: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.school_hours', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    weekday: 1,
    opens: '08:30',
    closes: '15:30',
    ...facts,
  });

const closure: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.school_closure', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    during: '[2026-12-21,2027-01-04)',
    name: 'Winter holiday',
    ...facts,
  });

const supportContact: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.support_contact', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    kind: 'helpline',
    name: 'Made up',
    contact: '01632 960 000',
    ...facts,
  });

const person: Factory = async (ground, facts = {}) => {
  const n = another();
  return lay(ground, 'people.person', {
    id: newId(),
    trust_id: await idOf(facts.trust_id, () => trust(ground)),
    kind: 'adult',
    given_name: `Given${n}`,
    family_name: `Family${n}`,
    email: `row${n}@school.test`,
    ...facts,
  });
};

/** A pupil on the roll of the school that is given, or of a new one. */
const enrolment: Factory = async (ground, facts = {}) => {
  const at = facts.school_id === undefined ? await school(ground) : { id: facts.school_id, trust_id: null };
  const child = () => person(ground, { trust_id: at.trust_id, kind: 'pupil', birth_date: '2015-03-09' });
  return lay(ground, 'people.enrolment', {
    person_id: await idOf(facts.person_id, child),
    school_id: at.id,
    nc_year: 6,
    during: SINCE,
    ...facts,
  });
};

const classOf: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.class', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    source_id: `class-${another()}`,
    title: 'Made-up class',
    kind: 'teaching',
    ...facts,
  });

const member: Factory = async (ground, facts = {}) => {
  const group = facts.class_id === undefined ? await classOf(ground) : { id: facts.class_id };
  return lay(ground, 'people.class_member', {
    class_id: group.id,
    person_id: await idOf(facts.person_id, () => person(ground)),
    school_id: 'school_id' in group ? group.school_id : undefined,
    part: 'teacher',
    during: SINCE,
    ...facts,
  });
};

const appointment: Factory = async (ground, facts = {}) => {
  const own = facts.trust_id === undefined ? await school(ground) : undefined;
  const trustId = facts.trust_id ?? own?.trust_id;
  return lay(ground, 'people.appointment', {
    id: newId(),
    person_id: await idOf(facts.person_id, () => person(ground, { trust_id: trustId })),
    trust_id: trustId,
    school_id: own?.id ?? null,
    role: 'teacher',
    during: SINCE,
    ...facts,
  });
};

const identifier: Factory = async (ground, facts = {}) => {
  const own = facts.person_id === undefined ? await person(ground) : undefined;
  return lay(ground, 'people.identifier', {
    trust_id: own?.trust_id,
    source: 'made-up',
    external_id: `row-${another()}`,
    person_id: own?.id,
    ...facts,
  });
};

const guardianship: Factory = async (ground, facts = {}) => {
  const child = facts.child_id === undefined ? await person(ground, { kind: 'pupil' }) : undefined;
  return lay(ground, 'people.guardianship', {
    id: newId(),
    child_id: child?.id,
    adult_id: await idOf(facts.adult_id, () => person(ground, child && { trust_id: child.trust_id })),
    relation: 'parent',
    ...facts,
  });
};

const context: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.child_context', {
    person_id: await idOf(facts.person_id, () => person(ground, { kind: 'pupil' })),
    send: 'support',
    ...facts,
  });

const rosterImport: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.roster_import', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    digest: `digest-${another()}`,
    file_name: 'roster.zip',
    status: 'previewed',
    counts: '{}',
    beat_at: THEN,
    created_at: THEN,
    ...facts,
  });

const listMapping: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.list_mapping', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    kind: 'pupils',
    columns: '{"given-name":"First name"}',
    set_at: THEN,
    ...facts,
  });

const leaverDecision: Factory = async (ground, facts = {}) => {
  const schoolId = await idOf(facts.school_id, () => school(ground));
  return lay(ground, 'people.leaver_decision', {
    id: newId(),
    school_id: schoolId,
    person_id: await idOf(facts.person_id, () => person(ground)),
    import_id: await idOf(facts.import_id, () => rosterImport(ground, { school_id: schoolId })),
    proposed_at: THEN,
    decision: 'kept',
    reason: 'in class',
    decided_at: THEN,
    decided_by: await idOf(facts.decided_by, () => person(ground)),
    ...facts,
  });
};

const merge: Factory = async (ground, facts = {}) => {
  const at =
    facts.school_id === undefined ? await school(ground) : { id: facts.school_id, trust_id: facts.trust_id };
  const child = () => person(ground, { trust_id: at.trust_id, kind: 'pupil' });
  return lay(ground, 'people.person_merge', {
    id: newId(),
    trust_id: at.trust_id,
    school_id: at.id,
    kept_id: await idOf(facts.kept_id, child),
    merged_id: await idOf(facts.merged_id, child),
    merged_at: THEN,
    merged_by: await idOf(facts.merged_by, () => person(ground, { trust_id: at.trust_id })),
    moved: '[]',
    ...facts,
  });
};

const inboxFile: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.inbox_file', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    file_name: `night-${another()}.zip`,
    stamp: '1 1',
    state: 'refused',
    reason: 'faults',
    seen_at: THEN,
    decided_at: THEN,
    ...facts,
  });

const rosterHeld: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.roster_held', {
    school_id: await idOf(facts.school_id, () => school(ground)),
    fingerprint: 'made up',
    taken_at: THEN,
    body: Buffer.from('made up'),
    ...facts,
  });

const leaver: Factory = async (ground, facts = {}) => {
  const schoolId = await idOf(facts.school_id, () => school(ground));
  return lay(ground, 'people.proposed_leaver', {
    person_id: await idOf(facts.person_id, () => person(ground)),
    school_id: schoolId,
    import_id: await idOf(facts.import_id, () => rosterImport(ground, { school_id: schoolId })),
    proposed_at: THEN,
    ...facts,
  });
};

const match: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.proposed_match', {
    id: newId(),
    school_id: await idOf(facts.school_id, () => school(ground)),
    person_id: await idOf(facts.person_id, () => person(ground)),
    candidate_id: await idOf(facts.candidate_id, () => person(ground)),
    proposed_at: THEN,
    ...facts,
  });

/** A school's, held by one of its senior leaders, or by whoever is given. */
const responsibility: Factory = async (ground, facts = {}) => {
  const own = facts.trust_id === undefined ? await school(ground) : undefined;
  const trustId = facts.trust_id ?? own?.trust_id;
  return lay(ground, 'people.responsibility', {
    id: newId(),
    trust_id: trustId,
    school_id: own?.id ?? null,
    kind: 'counter_signer',
    person_id: await idOf(facts.person_id, () => person(ground, { trust_id: trustId })),
    during: SINCE,
    ...facts,
  });
};

const responsibilityDeed: Factory = async (ground, facts = {}) =>
  lay(ground, 'people.responsibility_deed', {
    id: newId(),
    responsibility_id: newId(),
    place_id: await idOf(facts.place_id, () => school(ground)),
    kind: 'counter_signer',
    person_id: await idOf(facts.person_id, () => person(ground)),
    as_cover: false,
    during: SINCE,
    what: 'given',
    reason: 'Made up',
    done_by: await idOf(facts.done_by, () => person(ground)),
    done_at: THEN,
    ...facts,
  });

const handover: Factory = async (ground, facts = {}) => {
  const from = await idOf(facts.from_person_id, () => person(ground));
  return lay(ground, 'people.handover', {
    id: newId(),
    responsibility_id: newId(),
    place_id: await idOf(facts.place_id, () => school(ground)),
    kind: 'counter_signer',
    from_person_id: from,
    to_person_id: await idOf(facts.to_person_id, () => person(ground)),
    from_day: '2026-12-01',
    notes: 'Made up',
    asked_by: from,
    asked_at: THEN,
    ...facts,
  });
};

export const peopleRows = {
  'people.trust': trust,
  'people.school': school,
  'people.school_hours': hours,
  'people.school_closure': closure,
  'people.support_contact': supportContact,
  'people.person': person,
  'people.identifier': identifier,
  'people.enrolment': enrolment,
  'people.class': classOf,
  'people.class_member': member,
  'people.appointment': appointment,
  'people.guardianship': guardianship,
  'people.child_context': context,
  'people.roster_import': rosterImport,
  'people.person_merge': merge,
  'people.inbox_file': inboxFile,
  'people.leaver_decision': leaverDecision,
  'people.roster_held': rosterHeld,
  'people.list_mapping': listMapping,
  'people.proposed_leaver': leaver,
  'people.proposed_match': match,
  'people.responsibility': responsibility,
  'people.responsibility_deed': responsibilityDeed,
  'people.handover': handover,
} satisfies Record<string, Factory>;
