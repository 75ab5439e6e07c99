import { sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import { type SchoolCalendar, usualHours } from './calendar.ts';

/** A school's own hours and closures; the usual school week where it has set none. */
export async function findCalendar(tx: Tx, schoolId: string): Promise<SchoolCalendar> {
  const hours = await tx.db
    .selectFrom('people.school_hours')
    .select(['weekday', 'opens', 'closes'])
    .where('school_id', '=', schoolId)
    .execute();
  const closures = await tx.db
    .selectFrom('people.school_closure')
    .select(['name', sql<LocalDate>`lower(during)`.as('from'), sql<LocalDate>`upper(during) - 1`.as('to')])
    .where('school_id', '=', schoolId)
    .orderBy('during')
    .execute();
  const set = new Map(
    hours.map(({ weekday, opens, closes }) => [
      weekday,
      { opens: Temporal.PlainTime.from(opens), closes: Temporal.PlainTime.from(closes) },
    ]),
  );
  return { hours: set.size > 0 ? set : usualHours, closures };
}
