import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface FoundPerson {
  readonly id: string;
  readonly kind: 'pupil' | 'adult';
  readonly name: string;
  /** Year group as the national curriculum counts it; null for an adult. */
  readonly ncYear: number | null;
  readonly group: string | null;
  /** Of the school's own people alone: their age is no business of a sister school's. */
  readonly birthDate: LocalDate | null;
  /** Holds a post at the school today; an adult who does not is a parent or carer, or has left. */
  readonly worksHere: boolean;
}

const escapeLike = (word: string) => word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

const worksHere = (tx: Tx, schoolId: string) => sql<boolean>`exists (
  select from people.appointment a where a.person_id = p.id and a.school_id = ${schoolId}
    and a.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date)`;

const names = sql`p.given_name || ' ' || coalesce(p.known_as, '') || ' ' || p.family_name`;

/** Each word begins a part of the name; "ann" is asked for Ann more often than for Joanna. */
const beginsWith = (words: readonly string[]) =>
  sql<boolean>`(${sql.join(
    words.map((word) => sql`' ' || ${names} ilike ${`% ${escapeLike(word)}%`}`),
    sql` and `,
  )})`;

function people(tx: Tx, schoolId: string) {
  return tx.db
    .selectFrom('people.person as p')
    .leftJoin('people.enrolment as e', (join) =>
      join
        .onRef('e.person_id', '=', 'p.id')
        .on('e.school_id', '=', schoolId)
        .on(sql<boolean>`e.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date`),
    )
    .select([
      'p.id',
      'p.kind',
      'e.nc_year as ncYear',
      'e.registration_group as group',
      sql<LocalDate | null>`case when p.school_ids @> array[${schoolId}::uuid] then p.birth_date end`.as(
        'birthDate',
      ),
      worksHere(tx, schoolId).as('worksHere'),
      sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('name'),
    ]);
}

/**
 * Pupils on roll and staff of a school by every word of a name; whose name begins so first, then pupils; at most
 * `most`. Parents and carers are found by whoever reads cases about children there, and by nobody else, the office included.
 */
export async function findPeopleByName(
  tx: Tx,
  schoolId: string,
  words: readonly string[],
  most: number,
): Promise<FoundPerson[]> {
  let query = people(tx, schoolId).where(sql<boolean>`p.school_ids @> array[${schoolId}::uuid]`);
  for (const word of words) {
    query = query.where(sql<boolean>`(${names}) ilike ${`%${escapeLike(word)}%`}`);
  }
  const rows = await query
    .where((where) =>
      where.or([
        where('e.person_id', 'is not', null),
        worksHere(tx, schoolId),
        where.and([
          where('p.kind', '=', 'adult'),
          sql<boolean>`${schoolId} = any ((select app.ids('child_schools'))::uuid[])`,
        ]),
      ]),
    )
    .orderBy(beginsWith(words), 'desc')
    .orderBy('p.kind', 'desc')
    .orderBy('p.family_name')
    .orderBy('p.given_name')
    .limit(most)
    .execute();
  return rows as FoundPerson[];
}

/** Those of the ids that I may see, in no order. */
export async function findPeopleById(
  tx: Tx,
  schoolId: string,
  ids: readonly string[],
): Promise<FoundPerson[]> {
  if (ids.length === 0) return [];
  const rows = await people(tx, schoolId).where(sql<boolean>`p.id = any (${ids}::uuid[])`).execute();
  return rows as FoundPerson[];
}
