import type { Matrix, Write } from './types.ts';

/** Trust, schools, people. Everybody sees their own trust's schools; people by school; the roster the whole trust. */

const EVERY_ADULT = 'signin escalation postman intake';
/** A governor sees the school and its staff, never a child. */
const ROLL = { ashPupil: 'ASH -governor ROSTER', birchPupil: 'BIRCH BIRCHROSTER', cedarPupil: 'CEDAR' };
const KEPT = { ash: 'ROSTER', birch: 'BIRCHROSTER', cedar: 'cedarHead' };
const KEPT_PUPILS = { ashPupil: 'ROSTER', birchPupil: 'BIRCHROSTER', cedarPupil: 'cedarHead' };
const SET = { ash: 'LEADS', birch: 'birchDsl birchHead lead', cedar: 'CEDAR' };
const SCHOOLS = { ash: 'ASH', birch: 'BIRCH', cedar: 'CEDAR' };

export const people: Matrix = {
  'people.trust': {
    columns: 'id name',
    key: 'id',
    grants: { person: { select: 'all' }, roster: { select: 'all' }, auditor: { select: 'all' } },
    sees: { first: 'TRUST roster auditor', second: 'CEDAR auditor' },
  },
  'people.school': {
    columns: 'id trust_id urn name code phone acknowledge_within_minutes record_of_truth lado_contact',
    key: 'id',
    grants: {
      person: { select: 'all', update: 'phone acknowledge_within_minutes record_of_truth lado_contact' },
      roster: { select: 'all' },
      signin: { select: 'all' },
      escalation: { select: 'all' },
      intake: { select: 'id trust_id name code phone acknowledge_within_minutes lado_contact' },
      auditor: { select: 'id name' },
      housekeeper: { select: 'id trust_id urn name' },
    },
    sees: {
      'ash birch': 'TRUST roster signin escalation intake auditor housekeeper',
      cedar: 'CEDAR signin escalation intake auditor housekeeper',
    },
    changes: SET,
  },
  'people.school_hours': {
    columns: 'school_id weekday opens closes',
    key: 'school_id weekday',
    grants: {
      person: { select: 'all', insert: 'all', delete: 'row' },
      escalation: { select: 'all' },
      intake: { select: 'all' },
    },
    sees: {
      ash: 'ASH TRUSTPOST escalation intake',
      birch: 'BIRCH TRUSTPOST escalation intake',
      cedar: 'CEDAR escalation intake',
    },
    deletes: SET,
    writes: [
      {
        what: 'open Ash on Saturdays',
        by: 'LEADS',
        insert: (s) => ({
          school_id: s.id('people.school', 'ash'),
          weekday: 6,
          opens: '09:00',
          closes: '12:00',
        }),
      },
    ],
  },
  'people.school_closure': {
    columns: 'school_id during name',
    key: 'school_id name',
    grants: {
      person: { select: 'all', insert: 'all', delete: 'row' },
      escalation: { select: 'all' },
      intake: { select: 'all' },
    },
    sees: {
      ash: 'ASH TRUSTPOST escalation intake',
      birch: 'BIRCH TRUSTPOST escalation intake',
      cedar: 'CEDAR escalation intake',
    },
    deletes: SET,
    writes: [
      {
        what: 'close Ash for a day',
        by: 'LEADS',
        insert: (s) => ({
          school_id: s.id('people.school', 'ash'),
          during: '[2027-02-01,2027-02-02)',
          name: 'Snow',
        }),
      },
    ],
  },
  'people.support_contact': {
    columns: 'school_id kind name contact',
    key: 'school_id kind',
    grants: { person: { select: 'all', insert: 'all', delete: 'row' } },
    sees: SCHOOLS,
    deletes: SET,
    writes: [
      {
        what: 'name a helpline for Ash',
        by: 'LEADS',
        insert: (s) => ({
          school_id: s.id('people.school', 'ash'),
          kind: 'counselling',
          name: 'x',
          contact: 'x',
        }),
      },
    ],
  },
  'people.person': {
    columns: 'id trust_id kind given_name family_name known_as birth_date email school_ids works_at version',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'id trust_id kind given_name family_name known_as birth_date email',
        update: 'given_name family_name known_as birth_date email version',
      },
      roster: {
        select: 'all',
        insert: 'id trust_id kind given_name family_name known_as birth_date email',
        update: 'given_name family_name known_as birth_date email version',
      },
      signin: { select: 'all' },
      escalation: { select: 'all' },
      postman: { select: 'id kind email' },
      intake: { select: 'id kind given_name family_name known_as email' },
    },
    sees: {
      'teacher other ta reporter renewed office it governor': `ASH READERS ROSTER ${EVERY_ADULT}`,
      // Whom a concern may go to is known to whoever may report it.
      'chair dsl deputy outDsl head cover': `ASH READERS ROSTER TRUSTPOST ${EVERY_ADULT}`,
      both: `ASH BIRCH READERS ROSTER ${EVERY_ADULT}`,
      // Parents: whoever handles cases about their children, and whoever keeps the roster. No colleague, no governor.
      ashParent: `HANDLERS ROSTER ${EVERY_ADULT}`,
      birchParent: `birchDsl birchHead lead BIRCHROSTER ${EVERY_ADULT}`,
      newParent: `ROSTER BIRCHROSTER ${EVERY_ADULT}`,
      leaver: `ASH READERS ROSTER leaver ${EVERY_ADULT}`,
      toCome: `ASH READERS ROSTER toCome ${EVERY_ADULT}`,
      birchTeacher: `BIRCH READERS ROSTER -roster ${EVERY_ADULT}`,
      'birchDsl birchHead': `BIRCH READERS ROSTER -roster TRUSTPOST ${EVERY_ADULT}`,
      // Whoever stands above their school's own leads is known to everybody: a concern may have to go to them.
      lead: `TRUST ${EVERY_ADULT}`,
      // So is whoever is responsible for something at the trust: the Trust IT lead of the scene.
      trustIt: `TRUST ${EVERY_ADULT}`,
      trustee: `READERS ROSTER -roster trustee ${EVERY_ADULT}`,
      'cedarDsl cedarHead cedarParent': `CEDAR ${EVERY_ADULT}`,
      'ashPupil ashGone': 'ASH -governor ROSTER',
      // Their file waits at Birch (transfers.ts).
      ashTwin: 'ASH -governor ROSTER birchDsl birchHead',
      birchPupil: 'BIRCH BIRCHROSTER',
      newcomer: 'ROSTER BIRCHROSTER',
      cedarPupil: 'CEDAR',
      cedarNewcomer: 'cedarHead',
    },
    changes: {
      'teacher other ta reporter renewed office it governor leaver toCome ashParent ashPupil ashTwin ashGone':
        'ROSTER',
      'birchTeacher birchParent birchPupil': 'BIRCHROSTER',
      both: 'ROSTER BIRCHROSTER',
      'cedarParent cedarPupil': 'cedarHead',
      // Nor anybody's who is of no school: trustIt trustee newcomer newParent cedarNewcomer.
      // Never a case reader's: chair dsl deputy outDsl head cover lead birchDsl birchHead cedarDsl cedarHead.
    },
    writes: [
      {
        what: 'add a pupil to the trust',
        by: 'ROSTER BIRCHROSTER',
        insert: (s) => ({ ...someone(), trust_id: s.id('people.trust', 'first') }),
      },
      {
        what: 'add a pupil to the other trust',
        by: 'cedarHead',
        insert: (s) => ({ ...someone(), trust_id: s.id('people.trust', 'second') }),
      },
      { what: 'make a pupil an adult', by: '', row: 'ashPupil', update: () => ({ kind: 'adult' }) },
      {
        what: 'make somebody seen by another school',
        by: '',
        row: 'birchPupil',
        update: (s) => ({ school_ids: [s.id('people.school', 'ash')] }),
      },
      {
        what: 'make a parent one of the staff',
        by: '',
        row: 'ashParent',
        update: (s) => ({ works_at: [s.id('people.school', 'ash')] }),
      },
    ],
  },
  'people.identifier': {
    columns: 'trust_id source external_id person_id',
    key: 'trust_id person_id',
    // Read through people.roster_matches alone.
    grants: { person: { insert: 'all' }, roster: { insert: 'all' } },
    sees: {},
    writes: [
      identifies('newcomer', 'ROSTER BIRCHROSTER'),
      identifies('newParent', 'ROSTER BIRCHROSTER'),
      identifies('ashPupil', 'ROSTER'),
      identifies('teacher', 'ROSTER'),
      identifies('birchPupil', 'BIRCHROSTER'),
      identifies('birchTeacher', 'BIRCHROSTER'),
      identifies('trustee', ''),
      identifies('cedarPupil', ''),
    ],
  },
  'people.enrolment': {
    columns: 'person_id school_id nc_year registration_group during',
    key: 'person_id school_id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'nc_year registration_group during' },
      roster: { select: 'all', insert: 'all', update: 'nc_year registration_group during' },
    },
    sees: { ...ROLL, 'ashTwin ashGone': ROLL.ashPupil },
    changes: { ...KEPT_PUPILS, 'ashTwin ashGone': 'ROSTER' },
    writes: [
      {
        what: 'put a newcomer on the roll of Ash',
        by: 'ROSTER',
        insert: (s) => ({
          ...from(s.id('people.person', 'newcomer')),
          school_id: s.id('people.school', 'ash'),
        }),
      },
      {
        what: 'put a pupil of a sister school on the roll of Ash, whom matching found',
        by: 'ROSTER',
        insert: (s) => ({
          ...from(s.id('people.person', 'birchPupil')),
          school_id: s.id('people.school', 'ash'),
        }),
      },
      {
        what: 'put an adult on the roll of Ash',
        by: '',
        insert: (s) => ({
          ...from(s.id('people.person', 'birchTeacher')),
          school_id: s.id('people.school', 'ash'),
        }),
      },
      {
        what: 'put a pupil of another trust on the roll of Ash, and so see them',
        by: '',
        insert: (s) => ({
          ...from(s.id('people.person', 'cedarPupil')),
          school_id: s.id('people.school', 'ash'),
        }),
      },
    ],
  },
  'people.class': {
    columns: 'id school_id source_id title kind',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'title kind' },
      roster: { select: 'all', insert: 'all', update: 'title kind' },
    },
    sees: { ash: 'ASH ROSTER', birch: 'BIRCH BIRCHROSTER', cedar: 'CEDAR' },
    changes: KEPT,
    writes: [
      {
        what: 'add a class to Ash',
        by: 'ROSTER',
        insert: (s) => ({
          id: crypto.randomUUID(),
          school_id: s.id('people.school', 'ash'),
          source_id: 'new',
          title: 'New',
          kind: 'teaching',
        }),
      },
    ],
  },
  'people.class_member': {
    columns: 'class_id person_id school_id part during',
    key: 'class_id person_id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'part during' },
      roster: { select: 'all', insert: 'all', update: 'part during' },
    },
    sees: ROLL,
    changes: KEPT_PUPILS,
    writes: [
      {
        what: 'put a newcomer in a class of Ash',
        by: 'ROSTER',
        insert: (s) =>
          inClass(
            s.id('people.class', 'ash'),
            s.id('people.school', 'ash'),
            s.id('people.person', 'newcomer'),
          ),
      },
      {
        what: 'put a pupil of another trust in a class of Ash',
        by: '',
        insert: (s) =>
          inClass(
            s.id('people.class', 'ash'),
            s.id('people.school', 'ash'),
            s.id('people.person', 'cedarPupil'),
          ),
      },
      {
        what: 'put a newcomer in a class of Birch and call it of Ash',
        by: '',
        insert: (s) =>
          inClass(
            s.id('people.class', 'birch'),
            s.id('people.school', 'ash'),
            s.id('people.person', 'newcomer'),
          ),
      },
    ],
  },
};

const someone = () => ({ id: crypto.randomUUID(), kind: 'pupil', given_name: 'New', family_name: 'New' });
/** By whoever keeps the roster of the person's school, or any while they have none. */
function identifies(person: string, by: string): Write {
  return {
    what: `give ${person} an id in the first trust`,
    by,
    insert: (s) => ({
      trust_id: s.id('people.trust', 'first'),
      source: 'made-up',
      external_id: 'new',
      person_id: s.id('people.person', person),
    }),
  };
}
const from = (person_id: string) => ({ person_id, during: '[2026-09-01,)' });
const inClass = (class_id: string, school_id: string, person_id: string) => ({
  class_id,
  school_id,
  person_id,
  part: 'pupil',
  during: '[2026-09-01,)',
});
