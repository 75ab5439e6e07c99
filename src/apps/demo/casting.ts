import { type LocalDate, Temporal } from '#platform/clock';
import { schoolYearOf } from './calendar.ts';
import { groupIn } from './people.ts';
import { called, postAt, type Stage, yearOf } from './stage.ts';
import type { Pupil, School, Staff } from './world.ts';

/** A child of the right age in that school on that day, and then classmates. */
export function castChildren(
  stage: Stage,
  school: School,
  day: LocalDate,
  [youngest, oldest]: readonly [number, number],
  many: number,
): Pupil[] {
  const { random } = stage;
  const here = stage.pupils.filter(
    (pupil) => pupil.school === school && yearOf(pupil, day) >= youngest && yearOf(pupil, day) <= oldest,
  );
  const first = random.pick(here);
  const classmates = here.filter((pupil) => pupil.cohort === first.cohort && pupil !== first);
  return [first, ...random.sample(classmates, many - 1)];
}

const reports: Readonly<Record<string, number>> = {
  teacher: 6,
  teaching_assistant: 3,
  peripatetic: 2,
  volunteer: 1,
  office: 1,
  slt: 2,
  deputy_dsl: 1,
};

/** The child's own teacher most of all; then other teachers and assistants, now and then who comes once a week. */
export function castReporter(stage: Stage, school: School, day: LocalDate, child: Pupil | undefined): Staff {
  const group = child && groupIn(child, yearOf(child, day))?.name;
  const own = stage.staff.find(
    (staff) =>
      staff.member.group === group &&
      staff.member.posts[0]?.at === school.code &&
      postAt(staff, school, day) !== undefined,
  );
  if (own !== undefined && stage.random.chance(0.6)) return own;
  const here = stage.staff.filter((staff) => postAt(staff, school, day) !== undefined);
  const weight = (staff: Staff) =>
    staff.member.posts.some(({ role }) => role === 'dsl' || role === 'head') &&
    staff.member.posts[0]?.at === school.code
      ? 0
      : Math.max(
          0,
          ...staff.member.posts.filter(({ at }) => at === school.code).map(({ role }) => reports[role] ?? 0),
        );
  return stage.random.weighted(here, weight);
}

const leads: Readonly<Record<School['code'], readonly (readonly [name: string, share: number])[]>> = {
  LP: [
    ['Priya Nair', 6],
    ['Shauna Brightwell', 2],
    ['Tom Ellery', 2],
  ],
  HR: [
    ['Imogen Sayle', 7],
    ['Delroy Campion', 2],
  ],
};

/** Whoever was a lead or deputy in that school, that day. */
export function leadsOn(stage: Stage, school: School, day: LocalDate): Staff[] {
  const names = leads[school.code].map(([name]) => name);
  const began = Temporal.PlainDate.from({ year: schoolYearOf(stage.today), month: 9, day: 1 });
  const left = school.code === 'LP' && Temporal.PlainDate.compare(day, began) < 0 ? ['Rosalind Tweed'] : [];
  return [...names, ...left].map((name) => called(stage, name));
}

export function castLead(stage: Stage, school: School, day: LocalDate, not: readonly Staff[] = []): Staff {
  const share = new Map(leads[school.code]);
  const free = leadsOn(stage, school, day).filter((staff) => !not.includes(staff));
  return stage.random.weighted(free, (staff) => share.get(staff.name) ?? 1);
}

export const headOf = (stage: Stage, school: School): Staff =>
  called(stage, school.code === 'LP' ? 'Marianne Holloway-Reid' : 'Alasdair Finch');
export const leadName = (school: School): string => (school.code === 'LP' ? 'Priya Nair' : 'Imogen Sayle');
