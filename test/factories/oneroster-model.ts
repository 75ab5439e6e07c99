import type {
  Demographics,
  Enrollment,
  Org,
  RosterClass,
  User,
  UserRole,
} from '../../src/domains/people/oneroster/index.ts';
import {
  type LocalDate,
  type Roster,
  type RosterVersion,
  upnCheckLetter,
} from '../../src/domains/people/oneroster/index.ts';
import { createRandom, madeUpFamilyName, madeUpGivenName, oneOf } from './made-up.ts';

export interface RosterPlan {
  readonly schools: number;
  /** In all schools together. */
  readonly pupils: number;
  readonly staff: number;
  /** For each pupil. */
  readonly guardians: number;
  readonly seed: number;
  /** The calendar year in which the school year ends. */
  readonly schoolYear: number;
  readonly version: RosterVersion;
}

interface Draft {
  readonly plan: RosterPlan;
  readonly random: () => number;
  readonly orgs: Org[];
  readonly classes: RosterClass[];
  readonly users: User[];
  readonly enrollments: Enrollment[];
  readonly demographics: Demographics[];
}

const TRUST = 'org-trust';
const CLASS_SIZE = 30;
const SUBJECTS = ['English', 'Mathematics', 'Science, combined', 'Computing', 'History'] as const;
const PRIMARY_YEARS = [-1, 0, 1, 2, 3, 4, 5, 6] as const;
const SECONDARY_YEARS = [7, 8, 9, 10, 11, 12, 13] as const;

// The dates below are made of numbers that are known to be days; the reader checks them in the tests.
const day = (year: number, month: number, date: number): LocalDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as LocalDate;

const gradeOf = (ncYear: number): string =>
  ncYear === -1 ? 'N2' : ncYear === 0 ? 'R' : String(ncYear).padStart(2, '0');

const upnOf = (pupil: number): string => {
  // Local authority 999 does not exist, so no real pupil has such a number.
  const rest = `999${String(pupil).padStart(9, '0')}`;
  return `${upnCheckLetter(`A${rest}`) ?? 'A'}${rest}`;
};

const addSchools = ({ plan, random, orgs }: Draft): void => {
  orgs.push({
    sourcedId: TRUST,
    name: 'Sandpiper Made-up Trust',
    type: 'local',
    identifier: null,
    urn: null,
    parentSourcedId: null,
  });
  for (let number = 1; number <= plan.schools; number += 1) {
    const kind = number % 2 === 1 ? 'Primary School' : 'High School, "The Brook"';
    const urn = String(990000 + number);
    const name = `${madeUpFamilyName(random)} ${kind}`;
    orgs.push({
      sourcedId: `org-${number}`,
      name,
      type: 'school',
      identifier: urn,
      urn,
      parentSourcedId: TRUST,
    });
  }
};

const role = (draft: Draft, name: UserRole['role'], school: string, primary: boolean): UserRole => ({
  role: name,
  orgSourcedId: school,
  primary,
  beginDate: draft.plan.version === '1.2' ? day(draft.plan.schoolYear - 1, 9, 1) : null,
  endDate: null,
});

type Particulars = Pick<User, 'sourcedId' | 'roles'> & Partial<User>;

const person = ({ plan, random }: Draft, particulars: Particulars): User => {
  const newer = plan.version === '1.2';
  const givenName = madeUpGivenName(random);
  return {
    enabled: true,
    username: `${particulars.sourcedId}.made`,
    givenName,
    familyName: madeUpFamilyName(random),
    middleName: random() < 0.3 ? madeUpGivenName(random) : null,
    preferredGivenName: newer && random() < 0.1 ? givenName.slice(0, 3) : null,
    preferredMiddleName: null,
    preferredFamilyName: newer && random() < 0.02 ? madeUpFamilyName(random) : null,
    pronouns: null,
    email: null,
    identifier: null,
    userMasterIdentifier: null,
    userIds: [],
    upn: null,
    grades: [],
    ncYear: null,
    primaryOrgSourcedId: particulars.roles[0]?.orgSourcedId ?? null,
    agentSourcedIds: [],
    ...particulars,
  };
};

const enrol = (draft: Draft, user: string, aClass: RosterClass, as: Enrollment['role']): void => {
  const { schoolYear } = draft.plan;
  draft.enrollments.push({
    sourcedId: `enr-${draft.enrollments.length + 1}`,
    classSourcedId: aClass.sourcedId,
    schoolSourcedId: aClass.schoolSourcedId,
    userSourcedId: user,
    role: as,
    primary: as === 'teacher',
    beginDate: day(schoolYear - 1, 9, 1),
    endDate: day(schoolYear, 7, 21),
  });
};

const addClass = (
  draft: Draft,
  school: number,
  ncYear: number,
  group: number,
  subject: string | null,
): RosterClass => {
  const code = `${gradeOf(ncYear)}${String.fromCharCode(65 + (group % 26))}${group >= 26 ? Math.floor(group / 26) : ''}`;
  const aClass: RosterClass = {
    sourcedId: `class-${draft.classes.length + 1}`,
    title: subject === null ? `Tutor group ${code}` : `${subject} ${code}`,
    classCode: subject === null ? code : `${code}/${subject.slice(0, 2)}`,
    type: subject === null ? 'homeroom' : 'scheduled',
    courseSourcedId: `course-${subject ?? 'tutor'}`.replace(/[ ,]+/g, '-'),
    schoolSourcedId: `org-${school}`,
    termSourcedIds: ['term-1', 'term-2', 'term-3'],
    grades: [gradeOf(ncYear)],
    ncYears: [ncYear],
    location: null,
  };
  draft.classes.push(aClass);
  return aClass;
};

