import { sql } from 'kysely';
import type { Role, Tx } from '#platform/db';

export interface DemoPerson {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly schoolName: string;
}

/** Everybody with an account and a post today. */
export function demoAccounts(tx: Tx): Promise<DemoPerson[]> {
  return tx.db
    .selectFrom('signin.account as a')
    .innerJoin('people.person as p', 'p.id', 'a.person_id')
    .innerJoin('people.appointment as t', 't.person_id', 'p.id')
    .leftJoin('people.school as s', 's.id', 't.school_id')
    .select([
      'p.id as personId',
      sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('name'),
      sql<Role[]>`array_agg(distinct t.role)`.as('roles'),
      // Whoever is at two schools stands under the one where their duty weighs more.
      sql<string>`coalesce((array_agg(s.name order by array_position(array['head', 'dsl', 'deputy_dsl'], t.role)))[1],
        'The whole trust')`.as('schoolName'),
    ])
    .where('a.disabled_at', 'is', null)
    .where(sql<boolean>`t.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date`)
    .groupBy('p.id')
    .orderBy('p.family_name')
    .limit(200)
    .execute();
}
