import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import {
  type HeldClass,
  type HeldEnrolment,
  type HeldPost,
  MOST_FOUND,
  PAGE_SIZE,
  type PersonFacts,
  type Relative,
  type RollAdult,
  type RollClass,
  type RollFilter,
  type RollPupil,
} from './types.ts';

const today = (tx: Tx) => sql`(${tx.at}::timestamptz at time zone 'Europe/London')::date`;
const fullName = sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`;

/** Classes with somebody in them today. */
export async function findRollClasses(tx: Tx, schoolId: string): Promise<RollClass[]> {
  const { rows } = await sql<RollClass>`
    select c.id, c.title from people.class c
    where c.school_id = ${schoolId} and exists (
      select from people.class_member m where m.class_id = c.id and m.during @> ${today(tx)})
    order by c.kind, c.title`.execute(tx.db);
  return rows;
}

export async function findYears(tx: Tx, schoolId: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct nc_year as year from people.enrolment
    where school_id = ${schoolId} and nc_year is not null and during @> ${today(tx)} order by 1`.execute(
    tx.db,
  );
  return rows.map(({ year }) => year);
}

const onRoll = (tx: Tx, filter: RollFilter) => sql`
  from people.enrolment e join people.person p on p.id = e.person_id
  where e.school_id = ${filter.schoolId} and e.during @> ${today(tx)}
    ${filter.ncYear === null ? sql`` : sql`and e.nc_year = ${filter.ncYear}`}
    ${
      filter.classId === null
        ? sql``
        : sql`and exists (select from people.class_member m where m.class_id = ${filter.classId}
            and m.person_id = e.person_id and m.during @> ${today(tx)})`
    }`;

const pupilColumns = sql`p.id, ${fullName} as name, e.nc_year as "ncYear", e.registration_group as "group"`;
const inOrder = sql`order by e.nc_year, e.registration_group, p.family_name, p.given_name, p.id`;

export async function findPupils(tx: Tx, filter: RollFilter): Promise<RollPupil[]> {
  const { rows } = await sql<RollPupil>`
    select ${pupilColumns} ${onRoll(tx, filter)} ${inOrder}
    limit ${PAGE_SIZE} offset ${(filter.page - 1) * PAGE_SIZE}`.execute(tx.db);
  return rows;
}

export async function countPupils(tx: Tx, filter: RollFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) ${onRoll(tx, filter)}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

const adults = (tx: Tx, schoolId: string) => sql`
  select p.id, ${fullName} as name,
    jsonb_agg(jsonb_build_object('role', a.role, 'designation', a.designation) order by a.role) as posts
  from people.appointment a join people.person p on p.id = a.person_id
  where a.school_id = ${schoolId} and a.during @> ${today(tx)}`;

/** Who works, governs or helps here today, with all that they do. */
export async function findStaff(tx: Tx, schoolId: string, classId: string | null): Promise<RollAdult[]> {
  const inClass =
    classId === null
      ? sql``
      : sql`and exists (select from people.class_member m where m.class_id = ${classId}
          and m.person_id = p.id and m.during @> ${today(tx)})`;
  const { rows } = await sql<RollAdult>`
    ${adults(tx, schoolId)} ${inClass} group by p.id order by p.family_name, p.given_name, p.id`.execute(
    tx.db,
  );
  return rows;
}

const escapeLike = (word: string) => word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

const named = (words: readonly string[]) =>
  sql.join(
    words.map(
      (word) =>
        sql`(p.given_name || ' ' || coalesce(p.known_as, '') || ' ' || p.family_name) ilike ${`%${escapeLike(word)}%`}`,
    ),
    sql` and `,
  );

export async function findPupilsByName(
  tx: Tx,
  schoolId: string,
  words: readonly string[],
): Promise<RollPupil[]> {
  const { rows } = await sql<RollPupil>`
    select ${pupilColumns} from people.enrolment e join people.person p on p.id = e.person_id
    where e.school_id = ${schoolId} and e.during @> ${today(tx)} and ${named(words)} ${inOrder}
    limit ${MOST_FOUND}`.execute(tx.db);
  return rows;
}

export async function findStaffByName(
  tx: Tx,
  schoolId: string,
  words: readonly string[],
): Promise<RollAdult[]> {
  const { rows } = await sql<RollAdult>`
    ${adults(tx, schoolId)} and ${named(words)} group by p.id order by p.family_name, p.given_name, p.id
    limit ${MOST_FOUND}`.execute(tx.db);
  return rows;
}

export async function findPerson(tx: Tx, id: string): Promise<PersonFacts | undefined> {
  const row = await tx.db
    .selectFrom('people.person')
    .select([
      'id',
      'kind',
      'given_name as givenName',
      'family_name as familyName',
      'known_as as knownAs',
      'birth_date as birthDate',
      'email',
      'school_ids as schoolIds',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, kind: row.kind as PersonFacts['kind'] };
}

const held = (tx: Tx, during: string) => {
  const range = sql.ref(during);
  return sql`s.name as "schoolName", lower(${range}) as from, (upper(${range}) - 1) as "lastDay",
    ${range} @> ${today(tx)} as current`;
};

/** Everything that I may see of what a person was and is, newest first. */
export async function findEnrolments(tx: Tx, personId: string): Promise<HeldEnrolment[]> {
  const { rows } = await sql<HeldEnrolment>`
    select e.nc_year as "ncYear", e.registration_group as "group", ${held(tx, 'e.during')}
    from people.enrolment e join people.school s on s.id = e.school_id
    where e.person_id = ${personId} order by lower(e.during) desc, s.name`.execute(tx.db);
  return rows;
}

export async function findClassPlaces(tx: Tx, personId: string): Promise<HeldClass[]> {
  const { rows } = await sql<HeldClass>`
    select c.title, m.part, ${held(tx, 'm.during')}
    from people.class_member m join people.class c on c.id = m.class_id join people.school s on s.id = m.school_id
    where m.person_id = ${personId} order by lower(m.during) desc, c.title`.execute(tx.db);
  return rows;
}

export async function findPosts(tx: Tx, personId: string): Promise<HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    select a.role, a.designation, a.as_cover as "asCover", coalesce(s.name, t.name) as "schoolName", lower(a.during) as from,
      (upper(a.during) - 1) as "lastDay", a.during @> ${today(tx)} as current
    from people.appointment a join people.trust t on t.id = a.trust_id left join people.school s on s.id = a.school_id
    where a.person_id = ${personId} order by lower(a.during) desc, a.role`.execute(tx.db);
  return rows;
}

const relative = sql`p.id, ${fullName} as name, g.relation, g.parental_responsibility as "parentalResponsibility", g.contact`;

export async function findAdultsOf(tx: Tx, childId: string): Promise<Relative[]> {
  const { rows } = await sql<Relative>`
    select ${relative} from people.guardianship g join people.person p on p.id = g.adult_id
    where g.child_id = ${childId} order by p.family_name, p.given_name`.execute(tx.db);
  return rows;
}

export async function findChildrenOf(tx: Tx, adultId: string): Promise<Relative[]> {
  const { rows } = await sql<Relative>`
    select ${relative} from people.guardianship g join people.person p on p.id = g.child_id
    where g.adult_id = ${adultId} order by p.family_name, p.given_name`.execute(tx.db);
  return rows;
}

export async function isProposedLeaver(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('people.proposed_leaver')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Who an id stands for: of two rows that were joined, the one that was kept. */
export async function findKept(tx: Tx, id: string): Promise<string> {
  const row = await tx.db
    .selectFrom('people.person_merge')
    .select('kept_id')
    .where('merged_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return row?.kept_id ?? id;
}
