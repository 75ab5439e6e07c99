import type { Instant, LocalDate } from '#platform/clock';
import type { SchoolCalendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { Rows } from './rows.ts';
import type { SchoolCode, StaffMember } from './staff.ts';

/** One register group in the current school year. */
export interface Group {
  readonly name: string;
  readonly year: number;
}

export interface School {
  readonly id: string;
  readonly code: SchoolCode;
  readonly name: string;
  readonly groups: readonly Group[];
}

export interface Pupil {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly school: School;
  readonly bornOn: LocalDate;
  /** The autumn in which this child began, or would have begun, Reception. */
  readonly cohort: number;
  /** Which of the year's groups, year after year. */
  readonly stream: number;
}

export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly member: StaffMember;
}

/** Everything that the parts of the demo are made from, and where they put their rows. */
export interface World {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly calendar: SchoolCalendar;
  readonly random: Random;
  readonly rows: Rows;
  readonly trustId: string;
  readonly schools: readonly School[];
}
