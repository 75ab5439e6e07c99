import { sql } from 'kysely';
import { type Instant, localDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { KindId, Stream } from '../types.ts';
import { type Recipient, type RouteRole, type RouteRule, routeRoles } from './types.ts';

export interface SchoolRouting {
  readonly id: string;
  readonly trustId: string;
  readonly name: string;
  readonly phone: string | null;
  readonly lado: string | null;
  readonly acknowledgeWithinMinutes: number;
}

export async function findSchool(tx: Tx, schoolId: string): Promise<SchoolRouting | undefined> {
  return tx.db
    .selectFrom('people.school')
    .select([
      'id',
      'trust_id as trustId',
      'name',
      'phone',
      'lado_contact as lado',
      'acknowledge_within_minutes as acknowledgeWithinMinutes',
    ])
    .where('id', '=', schoolId)
    .executeTakeFirst();
}

function selectHolders(tx: Tx, school: SchoolRouting) {
  return tx.db
    .selectFrom('people.appointment as a')
    .innerJoin('people.person as p', 'p.id', 'a.person_id')
    .select([
      'a.person_id as personId',
      'a.role',
      'a.as_cover as asCover',
      sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('name'),
      sql<boolean>`p.email is not null`.as('hasMail'),
    ])
    .where('a.role', 'in', routeRoles)
    .where((eb) =>
      eb.or([
        eb('a.school_id', '=', school.id),
        eb.and([eb('a.school_id', 'is', null), eb('a.trust_id', '=', school.trustId)]),
      ]),
    )
    .where(sql<boolean>`a.during @> ${localDate(tx.at)}::date`)
    .where('p.kind', '=', 'adult')
    .orderBy('a.as_cover')
    .orderBy('p.family_name')
    .orderBy('p.given_name')
    .orderBy('p.id');
}

/** Those whom the database knows not to be able to sign in, of a school and above it. */
const unable = (school: SchoolRouting) =>
  sql<{ person_id: string; closed: boolean }>`concern.cannot_sign_in(${school.id}::uuid)`.as('u');

/**
 * Whoever holds one of the duties today, cover included, at the school or above it. Passes over those whose account was
 * closed: what they are told they could not open, and it would lie.
 */
export async function findHolders(tx: Tx, school: SchoolRouting): Promise<Recipient[]> {
  const rows = await selectHolders(tx, school)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom(unable(school))
            .select('u.closed')
            .whereRef('u.person_id', '=', 'p.id')
            .where('u.closed', '=', true),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as RouteRole }));
}

/** Holders who cannot sign in; the ones that were not closed are told by mail all the same. */
export async function findUnable(
  tx: Tx,
  school: SchoolRouting,
): Promise<(Recipient & { readonly closed: boolean })[]> {
  const rows = await selectHolders(tx, school)
    .innerJoin(unable(school), 'u.person_id', 'p.id')
    .select('u.closed')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as RouteRole }));
}

export async function findCaseloads(tx: Tx, schoolId: string): Promise<ReadonlyMap<Stream, string>> {
  const rows = await tx.db
    .selectFrom('concern.caseload')
    .select(['id', 'stream'])
    .where('school_id', '=', schoolId)
    .execute();
  return new Map(rows.map(({ id, stream }) => [stream as Stream, id]));
}

/** The school's own rules for these kinds, of each stream in their order; none when it keeps to the defaults. */
export async function findRules(
  tx: Tx,
  route: {
    readonly schoolId: string;
    readonly streams: readonly Stream[];
    readonly kinds: readonly KindId[];
  },
): Promise<(RouteRule & { readonly stream: Stream })[]> {
  const { rows } = await sql<RouteRule & { readonly stream: Stream }>`
    select s.stream, l.role, l.at_once as "atOnce"
    from unnest(${route.streams}::text[]) s (stream),
      concern.ladder(${route.schoolId}, s.stream, ${route.kinds}) with ordinality l (role, at_once, n)
    order by s.stream, l.n
  `.execute(tx.db);
  return rows;
}

export async function insertNotices(
  tx: Tx,
  concern: { readonly id: string; readonly caseloadId: string },
  notices: readonly {
    readonly personId: string;
    readonly step: number;
    readonly kind: 'new' | 'urgent' | 'escalated' | 'reminder' | 'shut_out' | 'police';
  }[],
): Promise<void> {
  if (notices.length === 0) return;
  await tx.db
    .insertInto('concern.notice')
    .values(
      notices.map(({ personId, step, kind }) => ({
        id: tx.ids.uuid(),
        concern_id: concern.id,
        caseload_id: concern.caseloadId,
        person_id: personId,
        step,
        kind,
        told_at: tx.at,
      })),
    )
    .execute();
}

/** What somebody above has to see to though they may not open it. */
export interface FoundAbove {
  readonly concernId: string;
  readonly kind: 'unanswered' | 'shut_out';
  readonly school: string;
  readonly phone: string | null;
  readonly since: Instant;
}

/**
 * Urgent, told to everybody in line, acknowledged by nobody, and not mine to open: somebody has to be rung. And readers
 * who were shut out by one of the others, with nobody else to say whether that is right.
 */
export async function findAbove(tx: Tx): Promise<FoundAbove[]> {
  const { rows } = await sql<FoundAbove>`
    select u.concern_id as "concernId", 'unanswered' as kind, s.name as school, s.phone, u.since
      from concern.unanswered u join people.school s on s.id = u.school_id
      where not exists (select from concern.case_file c where c.concern_id = u.concern_id)
    union all
    select concern_id, 'shut_out', school, null, since from concern.shut_out_below()
    order by kind desc, since`.execute(tx.db);
  return rows;
}
