import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { identifierKey, sourceOf, UPN_SOURCE } from '../match.ts';
import type {
  Day,
  EnrolmentDetails,
  Known,
  KnownPerson,
  MemberDetails,
  MemberPart,
  NewPerson,
  PersonKind,
  PostDetails,
  RosterSchool,
  Span,
  Timeline,
  Wanted,
  WantedClass,
} from '../types.ts';

/** What a roster may change, read in a handful of statements however many people there are. */

/** One import of a trust at a time: a child who moves between two of its schools must not be made twice. */
export async function lockRosters(tx: Tx, trustId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('roster ' || ${trustId}, 0))`.execute(tx.db);
}

export async function findSchool(tx: Tx, id: string): Promise<RosterSchool | undefined> {
  return tx.db
    .selectFrom('people.school')
    .select(['id', 'trust_id as trustId', 'urn', 'name'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findSchools(tx: Tx, ids: readonly string[]): Promise<RosterSchool[]> {
  return tx.db
    .selectFrom('people.school')
    .select(['id', 'trust_id as trustId', 'urn', 'name'])
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .orderBy('name')
    .execute();
}

async function findIdentifiers(tx: Tx, school: RosterSchool, wanted: Wanted): Promise<Map<string, string>> {
  const sources = [school.urn, ...wanted.sisterUrns].map(sourceOf);
  const ids = wanted.people.map(({ sourceId }) => sourceId);
  const upns = wanted.people.flatMap(({ upn }) => upn ?? []);
  const { rows } = await sql<{ source: string; externalId: string; personId: string }>`
    select source, external_id as "externalId", person_id as "personId" from people.identifier
    where trust_id = ${school.trustId} and (
      (source = any (${sources}::text[]) and external_id = any (${ids}::text[]))
      or (source = ${UPN_SOURCE} and external_id = any (${upns}::text[])))`.execute(tx.db);
  return new Map(rows.map((row) => [identifierKey(row.source, row.externalId), row.personId]));
}

interface PersonRow extends Omit<KnownPerson, 'upns'> {}

async function findPeople(
  tx: Tx,
  school: RosterSchool,
  ids: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const [people, upns] = [
    await sql<PersonRow>`
      select id, kind, given_name as "givenName", family_name as "familyName", known_as as "knownAs",
        birth_date::text as "birthDate", email, not school_ids <@ array[${school.id}::uuid] as elsewhere,
        id = any ((select app.case_readers())::uuid[]) as "readsCases"
      from people.person where id = any (${ids}::uuid[])`.execute(tx.db),
    await sql<{ personId: string; upns: string[] }>`
      select person_id as "personId", array_agg(external_id) as upns from people.identifier
      where source = ${UPN_SOURCE} and person_id = any (${ids}::uuid[]) group by person_id`.execute(tx.db),
  ];
  const upnsOf = new Map(upns.rows.map((row) => [row.personId, row.upns]));
  return new Map(people.rows.map((row) => [row.id, { ...row, upns: upnsOf.get(row.id) ?? [] }]));
}

interface SpanRow {
  readonly from: Day;
  readonly until: Day | null;
}
interface EndedRow {
  readonly key: string;
  readonly day: Day;
}

function timeline<R extends SpanRow, D>(
  rows: readonly R[],
  ended: readonly EndedRow[],
  keyOf: (row: R) => string,
  detailsOf: (row: R) => D,
): Timeline<D> {
  const spans = rows.map(
    (row): Span<D> => ({ key: keyOf(row), from: row.from, until: row.until, details: detailsOf(row) }),
  );
  return {
    spans: spans.sort((a, b) => (a.from < b.from ? -1 : 1)),
    ended: new Map(ended.map(({ key, day }) => [key, day])),
  };
}

const span = sql`lower(during)::text as from, upper(during)::text as until`;
const holds = (today: Day) => sql`(upper_inf(during) or upper(during) > ${today}::date)`;
const over = (today: Day) => sql`upper(during) <= ${today}::date`;

async function findEnrolments(tx: Tx, school: RosterSchool, today: Day): Promise<Timeline<EnrolmentDetails>> {
  const open = await sql<SpanRow & EnrolmentDetails>`
    select person_id as "personId", nc_year as "ncYear", registration_group as "group", ${span}
    from people.enrolment where school_id = ${school.id} and ${holds(today)}`.execute(tx.db);
  const ended = await sql<EndedRow>`
    select person_id as key, max(upper(during))::text as day
    from people.enrolment where school_id = ${school.id} and ${over(today)} group by person_id`.execute(
    tx.db,
  );
  return timeline(
    open.rows,
    ended.rows,
    (row) => row.personId,
    ({ personId, ncYear, group }) => ({ personId, ncYear, group }),
  );
}

async function findPosts(tx: Tx, school: RosterSchool, today: Day): Promise<Timeline<PostDetails>> {
  const open = await sql<SpanRow & PostDetails>`
    select id, person_id as "personId", role, designation, by_roster as "byRoster", ${span}
    from people.appointment where school_id = ${school.id} and ${holds(today)}`.execute(tx.db);
  const ended = await sql<EndedRow>`
    select person_id || ' ' || role as key, max(upper(during))::text as day
    from people.appointment where school_id = ${school.id} and ${over(today)} group by person_id, role`.execute(
    tx.db,
  );
  return timeline(
    open.rows,
    ended.rows,
    (row) => `${row.personId} ${row.role}`,
    ({ id, personId, role, designation, byRoster }) => ({ id, personId, role, designation, byRoster }),
  );
}

type ClassRow = WantedClass & { readonly id: string };

async function findClasses(tx: Tx, school: RosterSchool): Promise<ClassRow[]> {
  const rows = await tx.db
    .selectFrom('people.class')
    .select(['id', 'source_id as sourceId', 'title', 'kind'])
    .where('school_id', '=', school.id)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as WantedClass['kind'] }));
}

async function findMembers(
  tx: Tx,
  school: RosterSchool,
  today: Day,
  classIds: readonly string[],
): Promise<Timeline<MemberDetails>> {
  const open = await sql<SpanRow & { classId: string; personId: string; part: MemberPart }>`
    select class_id as "classId", person_id as "personId", part, ${span}
    from people.class_member where school_id = ${school.id} and ${holds(today)}`.execute(tx.db);
  const ended = await sql<EndedRow>`
    select class_id || ' ' || person_id as key, max(upper(during))::text as day
    from people.class_member where class_id = any (${classIds}::uuid[]) and ${over(today)}
    group by class_id, person_id`.execute(tx.db);
  return timeline(
    open.rows,
    ended.rows,
    (row) => `${row.classId} ${row.personId}`,
    ({ classId, personId, part }) => ({ classId, personId, part }),
  );
}

async function findFamilies(tx: Tx, childIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select child_id || ' ' || adult_id as key from people.guardianship
    where child_id = any (${childIds}::uuid[])`.execute(tx.db);
  return new Set(rows.map(({ key }) => key));
}

