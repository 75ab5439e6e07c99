import { ageOn, localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { mayChangeEmail } from '../adults/service.ts';
import { keyStageOf } from '../oneroster/year-groups.ts';
import { schoolsById } from '../schools/queries.ts';
import {
  countPupils,
  findAdultsOf,
  findChildrenOf,
  findClassPlaces,
  findEnrolments,
  findKept,
  findPerson,
  findPosts,
  findPupils,
  findPupilsByName,
  findRollClasses,
  findStaff,
  findStaffByName,
  findYears,
  isProposedLeaver,
} from './queries.ts';
import { type FoundPeople, PAGE_SIZE, type PersonPageData, type Roll, type RollFilter } from './types.ts';

const MOST_WORDS = 4;

/** Schools whose people I may look up: those I belong to, and those whose roster I keep. */
const rollSchoolIds = (me: Me): readonly string[] => [...new Set([...me.schoolIds, ...me.rosterSchoolIds])];

/**
 * Families, birth dates and the years behind: for who handles cases about children, the Head and the office, of the
 * people of their own schools. IT keeps the roster too and needs none of it.
 */
const seesMore = (me: Me, schoolIds: readonly string[]): boolean =>
  schoolIds.some(
    (id) =>
      me.childSchoolIds.includes(id) ||
      me.appointments.some(({ role, schoolId }) => schoolId === id && (role === 'office' || role === 'head')),
  );

/** The database gives a governor no pupil; the page then does not say that there are none. */
function showsPupils(me: Me, schoolId: string): boolean {
  const posts = me.appointments.filter((post) => post.schoolId === schoolId);
  const byDuty = me.childSchoolIds.includes(schoolId) || me.rosterSchoolIds.includes(schoolId);
  return byDuty || posts.some(({ role }) => role !== 'governor');
}

async function chooseSchool(tx: Tx, me: Me, wanted: string | null) {
  const schools = await schoolsById(tx, rollSchoolIds(me));
  const school = wanted === null ? schools[0] : schools.find(({ id }) => id === wanted);
  if (school === undefined) throw new NotFound('not a school of mine');
  return { schools, school };
}

export type AskedRoll = Omit<RollFilter, 'schoolId'> & { readonly schoolId: string | null };

/** A school's roll with its staff, a page of pupils at a time. */
export async function openRoll(tx: Tx, me: Me, asked: AskedRoll): Promise<Roll> {
  const { schools, school } = await chooseSchool(tx, me, asked.schoolId);
  const classes = await findRollClasses(tx, school.id);
  const classId = classes.some(({ id }) => id === asked.classId) ? asked.classId : null;
  const filter: RollFilter = { ...asked, classId, schoolId: school.id };
  const pupilCount = await countPupils(tx, filter);
  const page = Math.min(filter.page, Math.max(1, Math.ceil(pupilCount / PAGE_SIZE)));
  return {
    schools,
    filter: { ...filter, page },
    showsPupils: showsPupils(me, school.id),
    classes,
    years: await findYears(tx, school.id),
    pupils: await findPupils(tx, { ...filter, page }),
    pupilCount,
    staff: filter.ncYear === null && page === 1 ? await findStaff(tx, school.id, classId) : [],
    mayAdd: me.rosterSchoolIds.includes(school.id),
  };
}

/** Pupils on roll and staff by every word of a name. Fewer than two letters finds nobody. */
export async function findByName(tx: Tx, me: Me, schoolId: string, name: string): Promise<FoundPeople> {
  const { schools, school } = await chooseSchool(tx, me, schoolId);
  const words = name.trim().slice(0, 80).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const enough = words.join('').length >= 2;
  return {
    schools,
    schoolId: school.id,
    name,
    pupils: enough ? await findPupilsByName(tx, school.id, words) : [],
    staff: enough ? await findStaffByName(tx, school.id, words) : [],
  };
}

/** What the school knows of one person, as far as I may see it. Nothing about concerns. */
export async function openPerson(tx: Tx, me: Me, asked: string): Promise<PersonPageData> {
  const id = await findKept(tx, asked);
  const person = await findPerson(tx, id);
  if (person === undefined) throw new NotFound('no such person that I may see');
  const enrolments = await findEnrolments(tx, id);
  const posts = await findPosts(tx, id);
  const more = seesMore(me, person.schoolIds);
  // A parent is nobody's business in the staff room; nor is a pupil who has left.
  const here = enrolments.some(({ current }) => current) || posts.some(({ current }) => current);
  const onMyRoster = me.rosterSchoolIds.length > 0 && enrolments.length + posts.length > 0;
  if (!more && !here && !onMyRoster) throw new NotFound('not on the roll or staff of my schools today');
  const classes = await findClassPlaces(tx, id);
  const year = enrolments.find(({ current }) => current)?.ncYear ?? null;
  const current = <T extends { readonly current: boolean }>(list: readonly T[]) =>
    list.filter((one) => one.current);
  return {
    person,
    enrolments: more ? enrolments : current(enrolments),
    classes: more ? classes : current(classes),
    posts: more ? posts : current(posts),
    keyStage: year === null ? null : keyStageOf(year),
    mayChangeEmail: await mayChangeEmail(tx, me, person),
    more: more
      ? {
          age: person.birthDate === null ? null : ageOn(person.birthDate, localDate(tx.at)),
          adults: await findAdultsOf(tx, id),
          children: await findChildrenOf(tx, id),
          proposedLeaver: await isProposedLeaver(tx, id),
        }
      : null,
  };
}
