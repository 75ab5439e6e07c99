import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';

/** Whether somebody of this name ever had a post at the school. */
export async function isNameKnown(
  tx: Tx,
  schoolId: string,
  name: { readonly given: string; readonly family: string },
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('people.person')
    .select('id')
    .where(sql<boolean>`${schoolId}::uuid = any (works_at)`)
    .where(sql<boolean>`lower(${name.given}) in (lower(given_name), lower(known_as))`)
    .where(sql<boolean>`lower(family_name) = lower(${name.family})`)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewAdult {
  readonly id: string;
  readonly trustId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
}

export async function insertAdult(tx: Tx, adult: NewAdult): Promise<void> {
  await tx.db
    .insertInto('people.person')
    .values({
      id: adult.id,
      trust_id: adult.trustId,
      kind: 'adult',
      given_name: adult.givenName,
      family_name: adult.familyName,
      email: adult.email,
    })
    .execute();
}

export interface NewPost {
  readonly id: string;
  readonly personId: string;
  readonly trustId: string;
  readonly schoolId: string;
  readonly role: string;
  readonly designation: string | null;
  readonly from: LocalDate;
}

export async function insertPost(tx: Tx, post: NewPost): Promise<void> {
  await tx.db
    .insertInto('people.appointment')
    .values({
      id: post.id,
      person_id: post.personId,
      trust_id: post.trustId,
      school_id: post.schoolId,
      role: post.role,
      designation: post.designation,
      during: sql<string>`daterange(${post.from}::date, null)`,
    })
    .execute();
}

export interface Reachable {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** The school whose roster I keep, and where they have a post now or from a day to come. */
  readonly schoolId: string;
}

/** An adult of a school whose roster I keep, none of whose posts reads cases, now or from a day to come. */
export async function findReachable(tx: Tx, id: string): Promise<Reachable | undefined> {
  const { rows } = await sql<Reachable>`
    select p.id, coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name, p.email,
      a.school_id as "schoolId"
    from people.person p join people.appointment a on a.person_id = p.id
    where p.id = ${id} and p.kind = 'adult' and a.school_id = any (app.ids('roster_schools'))
      and (upper_inf(a.during) or upper(a.during) > signin.today()) and not signin.reads_cases(p.id)
    order by a.school_id limit 1`.execute(tx.db);
  return rows[0];
}

/** False when the database's own rule refuses. */
export async function setEmail(tx: Tx, id: string, email: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('people.person')
    .set({ email, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
