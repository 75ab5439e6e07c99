import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/** Posts, families, and what an import proposes. */

const KEPT = { ash: 'ROSTER', birch: 'BIRCHROSTER', cedar: 'cedarHead' };
const SYSTEM = 'signin escalation intake';

const post = (s: Scene, person: string, role: string, school = 'ash', trust = 'first') => ({
  id: crypto.randomUUID(),
  person_id: s.id('people.person', person),
  trust_id: s.id('people.trust', trust),
  school_id: school === '' ? null : s.id('people.school', school),
  role,
  during: '[2026-09-01,)',
});

const family = (s: Scene, child: string, adult: string) => ({
  id: crypto.randomUUID(),
  child_id: s.id('people.person', child),
  adult_id: s.id('people.person', adult),
});

const leaver = (s: Scene, person: string) => ({
  person_id: s.id('people.person', person),
  school_id: s.id('people.school', 'ash'),
  import_id: s.id('people.roster_import', 'ash'),
  proposed_at: s.at,
});

const match = (s: Scene, person: string, candidate: string) => ({
  id: crypto.randomUUID(),
  school_id: s.id('people.school', 'ash'),
  person_id: s.id('people.person', person),
  candidate_id: s.id('people.person', candidate),
  proposed_at: s.at,
});

export const posts: Matrix = {
  'people.appointment': {
    columns: 'id person_id trust_id school_id role designation as_cover by_roster during',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'designation during' },
      roster: { select: 'all', insert: 'all', update: 'designation during' },
      signin: { select: 'all' },
      escalation: { select: 'all' },
      intake: { select: 'id person_id trust_id school_id role as_cover during' },
    },
    sees: {
      'teacher other ta reporter renewed office it governor both dslTeaches': `ASH ROSTER ${SYSTEM}`,
      'chair dsl deputy outDsl head cover': `ASH ROSTER TRUSTPOST ${SYSTEM}`,
      leaver: `ASH ROSTER leaver ${SYSTEM}`,
      toCome: `ASH ROSTER toCome ${SYSTEM}`,
      'birchTeacher bothAtBirch': `BIRCH BIRCHROSTER ${SYSTEM}`,
      'birchDsl birchHead': `BIRCH BIRCHROSTER TRUSTPOST ${SYSTEM}`,
      'lead trustIt trustee': `TRUST ${SYSTEM}`,
      'cedarDsl cedarHead': `CEDAR ${SYSTEM}`,
    },
    changes: {
      'teacher other ta reporter renewed office it governor both dslTeaches': 'ROSTER',
      'birchTeacher bothAtBirch': 'BIRCHROSTER',
      // Never a duty that reads cases: that takes two people (signin.ask_duty, signin.confirm_duty).
    },
    writes: [
      {
        what: 'give somebody new a post at Ash',
        by: 'ROSTER',
        insert: (s) => post(s, 'newParent', 'teacher'),
      },
      {
        what: 'give one of the staff another post at Ash',
        by: 'ROSTER',
        insert: (s) => post(s, 'teacher', 'volunteer'),
      },
      {
        what: 'give a post at Birch',
        by: 'BIRCHROSTER',
        insert: (s) => post(s, 'birchTeacher', 'volunteer', 'birch'),
      },
      // Whoever gives a post keeps that person's sign-in.
      {
        what: 'give a post at Ash to somebody of a sister school',
        by: 'trustIt',
        insert: (s) => post(s, 'birchTeacher', 'teacher'),
      },
      {
        what: 'give a post at Ash to somebody of the trust’s own',
        by: '',
        insert: (s) => post(s, 'trustee', 'teacher'),
      },
      { what: 'make a pupil a volunteer', by: '', insert: (s) => post(s, 'ashPupil', 'volunteer') },
      { what: 'make somebody DSL', by: '', insert: (s) => post(s, 'teacher', 'dsl') },
      {
        what: 'make themself Head',
        by: '',
        insert: (s, me) => ({ ...post(s, 'teacher', 'head'), person_id: me }),
      },
      { what: 'make somebody trust IT', by: '', insert: (s) => post(s, 'it', 'trust_it', '') },
      {
        what: 'give a post at Ash to somebody of another trust, and so see them',
        by: '',
        insert: (s) => post(s, 'cedarDsl', 'teacher'),
      },
      {
        what: 'give a post at Ash that claims to be of another trust',
        by: '',
        insert: (s) => post(s, 'cedarDsl', 'teacher', 'ash', 'second'),
      },
      { what: 'make a teacher DSL', by: '', row: 'teacher', update: () => ({ role: 'dsl' }) },
    ],
  },
  'people.guardianship': {
    columns: 'id child_id adult_id school_ids relation parental_responsibility contact',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' }, roster: { select: 'all', insert: 'all' } },
    sees: {
      ashPupil: 'HANDLERS ROSTER',
      birchPupil: 'birchDsl birchHead lead trustIt',
      cedarPupil: 'CEDAR',
    },
    writes: [
      { what: 'add a new guardian', by: 'ROSTER', insert: (s) => family(s, 'ashPupil', 'newParent') },
      { what: 'add a guardian who works here', by: 'ROSTER', insert: (s) => family(s, 'ashPupil', 'office') },
      {
        what: 'call somebody of a sister school a guardian, and so keep their details',
        by: 'trustIt',
        insert: (s) => family(s, 'ashPupil', 'birchTeacher'),
      },
      {
        what: 'add a guardian to a child of a sister school',
        by: 'BIRCHROSTER',
        insert: (s) => family(s, 'birchPupil', 'newParent'),
      },
      {
        what: 'add a guardian to a child who is on no roll yet',
        by: '',
        insert: (s) => family(s, 'newcomer', 'newParent'),
      },
      {
        what: 'call a child of another trust theirs',
        by: '',
        insert: (s) => family(s, 'cedarPupil', 'ashParent'),
      },
      {
        what: 'call an adult of another trust a guardian',
        by: '',
        insert: (s) => family(s, 'ashPupil', 'cedarParent'),
      },
    ],
  },
  'people.child_context': {
    columns: 'person_id school_ids send looked_after plan social_worker young_carer first_language',
    key: 'person_id',
    grants: { person: { select: 'all' } },
    sees: { ashPupil: 'HANDLERS', birchPupil: 'birchDsl birchHead lead', cedarPupil: 'CEDAR' },
  },
  'people.roster_import': {
    columns:
      'id school_id digest file_name status progress beat_at counts preview requested_by created_at applied_at format mapping',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'all',
        update: 'digest status progress beat_at counts preview applied_at mapping',
      },
      roster: {
        select: 'all',
        insert: 'all',
        update: 'digest status progress beat_at counts preview applied_at mapping',
      },
    },
    sees: KEPT,
    changes: KEPT,
    writes: [
      {
        what: 'keep an import for Ash',
        by: 'ROSTER',
        insert: (s) => ({
          id: crypto.randomUUID(),
          school_id: s.id('people.school', 'ash'),
          digest: 'new',
          file_name: 'new.zip',
          status: 'previewed',
          counts: '{}',
          created_at: s.at,
          beat_at: s.at,
        }),
      },
    ],
  },
  'people.proposed_leaver': {
    columns: 'person_id school_id import_id proposed_at',
    key: 'person_id school_id',
    grants: {
      person: { select: 'all', insert: 'all', delete: 'row' },
      roster: { select: 'all', insert: 'all', delete: 'row' },
    },
    sees: KEPT,
    deletes: KEPT,
    writes: [
      { what: 'propose a leaver of Ash', by: 'ROSTER', insert: (s) => leaver(s, 'teacher') },
      { what: 'propose that a pupil of another trust left', by: '', insert: (s) => leaver(s, 'cedarPupil') },
    ],
  },
  'people.proposed_match': {
    columns: 'id school_id person_id candidate_id proposed_at',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all', delete: 'row' },
      roster: { select: 'all', insert: 'all', delete: 'row' },
    },
    sees: { ...KEPT, twins: 'ROSTER' },
    deletes: { ...KEPT, twins: 'ROSTER' },
    writes: [
      { what: 'propose a match', by: 'ROSTER', insert: (s) => match(s, 'newcomer', 'ashPupil') },
      {
        what: 'propose a match with somebody of a sister school, whom matching found',
        by: 'ROSTER',
        insert: (s) => match(s, 'newcomer', 'birchPupil'),
      },
      {
        what: 'propose a match with a pupil of another trust',
        by: '',
        insert: (s) => match(s, 'newcomer', 'cedarPupil'),
      },
      {
        what: 'propose that a pupil of another trust is one of ours',
        by: '',
        insert: (s) => match(s, 'cedarPupil', 'newcomer'),
      },
    ],
  },
};
