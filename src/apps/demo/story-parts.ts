import type { Instant } from '#platform/clock';
import type { CaseBook } from './case-book.ts';
import { type Stage, yearOf } from './stage.ts';
import type { Pupil, School, Staff } from './world.ts';

export const schoolOf = (stage: Stage, code: School['code']): School => {
  const found = stage.schools.find((school) => school.code === code);
  if (found === undefined) throw new Error('the demo has two schools');
  return found;
};

export function childOf(stage: Stage, school: School, year: number): Pupil {
  return stage.random.pick(
    stage.pupils.filter((pupil) => pupil.school === school && yearOf(pupil, stage.today) === year),
  );
}

export const schoolDaysAgo = (stage: Stage, days: number) => {
  let day = stage.calendar.lastSchoolDay(stage.today.subtract({ days: 1 }));
  for (let left = days; left > 0; left -= 1) day = stage.calendar.lastSchoolDay(day.subtract({ days: 1 }));
  return day;
};

export const bare = { placeDetail: null, happenedTime: null, words: null, seen: null, thought: null };

export function exclude(
  stage: Stage,
  book: CaseBook,
  at: Instant,
  person: Staff,
  by: Staff,
  state: 'provisional' | 'confirmed',
  reason: string,
): void {
  stage.rows.add('concern.exclusion', {
    concern_id: book.sent.id,
    caseload_id: book.sent.caseloadId,
    person_id: person.id,
    state,
    reason,
    set_by: by.id,
    set_at: at.toString(),
  });
}
