import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';

/** One row that a decision ended: what it is, since when it holds, until when it held before and holds now. */
export interface Ended {
  readonly what: 'enrolment' | 'member' | 'post';
  /** Of the class or the appointment; an enrolment has none. */
  readonly id: string | null;
  readonly personId: string;
  readonly from: string;
  readonly before: string | null;
  readonly now: string;
}

/** Posts that a roster keeper may end; the same list stands in the policy of people.appointment. */
export const ENDABLE = [
  'teacher',
  'teaching_assistant',
  'peripatetic',
  'volunteer',
  'office',
  'it',
  'governor',
  'slt',
];

const told = sql`person_id as "personId", lower(new.during)::text as from, upper(old.during)::text as before,
  upper(new.during)::text as now`;

/**
 * Ends all that these people hold at the school, the last day included. A place in a class that began after it lasts
 * for its first day, since nothing here is unmade. Gives what it ended.
 */
export async function endStays(
  tx: Tx,
  schoolId: string,
  people: readonly string[],
  lastDay: LocalDate,
): Promise<Ended[]> {
  const today = sql`(${tx.at}::timestamptz at time zone 'Europe/London')::date`;
  const until = sql`greatest(${lastDay.add({ days: 1 }).toString()}::date, lower(during) + 1)`;
  const held = sql`school_id = ${schoolId} and person_id = any (${people}::uuid[]) and during @> ${today}
    and (upper_inf(during) or upper(during) > ${until})`;
  const ended = sql`during = daterange(lower(during), ${until})`;
  const enrolments = await sql<Ended>`
    update people.enrolment set ${ended} where ${held} returning 'enrolment' as what, null as id, ${told}`.execute(
    tx.db,
  );
  const members = await sql<Ended>`
    update people.class_member set ${ended} where ${held} returning 'member' as what, class_id as id, ${told}`.execute(
    tx.db,
  );
  const posts = await sql<Ended>`
    update people.appointment set ${ended} where ${held} and role = any (${ENDABLE}::text[])
    returning 'post' as what, id, ${told}`.execute(tx.db);
  return [...enrolments.rows, ...members.rows, ...posts.rows];
}

const condition = (schoolId: string, one: Ended) =>
  sql`school_id = ${schoolId} and person_id = ${one.personId} and lower(during) = ${one.from}::date
    and upper(during) = ${one.now}::date`;

/** Lets a row hold again as long as it did before; false where it is another by now. */
export async function restore(tx: Tx, schoolId: string, one: Ended): Promise<boolean> {
  const again = sql`during = daterange(lower(during), ${one.before}::date)`;
  const where = condition(schoolId, one);
  const statement = {
    enrolment: sql`update people.enrolment set ${again} where ${where}`,
    member: sql`update people.class_member set ${again} where ${where} and class_id = ${one.id}`,
    post: sql`update people.appointment set ${again} where ${where} and id = ${one.id}`,
  }[one.what];
  return (await statement.execute(tx.db)).numAffectedRows === 1n;
}
