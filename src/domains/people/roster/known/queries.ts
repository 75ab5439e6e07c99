import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { identifierKey, sourceOf } from '../match.ts';
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
export async function lockRosters(tx: Tx): Promise<void> {
  await sql`select people.lock_roster()`.execute(tx.db);
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

type MatchRow = Pick<
  KnownPerson,
  'id' | 'kind' | 'givenName' | 'familyName' | 'knownAs' | 'birthDate' | 'upns'
> & {
  readonly source: string;
  readonly externalId: string;
  /** Of this school, or of none yet; nobody else's e-mail address or posts are told. */
  readonly isMine: boolean;
};

/** Whom the file names, wherever in the trust they are. */
async function findMatches(
  tx: Tx,
  school: RosterSchool,
  { people, sisterUrns, coverage }: Wanted,
): Promise<MatchRow[]> {
  const inFile = new Set(people.map(({ sourceId }) => sourceId));
  // Whom a delta takes away is known by this school's own id alone.
  const gone =
    typeof coverage.leavers === 'string' ? [] : [...coverage.leavers].filter((id) => !inFile.has(id));
  const none = gone.map(() => null);
  const { rows } = await sql<MatchRow>`
    select source, external_id as "externalId", person_id as id, kind, given_name as "givenName",
      family_name as "familyName", known_as as "knownAs", birth_date as "birthDate", upns, is_mine as "isMine"
    from people.roster_matches(${[school.urn, ...sisterUrns].map((urn) => sourceOf(urn, coverage))}::text[],
      ${[...people.map(({ sourceId }) => sourceId), ...gone]}::text[],
      ${[...people.map(({ upn }) => upn), ...none]}::text[],
      ${[...people.map(({ givenName }) => givenName), ...none]}::text[],
      ${[...people.map(({ familyName }) => familyName), ...none]}::text[])`.execute(tx.db);
  return rows;
}

async function findPeople(
  tx: Tx,
  school: RosterSchool,
  here: readonly string[],
  matches: readonly MatchRow[],
): Promise<Map<string, KnownPerson>> {
  const ids = [...new Set([...here, ...matches.filter(({ isMine }) => isMine).map(({ id }) => id)])];
  const { rows } = await sql<Omit<KnownPerson, 'upns'>>`
    select id, kind, given_name as "givenName", family_name as "familyName", known_as as "knownAs",
      birth_date::text as "birthDate", email, not school_ids <@ array[${school.id}::uuid] as elsewhere,
      id = any ((select app.case_readers())::uuid[]) as "readsCases",
      works_at <> '{}' and not works_at && (select app.ids('roster_schools'))::uuid[] as "worksElsewhere"
    from people.person where id = any (${ids}::uuid[])`.execute(tx.db);
  const upns = new Map(matches.map((row) => [row.id, row.upns]));
  // A child may come from a sister school; an adult does not, but by a person's decision.
  const fromSisters = matches
    .filter(({ isMine, kind }) => !isMine && kind === 'pupil')
    .map(
      ({ source, externalId, isMine, ...row }): KnownPerson => ({
        ...row,
        email: null,
        elsewhere: true,
        readsCases: false,
        worksElsewhere: false,
      }),
    );
  return new Map(
    [...fromSisters, ...rows.map((row): KnownPerson => ({ ...row, upns: upns.get(row.id) ?? [] }))].map(
      (one) => [one.id, one],
    ),
  );
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

/** Whom a person has joined from two records. */
async function findJoined(tx: Tx, trustId: string): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('people.person_merge')
    .select('kept_id as id')
    .where('trust_id', '=', trustId)
    .where('undone_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Everything that this file can touch at this school. */
export async function findKnown(tx: Tx, school: RosterSchool, wanted: Wanted, today: Day): Promise<Known> {
  const matches = await findMatches(tx, school, wanted);
  const enrolments = await findEnrolments(tx, school, today);
  const posts = await findPosts(tx, school, today);
  const classes = await findClasses(tx, school);
  const here = [...enrolments.spans, ...posts.spans].map(({ details }) => details.personId);
  const inFile = new Set(wanted.classes.map(({ sourceId }) => sourceId));
  const classIds = classes.filter(({ sourceId }) => inFile.has(sourceId)).map(({ id }) => id);
  return {
    identifiers: new Map(matches.map((row) => [identifierKey(row.source, row.externalId), row.id])),
    people: await findPeople(tx, school, here, matches),
    enrolments,
    posts,
    classes,
    members: await findMembers(tx, school, today, classIds),
    families: await findFamilies(tx, [...new Set(matches.map(({ id }) => id))]),
    proposed: await findProposed(tx, school.id),
    joined: await findJoined(tx, school.trustId),
  };
}

/** Pupils of the trust with the name and birth date of somebody new, and who are not in the file themselves. */
export async function findLookalikes(
  tx: Tx,
  people: readonly NewPerson[],
  recognised: ReadonlySet<string>,
): Promise<{ personId: string; candidateId: string }[]> {
  const born = people.filter(
    ({ kind, birthDate }) => kind === ('pupil' satisfies PersonKind) && birthDate !== null,
  );
  if (born.length === 0) return [];
  const { rows } = await sql<{ personId: string; candidateId: string }>`
    select person_id as "personId", candidate_id as "candidateId"
    from people.roster_lookalikes(${born.map((one) => one.id)}::uuid[], ${born.map((one) => one.givenName)}::text[],
      ${born.map((one) => one.familyName)}::text[], ${born.map((one) => one.birthDate)}::date[])`.execute(
    tx.db,
  );
  return rows.filter(({ candidateId }) => !recognised.has(candidateId));
}
