import { sql } from 'kysely';
import { type LocalDate, ZONE } from '#platform/clock';
import type { Tx } from '#platform/db';
import { casesOf } from '../queries.ts';
import type { Patterns } from './types.ts';

/** Enough for one screen. */
const MOST = 20;

/** Where something was: as it was typed, but for capitals, the beginning of an address and its last stroke. */
const alike = (column: string) =>
  sql`regexp_replace(lower(btrim(${sql.ref(column)})), '^https?://(www\.)?|/+$', '', 'g')`;

const repeated = (column: string) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('text', r.text, 'n', r.n) order by r.n desc, r.text), '[]')
    from (select min(btrim(${sql.ref(column)})) as text, count(*) as n from told where btrim(${sql.ref(column)}) <> ''
      group by ${alike(column)} having count(*) > 1 order by 2 desc, 1 limit ${MOST}) r)`;

/**
 * What comes again in a child's cases, and whom they are linked with, in one statement under my own policies: a case that I
 * may not open is in none of it, and a name that I may not see is none.
 */
export async function findPatterns(tx: Tx, childId: string, termBegan: LocalDate): Promise<Patterns> {
  const { rows } = await sql<Patterns>`
    with ${casesOf(childId)},
    told as materialized (
      select c.id, c.reported_at, c.address, c.place_detail from mine join concern.concern c on c.id = mine.concern_id),
    others as materialized (
      select o.person_id as id, count(distinct o.concern_id) as n
      from mine join concern.party o on o.concern_id = mine.concern_id
      where not o.is_adult and o.person_id <> all (people.same_person(${childId}))
        and not exists (select from concern.party i where i.identifies = o.id)
      group by 1 order by 2 desc, 1 limit ${MOST}),
    related as materialized (
      select distinct other.child_id as id
      from people.guardianship own join people.guardianship other on other.adult_id = own.adult_id
      where own.child_id = any (people.same_person(${childId})) and other.child_id <> all (people.same_person(${childId}))
      limit ${MOST})
    select
      (select count(*)::int from told where reported_at >= ${termBegan.toZonedDateTime(ZONE).toInstant()}::timestamptz) as "inTerm",
      ${repeated('address')} as addresses, ${repeated('place_detail')} as places,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'together', l.together, 'sameCarer', l.same_carer)
          order by l.same_carer desc, l.together desc, l.name), '[]')
        from (
          select p.id, coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name,
            coalesce(o.n, 0) as together, r.id is not null as same_carer
          from others o full join related r on r.id = o.id
          join people.person p on p.id = coalesce(o.id, r.id)) l) as linked
  `.execute(tx.db);
  const [found] = rows;
  if (found === undefined) throw new Error('a select without from always has a row');
  return found;
}
