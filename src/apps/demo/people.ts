import { type Instant, type LocalDate, Temporal, ZONE } from '#platform/clock';
import { schoolYearOf } from './calendar.ts';
import { familyNames, givenNames } from './names.ts';
import type { Random } from './random.ts';
import type { Rows } from './rows.ts';
import { type StaffMember, staffOf } from './staff.ts';
import type { Group, Pupil, School, Staff, World } from './world.ts';

const larkfieldGroups = [
  'Acorn',
  'Hazel',
  'Willow',
  'Rowan',
  'Alder',
  'Holly',
  'Maple',
  'Cherry',
  'Ash',
  'Lime',
  'Elm',
  'Hawthorn',
  'Beech',
  'Oak',
].map((name, index): Group => ({ name, year: Math.floor(index / 2) }));
const harbourGroups = ['Limpet', 'Starfish', 'Seahorse', 'Puffin', 'Tern', 'Gannet', 'Osprey'].map(
  (name, year): Group => ({ name, year }),
);

export function makeSchools(random: Random, at: Instant): School[] {
  return [
    { id: random.uuid(at), code: 'LP', name: 'Larkfield Primary', groups: larkfieldGroups },
    { id: random.uuid(at), code: 'HR', name: 'Harbour Row Primary', groups: harbourGroups },
  ];
}

/** The larger school has entered its own; the smaller one shows what every school has. */
function addSupport(rows: Rows, schoolId: string): void {
  const contacts = [
    [
      'line_manager',
      'Desmond Achebe-Lowe, deputy head',
      'Room 4, or ext. 207; before school and after the bell',
    ],
    ['counselling', 'Brackenhythe staff counselling', '01632 960 260, 7 in the morning to 10 at night'],
    ['helpline', 'Education Support, for everybody who works in a school', '08000 562 561, any time, free'],
  ] as const;
  for (const [kind, name, contact] of contacts) {
    rows.add('people.support_contact', { school_id: schoolId, kind, name, contact });
  }
}

export function addSchools({ rows, trustId, schools, calendar }: World): void {
  rows.add('people.trust', { id: trustId, name: 'Brackenhythe Learning Trust' });
  for (const { id, code, name } of schools) {
    const small = code === 'HR';
    rows.add('people.school', {
      id,
      trust_id: trustId,
      urn: small ? '990002' : '990001',
      name,
      code,
      phone: small ? '01632 960 188' : '01632 960 141',
      acknowledge_within_minutes: small ? 20 : 15,
      record_of_truth: small ? 'myconcern' : 'gatehouse',
      lado_contact: 'Duty desk, 01632 960 200, weekdays 9 to 5',
    });
    for (const weekday of [1, 2, 3, 4, 5]) {
      rows.add('people.school_hours', {
        school_id: id,
        weekday,
        opens: small ? '08:40' : '08:30',
        closes: small ? '15:20' : '15:30',
      });
    }
    if (!small) addSupport(rows, id);
    for (const closure of calendar.closures) {
      rows.add('people.school_closure', {
        school_id: id,
        during: `[${closure.first},${closure.until})`,
        name: closure.name,
      });
    }
  }
}

const yearText = (year: number) => (year === 0 ? 'Reception' : `Year ${year}`);

/** The last school year and this one: the years that the demo's history lies in. */
const yearsShown = (today: LocalDate) => [schoolYearOf(today) - 1, schoolYearOf(today)];
const firstDayOf = (schoolYear: number) => Temporal.PlainDate.from({ year: schoolYear, month: 9, day: 1 });

function classId(world: World, classes: Map<string, string>, school: School, group: Group): string {
  const key = `${school.code} ${group.name}`;
  const known = classes.get(key);
  if (known !== undefined) return known;
  const id = world.random.uuid(world.now);
  classes.set(key, id);
  world.rows.add('people.class', {
    id,
    school_id: school.id,
    source_id: `demo-${key}`,
    title: `${group.name}, ${yearText(group.year)}`,
    kind: 'registration',
  });
  return id;
}

function bornIn(random: Random, cohort: number): LocalDate {
  return Temporal.PlainDate.from({ year: cohort - 5, month: 9, day: 1 }).add({
    days: random.between(0, 364),
  });
}

/** The register group of a child while in a year of school. */
export function groupIn({ school, stream }: Pupil, year: number): Group | undefined {
  const groups = school.groups.filter((group) => group.year === year);
  return groups[stream % groups.length];
}