const addGuardians = (draft: Draft, pupil: number, school: string): string[] => {
  const ids: string[] = [];
  for (let number = 1; number <= draft.plan.guardians; number += 1) {
    const sourcedId = `guardian-${pupil}-${number}`;
    const roles = [role(draft, number === 1 ? 'parent' : 'guardian', school, true)];
    draft.users.push(person(draft, { sourcedId, roles, email: `${sourcedId}@home.example` }));
    ids.push(sourcedId);
  }
  return ids;
};

const addPupil = (draft: Draft, pupil: number, school: string, ncYear: number): User => {
  const upn = upnOf(pupil);
  const sourcedId = `pupil-${pupil}`;
  const agentSourcedIds = addGuardians(draft, pupil, school);
  const roles = [role(draft, 'student', school, true)];
  const user = person(draft, {
    sourcedId,
    roles,
    identifier: upn,
    upn,
    grades: [gradeOf(ncYear)],
    ncYear,
    agentSourcedIds,
  });
  draft.users.push(user);
  const month = 1 + Math.floor(draft.random() * 12);
  const born = draft.plan.schoolYear - 5 - ncYear - (month >= 9 ? 1 : 0);
  draft.demographics.push({
    userSourcedId: sourcedId,
    birthDate: day(born, month, 1 + Math.floor(draft.random() * 28)),
    sex: oneOf(draft.random, ['male', 'female'], 'female'),
  });
  return user;
};

/** Pupils in year groups, each in a tutor group and two subjects of thirty. */
const addPupils = (draft: Draft): void => {
  const { plan } = draft;
  const perSchool = Math.ceil(plan.pupils / Math.max(1, plan.schools));
  let pupil = 0;
  for (let school = 1; school <= plan.schools; school += 1) {
    const years = school % 2 === 1 ? PRIMARY_YEARS : SECONDARY_YEARS;
    const here = Math.min(perSchool, plan.pupils - pupil);
    const perYear = Math.ceil(here / years.length);
    let added = 0;
    for (const ncYear of years) {
      let classes: RosterClass[] = [];
      for (let place = 0; place < perYear && added < here; place += 1, added += 1) {
        if (place % CLASS_SIZE === 0) {
          const group = place / CLASS_SIZE;
          const subjects = [null, SUBJECTS[group % 5] ?? 'English', SUBJECTS[(group + 1) % 5] ?? 'English'];
          classes = subjects.map((subject) => addClass(draft, school, ncYear, group, subject));
        }
        pupil += 1;
        const user = addPupil(draft, pupil, `org-${school}`, ncYear);
        for (const aClass of classes) enrol(draft, user.sourcedId, aClass, 'student');
      }
    }
  }
};

const addStaff = (draft: Draft): void => {
  const { plan } = draft;
  for (let number = 1; number <= plan.staff; number += 1) {
    const school = ((number - 1) % Math.max(1, plan.schools)) + 1;
    const as = number <= plan.schools ? 'administrator' : number % 6 === 0 ? 'aide' : 'teacher';
    const newer = plan.version === '1.2' && as === 'administrator' ? 'principal' : as;
    const roles = [role(draft, newer, `org-${school}`, true)];
    if (number % 10 === 0 && plan.schools > 1) {
      roles.push(role(draft, newer, `org-${(school % plan.schools) + 1}`, false));
    }
    const sourcedId = `staff-${number}`;
    draft.users.push(person(draft, { sourcedId, roles, email: `${sourcedId}@trust.example` }));
    if (as === 'teacher') {
      const taught = draft.classes.filter((_aClass, place) => place % plan.staff === number - 1);
      for (const aClass of taught) enrol(draft, sourcedId, aClass, 'teacher');
    }
  }
};

const sessionsOf = ({ schoolYear }: RosterPlan): Roster['academicSessions'] => {
  const year = {
    sourcedId: 'year',
    title: `${schoolYear - 1}/${schoolYear}`,
    type: 'schoolYear',
    parentSourcedId: null,
  } as const;
  const term = (number: number, title: string, startDate: LocalDate, endDate: LocalDate) =>
    ({
      sourcedId: `term-${number}`,
      title,
      type: 'term',
      startDate,
      endDate,
      schoolYear,
      parentSourcedId: 'year',
    }) as const;
  return [
    { ...year, startDate: day(schoolYear - 1, 9, 1), endDate: day(schoolYear, 8, 31), schoolYear },
    term(1, 'Autumn term', day(schoolYear - 1, 9, 1), day(schoolYear - 1, 12, 19)),
    term(2, 'Spring term', day(schoolYear, 1, 5), day(schoolYear, 3, 27)),
    term(3, 'Summer term', day(schoolYear, 4, 13), day(schoolYear, 7, 21)),
  ];
};

const coursesOf = (): Roster['courses'] =>
  ['tutor', ...SUBJECTS].map((subject) => ({
    sourcedId: `course-${subject}`.replace(/[ ,]+/g, '-'),
    title: subject === 'tutor' ? 'Tutor time' : subject,
    courseCode: null,
    orgSourcedId: TRUST,
    schoolYearSourcedId: 'year',
  }));

/** A made-up roster: one trust, primary and secondary schools in turn. */
export const buildRoster = (plan: RosterPlan): Roster => {
  const draft: Draft = {
    plan,
    random: createRandom(plan.seed),
    orgs: [],
    classes: [],
    users: [],
    enrollments: [],
    demographics: [],
  };
  addSchools(draft);
  addPupils(draft);
  addStaff(draft);
  const { orgs, classes, users, enrollments, demographics } = draft;
  return {
    orgs,
    academicSessions: sessionsOf(plan),
    courses: coursesOf(),
    classes,
    users,
    enrollments,
    demographics,
  };
};
