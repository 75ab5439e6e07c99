import { sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import { type Closure, type SchoolCalendar, usualHours } from './calendar.ts';
import type { DayHours } from './types.ts';

export async function findHours(tx: Tx, schoolId: string): Promise<DayHours[]> {
  return tx.db
    .selectFrom('people.school_hours')
    .select(['weekday', 'opens', 'closes'])
    .where('school_id', '=', schoolId)
    .orderBy('weekday')
    .execute();
}

const closureColumns = [
  'name',
  sql<LocalDate>`lower(during)`.as('from'),
  sql<LocalDate>`upper(during) - 1`.as('to'),
] as const;

export async function findClosures(tx: Tx, schoolId: string): Promise<Closure[]> {
  return tx.db
    .selectFrom('people.school_closure')
    .select(closureColumns)
    .where('school_id', '=', schoolId)
    .orderBy('during')
    .execute();
}

/** A school's own hours and closures; the usual school week where it has set none. */
export async function findCalendar(tx: Tx, schoolId: string): Promise<SchoolCalendar> {
  const [hours, closures] = await Promise.all([findHours(tx, schoolId), findClosures(tx, schoolId)]);
  const own = new Map(
    hours.map(({ weekday, opens, closes }) => [
      weekday,
      { opens: Temporal.PlainTime.from(opens), closes: Temporal.PlainTime.from(closes) },
    ]),
  );
  return { hours: own.size > 0 ? own : usualHours, closures };
}

/** The school's name, held until the end, so that two people change its calendar one after the other. */
export async function lockSchool(tx: Tx, schoolId: string): Promise<void> {
  await tx.db.selectFrom('people.school').select('id').where('id', '=', schoolId).forUpdate().execute();
}

export async function findSchoolName(tx: Tx, schoolId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('people.school')
    .select('name')
    .where('id', '=', schoolId)
    .executeTakeFirst();
  return row?.name;
}

export async function replaceHours(tx: Tx, schoolId: string, hours: readonly DayHours[]): Promise<void> {
  await tx.db.deleteFrom('people.school_hours').where('school_id', '=', schoolId).execute();
  if (hours.length === 0) return;
  await tx.db
    .insertInto('people.school_hours')
    .values(hours.map((day) => ({ school_id: schoolId, ...day })))
    .execute();
}

export async function insertClosure(tx: Tx, schoolId: string, closure: Closure): Promise<void> {
  await tx.db
    .insertInto('people.school_closure')
    .values({
      school_id: schoolId,
      during: sql<string>`daterange(${closure.from}::date, ${closure.to}::date, '[]')`,
      name: closure.name,
    })
    .execute();
}

/** @returns the one that began on that day, if there was one */
export async function deleteClosure(tx: Tx, schoolId: string, from: LocalDate): Promise<Closure | undefined> {
  return tx.db
    .deleteFrom('people.school_closure')
    .where('school_id', '=', schoolId)
    .where(sql<boolean>`lower(during) = ${from}::date`)
    .returning(closureColumns)
    .executeTakeFirst();
}
