import type { Roster, RosterClass, RosterReading, User } from '../../src/domains/people/oneroster/index.ts';
import { applyRoster, type RosterPlan, type RosterSchool } from '../../src/domains/people/roster/index.ts';
import type { World } from '../support/world.ts';
import { buildRoster, defaultPlan, type RosterPlan as MadeUp } from './oneroster.ts';
import { aSchool, aTrust } from './people.ts';

/** A roster that was read without a fault. */
export const readingOf = (roster: Roster): RosterReading => ({ version: '1.2', roster, faults: [] });

/** Made-up pupils and staff of the school year in which the tests' clock stands. */
export const aRoster = (facts: Partial<MadeUp> = {}): Roster =>
  buildRoster({ ...defaultPlan, schools: 1, pupils: 20, staff: 4, schoolYear: 2027, ...facts });

/** Schools of one trust, with the URNs of a made-up roster: 990001, 990002 and so on, moved on for each trust. */
export async function rosterSchools(world: World, count: number): Promise<RosterSchool[]> {
  const trustId = await aTrust(world);
  const schools: RosterSchool[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id, urn } = await aSchool(world, { trustId, name: `Roster school ${number}` });
    schools.push({ id, trustId, urn, name: `Roster school ${number}` });
  }
  return schools;
}

/** The same roster with the URNs of those schools, in their order. */
export function forSchools(roster: Roster, schools: readonly RosterSchool[]): Roster {
  let number = 0;
  const orgs = roster.orgs.map((org) => {
    if (org.type !== 'school') return org;
    const urn = schools[number]?.urn ?? null;
    number += 1;
    return { ...org, urn, identifier: urn };
  });
  return { ...roster, orgs };
}

const file = { fileName: 'roster.zip', digest: 'made up', requestedBy: null };

/** Applies it as the command line does. */
export const importRoster = (world: World, school: RosterSchool, roster: Roster): Promise<RosterPlan> =>
  world.database.withActor({ kind: 'roster', schoolId: school.id }, (tx) =>
    applyRoster(tx, school, readingOf(roster), file),
  );

const tables = [
  'person',
  'identifier',
  'enrolment',
  'class',
  'class_member',
  'appointment',
  'guardianship',
  'proposed_leaver',
  'proposed_match',
  'roster_import',
  'roster_held',
] as const;

/** What stands in every table that a roster writes, as one text a table: equal where nothing was written. */
export async function rosterDigest(world: World): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await world.owner.query<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from people.${table} t`,
    );
    digests[table] = rows[0]?.digest ?? '';
  }
  return digests;
}

export interface SmallPupil {
  readonly id: string;
  readonly upn: string | null;
  readonly year: number;
  readonly group: string;
  readonly familyName: string;
}

const plainUser = (
  sourcedId: string,
  familyName: string,
  org: string,
  role: 'student' | 'teacher',
): User => ({
  sourcedId,
  enabled: true,
  username: null,
  givenName: 'Robin',
  familyName,
  middleName: null,
  preferredGivenName: null,
  preferredMiddleName: null,
  preferredFamilyName: null,
  pronouns: null,
  email: null,
  identifier: null,
  userMasterIdentifier: null,
  userIds: [],
  upn: null,
  grades: [],
  ncYear: null,
  primaryOrgSourcedId: org,
  roles: [{ role, orgSourcedId: org, primary: true, beginDate: null, endDate: null }],
  agentSourcedIds: [],
});

const homeroom = (group: string): RosterClass => ({
  sourcedId: `group-${group}`,
  title: `Group ${group}`,
  classCode: group,
  type: 'homeroom',
  courseSourcedId: 'course',
  schoolSourcedId: 'here',
  termSourcedIds: [],
  grades: [],
  ncYears: [],
  location: null,
});

/** One school with a teacher, and exactly these pupils, each in their registration group; no dates are given. */
export function smallRoster({ urn, name }: RosterSchool, pupils: readonly SmallPupil[]): Roster {
  const groups = [...new Set(pupils.map(({ group }) => group))].sort();
  const users = pupils.map(({ id, upn, year, familyName }) => ({
    ...plainUser(id, familyName, 'here', 'student'),
    upn,
    ncYear: year,
  }));
  return {
    orgs: [{ sourcedId: 'here', name, type: 'school', identifier: urn, urn, parentSourcedId: null }],
    academicSessions: [],
    courses: [],
    classes: groups.map(homeroom),
    users: [plainUser('teacher', 'Made-Up', 'here', 'teacher'), ...users],
    enrollments: pupils.map(({ id, group }) => ({
      sourcedId: `${id}-${group}`,
      classSourcedId: `group-${group}`,
      schoolSourcedId: 'here',
      userSourcedId: id,
      role: 'student',
      primary: null,
      beginDate: null,
      endDate: null,
    })),
    demographics: [],
  };
}

/** The same roster with something else about one person. */
export const editUser = (roster: Roster, sourceId: string, edit: (user: User) => User): Roster => ({
  ...roster,
  users: roster.users.map((user) => (user.sourcedId === sourceId ? edit(user) : user)),
});

/** The same roster, one person less. */
export const without = (roster: Roster, sourceId: string): Roster => ({
  ...roster,
  users: roster.users.filter((user) => user.sourcedId !== sourceId),
  enrollments: roster.enrollments.filter((one) => one.userSourcedId !== sourceId),
  demographics: roster.demographics.filter((one) => one.userSourcedId !== sourceId),
});

/** A school on its own, and the roster of its first day. */
export async function oneSchool(
  world: World,
  version: MadeUp['version'] = defaultPlan.version,
): Promise<{ school: RosterSchool; roster: Roster }> {
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  return { school, roster: forSchools(aRoster({ version }), [school]) };
}

/** Who has an id in a school's own system. */
export async function personOf(world: World, urn: string, sourceId: string): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select person_id as id from people.identifier where source = $1 and external_id = $2',
    [`oneroster:${urn}`, sourceId],
  );
  return rows[0]?.id ?? '';
}

/** Where somebody was enrolled over time, oldest first. */
export async function placesOf(world: World, personId: string) {
  const { rows } = await world.owner.query<{ year: number; during: string; school: string }>(
    `select nc_year as year, during::text, school_id as school from people.enrolment
     where person_id = $1 order by lower(during), school_id`,
    [personId],
  );
  return rows;
}
