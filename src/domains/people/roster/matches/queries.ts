import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Joined, Match, Side } from './types.ts';

const nameOf = (alias: string) =>
  sql`coalesce(${sql.ref(`${alias}.known_as`)}, ${sql.ref(`${alias}.given_name`)}) || ' ' || ${sql.ref(`${alias}.family_name`)}`;

/** More at once than anybody decides with care. */
export const MATCHES_SHOWN = 50;

const matches = (tx: Tx, where: ReturnType<typeof sql>) =>
  sql<Match>`
  select m.id, m.school_id as "schoolId", s.name as "schoolName", m.person_id as "personId",
    m.candidate_id as "candidateId", ${nameOf('p')} as name, m.proposed_at as "proposedAt",
    people.join_refusal(m.person_id, m.candidate_id) as refusal
  from people.proposed_match m join people.school s on s.id = m.school_id
  left join people.person p on p.id = m.person_id
  where ${where} order by m.proposed_at, m.id limit ${MATCHES_SHOWN}`.execute(tx.db);

export const findMatches = async (tx: Tx, schoolIds: readonly string[]): Promise<Match[]> =>
  (await matches(tx, sql`m.school_id = any (${schoolIds}::uuid[])`)).rows;

export const findMatch = async (
  tx: Tx,
  schoolIds: readonly string[],
  id: string,
): Promise<Match | undefined> =>
  (await matches(tx, sql`m.school_id = any (${schoolIds}::uuid[]) and m.id = ${id}`)).rows[0];

export async function countMatches(tx: Tx, schoolIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from people.proposed_match where school_id = any (${schoolIds}::uuid[])`.execute(
    tx.db,
  );
  return rows[0]?.n ?? 0;
}

type Facts = Omit<Side, 'ids' | 'places' | 'classes' | 'family'>;
interface Told {
  readonly what: 'ids' | 'places' | 'classes' | 'family';
  readonly personId: string;
  readonly text: string;
}

const day = (expression: string) => sql.raw(`to_char(${expression}, 'FMDD Mon YYYY')`);
const span = (
  alias: string,
) => sql`case when upper_inf(${sql.ref(`${alias}.during`)}) then 'since ' || ${day(`lower(${alias}.during)`)}
  else ${day(`lower(${alias}.during)`)} || ' to ' || ${day(`upper(${alias}.during) - 1`)} end`;

/** Both, side by side, in as many statements for two as for one. */
export async function findSides(tx: Tx, { id, personId, candidateId }: Match): Promise<Side[]> {
  const both = sql`(${personId}::uuid, ${candidateId}::uuid)`;
  const facts = await sql<Facts & { birthDate: LocalDate | null }>`
    select p.id as "personId", p.kind, ${nameOf('p')} as name, p.given_name || ' ' || p.family_name as "registerName",
      p.birth_date as "birthDate", p.email
    from people.person p where p.id in ${both} order by p.id <> ${personId}`.execute(tx.db);
  const told = await sql<Told>`
    select 'ids' as what, i.person_id as "personId", case when i.source = 'upn' then 'UPN ' || i.external_id
      else i.external_id || ' in the ' || case when i.source like 'csv:%' then 'list' else 'roster' end || ' of '
        || coalesce((select s.name from people.school s where s.urn = split_part(i.source, ':', 2)), 'another system') end as text
      from people.match_identifiers(${id}) i
    union all
    select * from (
      select 'places', e.person_id, concat_ws(', ', s.name, case when e.nc_year is null then null
          when e.nc_year > 0 then 'Year ' || e.nc_year when e.nc_year = 0 then 'Reception' else 'Nursery' end,
        e.registration_group) || ', ' || ${span('e')}
        from people.enrolment e join people.school s on s.id = e.school_id where e.person_id in ${both}
        order by lower(e.during) desc) e
    union all
    select 'places', a.person_id, s.name || ', ' || coalesce(a.designation, replace(a.role, '_', ' ')) || ', ' || ${span('a')}
      from people.appointment a join people.school s on s.id = a.school_id where a.person_id in ${both}
    union all
    select 'classes', m.person_id, c.title || ', ' || ${span('m')}
      from people.class_member m join people.class c on c.id = m.class_id where m.person_id in ${both}
    union all
    select 'family', g.child_id, ${nameOf('p')} || coalesce(', ' || lower(g.relation), '')
      from people.guardianship g join people.person p on p.id = g.adult_id where g.child_id in ${both}
    union all
    select 'family', g.adult_id, ${nameOf('p')}
      from people.guardianship g join people.person p on p.id = g.child_id where g.adult_id in ${both}`.execute(
    tx.db,
  );
  const of = (person: string, what: Told['what']) =>
    told.rows.filter((row) => row.personId === person && row.what === what).map(({ text }) => text);
  return facts.rows.map((side) => ({
    ...side,
    ids: of(side.personId, 'ids'),
    places: of(side.personId, 'places'),
    classes: of(side.personId, 'classes'),
    family: of(side.personId, 'family'),
  }));
}

/** Undefined where somebody decided first. */
export async function joinMatch(tx: Tx, matchId: string, mergeId: string): Promise<string | undefined> {
  const { rows } = await sql<{ kept: string | null }>`
    select people.join_match(${matchId}, ${mergeId}) as kept`.execute(tx.db);
  return rows[0]?.kept ?? undefined;
}

export async function undoMerge(tx: Tx, mergeId: string): Promise<string | undefined> {
  const { rows } = await sql<{ kept: string | null }>`
    select people.undo_merge(${mergeId}, ${tx.ids.uuid()}) as kept`.execute(tx.db);
  return rows[0]?.kept ?? undefined;
}

export async function removeMatch(tx: Tx, id: string): Promise<boolean> {
  const result = await tx.db.deleteFrom('people.proposed_match').where('id', '=', id).executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Joinings of my schools that stand, newest first. */
export async function findJoined(tx: Tx, schoolIds: readonly string[]): Promise<Joined[]> {
  const { rows } = await sql<Joined>`
    select m.id, s.name as "schoolName", ${nameOf('p')} as name, m.merged_at as "mergedAt", ${nameOf('b')} as "mergedBy"
    from people.person_merge m join people.school s on s.id = m.school_id
    left join people.person p on p.id = m.kept_id left join people.person b on b.id = m.merged_by
    where m.undone_at is null and m.school_id = any (${schoolIds}::uuid[])
    order by m.merged_at desc limit ${MATCHES_SHOWN}`.execute(tx.db);
  return rows;
}

export async function schoolOfMerge(tx: Tx, mergeId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('people.person_merge')
    .select('school_id')
    .where('id', '=', mergeId)
    .executeTakeFirst();
  return row?.school_id;
}