async function findProposed(tx: Tx, schoolId: string): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('people.proposed_leaver')
    .select('person_id as id')
    .where('school_id', '=', schoolId)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Everything that this file can touch at this school. */
export async function findKnown(tx: Tx, school: RosterSchool, wanted: Wanted, today: Day): Promise<Known> {
  const identifiers = await findIdentifiers(tx, school, wanted);
  const enrolments = await findEnrolments(tx, school, today);
  const posts = await findPosts(tx, school, today);
  const classes = await findClasses(tx, school);
  const here = [...enrolments.spans, ...posts.spans].map(({ details }) => details.personId);
  const matched = [...identifiers.values()];
  const inFile = new Set(wanted.classes.map(({ sourceId }) => sourceId));
  const classIds = classes.filter(({ sourceId }) => inFile.has(sourceId)).map(({ id }) => id);
  return {
    identifiers,
    people: await findPeople(tx, school, [...new Set([...matched, ...here])]),
    enrolments,
    posts,
    classes,
    members: await findMembers(tx, school, today, classIds),
    families: await findFamilies(tx, [...new Set(matched)]),
    proposed: await findProposed(tx, school.id),
  };
}

/** Pupils of the trust with the name and birth date of somebody new, and who are not in the file themselves. */
export async function findLookalikes(
  tx: Tx,
  trustId: string,
  people: readonly NewPerson[],
  recognised: ReadonlySet<string>,
): Promise<{ personId: string; candidateId: string }[]> {
  const born = people.filter(
    ({ kind, birthDate }) => kind === ('pupil' satisfies PersonKind) && birthDate !== null,
  );
  if (born.length === 0) return [];
  const { rows } = await sql<{ personId: string; candidateId: string }>`
    select n.id as "personId", p.id as "candidateId"
    from unnest(${born.map((one) => one.id)}::uuid[], ${born.map((one) => one.givenName)}::text[],
      ${born.map((one) => one.familyName)}::text[], ${born.map((one) => one.birthDate)}::date[]) n (id, given, family, born)
    join people.person p on p.trust_id = ${trustId} and p.kind = 'pupil' and p.birth_date = n.born
      and lower(p.family_name) = lower(n.family) and lower(p.given_name) = lower(n.given)
    order by 1, 2`.execute(tx.db);
  return rows.filter(({ candidateId }) => !recognised.has(candidateId));
}