/** A child's way through the groups: one row a school year, never overlapping. */
function enrol(world: World, classes: Map<string, string>, pupil: Pupil): void {
  for (const schoolYear of yearsShown(world.today)) {
    const year = schoolYear - pupil.cohort;
    if (year < 0 || year > 6) continue;
    const group = groupIn(pupil, year);
    if (group === undefined) continue;
    const leaves = year === 6 || schoolYear < schoolYearOf(world.today);
    const during = `[${firstDayOf(schoolYear)},${leaves ? firstDayOf(schoolYear + 1) : ''})`;
    world.rows.add('people.enrolment', {
      person_id: pupil.id,
      school_id: pupil.school.id,
      nc_year: year,
      registration_group: group.name,
      during,
    });
    world.rows.add('people.class_member', {
      class_id: classId(world, classes, pupil.school, group),
      person_id: pupil.id,
      school_id: pupil.school.id,
      part: 'pupil',
      during,
    });
  }
}

function sizeOf(random: Random, school: School, group: Group): number {
  return school.code === 'HR' ? random.between(24, 27) : random.between(30, 32) - (group.year === 0 ? 1 : 0);
}

/** A name that no other child of the school has. */
function newName(random: Random, taken: Set<string>): Pick<Pupil, 'given' | 'family'> {
  const name = { given: random.pick(givenNames), family: random.pick(familyNames) };
  const both = `${name.given} ${name.family}`;
  if (taken.has(both)) return newName(random, taken);
  taken.add(both);
  return name;
}

function addPupil({ rows, trustId }: World, pupil: Pupil): void {
  rows.add('people.person', {
    id: pupil.id,
    trust_id: trustId,
    kind: 'pupil',
    given_name: pupil.given,
    family_name: pupil.family,
    birth_date: pupil.bornOn.toString(),
    school_ids: [],
    version: 1,
  });
}

/** Children, a cohort at a time; last summer's Year 6 have left, and are still known. */
export function addPupils(world: World, classes: Map<string, string>): Pupil[] {
  const { random } = world;
  const now = schoolYearOf(world.today);
  return world.schools.flatMap((school) => {
    const taken = new Set<string>();
    const left = school.groups.filter(({ year }) => year === 6).map((group) => ({ ...group, year: 7 }));
    return [...school.groups, ...left].flatMap((group) =>
      Array.from({ length: sizeOf(random, school, group) }, () => {
        const cohort = now - group.year;
        const stream = school.groups.findIndex(({ name }) => name === group.name);
        const pupil = {
          ...newName(random, taken),
          id: random.uuid(world.now),
          school,
          cohort,
          stream,
          bornOn: bornIn(random, cohort),
        };
        addPupil(world, pupil);
        enrol(world, classes, pupil);
        return pupil;
      }),
    );
  });
}

const userName = ([given, family]: StaffMember['name']) =>
  `${given.charAt(0)}.${family}`.toLowerCase().replaceAll(/[^a-z.-]/g, '');

function addPosts(world: World, classes: Map<string, string>, staff: Staff): void {
  const { rows, random, trustId, schools, today } = world;
  const began = firstDayOf(schoolYearOf(today) - 1 - random.between(0, 6));
  for (const { at, role, designation, from, until, asCover } of staff.member.posts) {
    rows.add('people.appointment', {
      id: random.uuid(world.now),
      person_id: staff.id,
      trust_id: trustId,
      school_id: schools.find((s) => s.code === at)?.id ?? null,
      role,
      designation: designation ?? null,
      as_cover: asCover ?? false,
      during: `[${from ?? began},${until ?? ''})`,
    });
  }
  const { group } = staff.member;
  const school = schools.find((s) => s.code === staff.member.posts[0]?.at);
  const taught = school?.groups.find((g) => g.name === group);
  if (school === undefined || taught === undefined) return;
  rows.add('people.class_member', {
    class_id: classId(world, classes, school, taught),
    person_id: staff.id,
    school_id: school.id,
    part: 'teacher',
    during: `[${began},)`,
  });
}

/** Everybody who works, governs or volunteers here, each with an account but no password: the demo needs none. */
export function addStaff(world: World, classes: Map<string, string>): Staff[] {
  const { rows, random, trustId, now, today } = world;
  const yearBegan = firstDayOf(schoolYearOf(today));
  return staffOf(today, yearBegan).map((member) => {
    const [given, family] = member.name;
    const staff: Staff = { id: random.uuid(now), name: `${given} ${family}`, member };
    rows.add('people.person', {
      id: staff.id,
      trust_id: trustId,
      kind: 'adult',
      given_name: given,
      family_name: family,
      email: `${userName(member.name)}@brackenhythe.example`,
      school_ids: [],
      version: 1,
    });
    addPosts(world, classes, staff);
    const leftAt = yearBegan.toZonedDateTime({ timeZone: ZONE, plainTime: '00:10' }).toInstant();
    rows.add('signin.account', {
      person_id: staff.id,
      user_name: userName(member.name),
      created_at: now.subtract({ hours: 24 * 400 }).toString(),
      disabled_at: member.left ? leftAt.toString() : null,
      ever_used: true, // a year of use: a reset is a reset here too
    });
    return staff;
  });
}
