import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import { dutiesInFile } from '../duty/queries.ts';
import { findingsInFile } from '../finding/queries.ts';
import { referralsInFile } from '../referral/queries.ts';
import { sanctionsInFile } from '../sanction/in-file/queries.ts';
import { supportInFile } from '../support/queries.ts';
import type { Cursor, FileFilter } from './filter.ts';
import { type FileChild, type FileItem, rowKinds } from './types.ts';

/**
 * Concerns about children that name this child (by any id of theirs) and that I handle. The case is asked for and not only
 * the concern: whoever reported one, and is excluded from it since, still reads their own report. Who was named wrongly is cleared.
 */
export const mine = (childId: string) => sql`
  select distinct on (f.concern_id) f.concern_id, f.status, f.school_id, y.part, y.person_id, w.cleared
  from concern.caseload l
  join concern.party y on y.caseload_id = l.id
  join concern.case_file f on f.concern_id = y.concern_id
  cross join lateral (select exists (select from concern.party n where n.identifies = y.id) as cleared) w
  where l.stream = 'child' and l.id = any ((select app.ids('caseloads'))::uuid[]) and not y.is_adult
    and y.person_id = any ((select people.same_person(${childId}))::uuid[])
  order by f.concern_id, w.cleared, y.added_at, y.id`;

/** What the case itself brings. Of an entry that changed a field it is the new value that tells. */
const casesInFile = sql`
  select c.id, 'concern' as kind, c.reported_at as at, c.id as concern_id, null::text as word, false as "not", c.headline as text, c.reporter_id as by_id
    from mine join concern.concern c on c.id = mine.concern_id
  union all
  select a.id, 'addition', a.added_at, a.concern_id, null, false, a.body, a.author_id
    from mine join concern.addition a on a.concern_id = mine.concern_id
  union all
  select a.id, 'action', a.made_at, a.concern_id, null, false, a.what, a.made_by
    from mine join concern.action a on a.concern_id = mine.concern_id
  union all
  select a.id, 'action_ended', a.done_at, a.concern_id, null, a.dropped, concat_ws('. ', a.what, a.done_note), a.done_by
    from mine join concern.action a on a.concern_id = mine.concern_id where a.done_at is not null
  union all
  select e.id, e.kind, e.at, e.concern_id, jsonb_path_query_first(e.details, '$.changes[*] ? (@.field == "parents").to') #>> '{}', false,
      coalesce(e.body, jsonb_path_query_first(e.details, '$.changes[*] ? (@.field == "parentsNote" || @.field == "outcome").to') #>> '{}'),
      e.author_id
    from mine join concern.entry e on e.concern_id = mine.concern_id
    where e.kind in ('parents', 'outcome', 'close', 'reopen', 'note')`;

/** A part adds its branch here: id, row kind, when, concern, word, not, text, by whom, for the concerns of `mine`. */
const branches: readonly RawBuilder<unknown>[] = [
  casesInFile,
  referralsInFile,
  dutiesInFile,
  findingsInFile,
  sanctionsInFile,
  supportInFile,
];

const olderThan = (before: Cursor | null) =>
  before === null ? sql`true` : sql`(i.at, i.id) < (${before.at}::timestamptz, ${before.id}::uuid)`;

/** A page of what happened about a child, the newest first, in one statement. */
export async function findItems(
  tx: Tx,
  childId: string,
  { kind, before }: FileFilter,
  since: Instant | null,
  most: number | null,
): Promise<FileItem[]> {
  const wanted = Object.entries(rowKinds).flatMap(([row, of]) => (kind === null || of === kind ? [row] : []));
  const { rows } = await sql<FileItem>`
    with mine as materialized (${mine(childId)})
    select i.id, i.kind, i.at, coalesce(o.told_as = 'anonymous' and i.kind in ('concern', 'addition'), false) as "dayOnly",
      i.concern_id as "concernId", c.reference, m.status, m.school_id as "schoolId", m.part, m.cleared, i.word, i."not", i.text,
      coalesce(p.known_as, p.given_name) || ' ' || p.family_name as by
    from (${sql.join(branches, sql` union all `)}) i
    join mine m on m.concern_id = i.concern_id
    join concern.concern c on c.id = i.concern_id
    left join concern.outside_report o on o.concern_id = i.concern_id
    left join people.person p on p.id = i.by_id
    where i.kind = any (${wanted}::text[]) and (${since}::timestamptz is null or i.at >= ${since}::timestamptz)
      and ${olderThan(before)}
    order by i.at desc, i.id desc
    limit ${most}
  `.execute(tx.db);
  return rows;
}

/**
 * The child, for whoever handles concerns about children at their school of today, or one that names them; not for who is
 * their parent or carer, whatever duty they hold.
 */
export async function findChild(
  tx: Tx,
  childId: string,
  me: { readonly id: string; readonly childSchoolIds: readonly string[] },
): Promise<FileChild | undefined> {
  const { rows } = await sql<FileChild>`
    with mine as materialized (${mine(childId)})
    select p.id, coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name, e.school_id as "schoolId",
      s.name as "schoolName", e.nc_year as "ncYear", e.registration_group as "registrationGroup"
    from people.person p
    left join lateral (
      select n.* from people.enrolment n
      where n.person_id = any (people.same_person(p.id)) and n.school_id = any (${me.childSchoolIds}::uuid[])
        and n.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date
      order by lower(n.during) desc limit 1) e on true
    left join people.school s on s.id = e.school_id
    where p.id = ${childId} and p.kind = 'pupil' and ${me.childSchoolIds}::uuid[] <> '{}'
      and (e.school_id is not null or exists (select from mine))
      and not exists (
        select from people.guardianship g
        where g.child_id = any (people.same_person(p.id)) and g.adult_id = any (people.same_person(${me.id}::uuid)))
  `.execute(tx.db);
  return rows[0];
}
