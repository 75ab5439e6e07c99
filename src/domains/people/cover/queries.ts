import { sql } from 'kysely';
import { type LocalDate, localDate } from '#platform/clock';
import type { Me, Role, Tx } from '#platform/db';

export interface Cover {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** The last day; null where no end was set. */
  readonly lastDay: LocalDate | null;
}

/** Who covers today for a duty that I hold, myself included where I am the cover. */
export async function findCover(tx: Tx, me: Me): Promise<Cover[]> {
  const held = me.appointments.map(({ role }) => role);
  const rows = await tx.db
    .selectFrom('people.appointment as a')
    .innerJoin('people.person as p', 'p.id', 'a.person_id')
    .select([
      'a.person_id as personId',
      'a.role',
      sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('name'),
      sql<LocalDate | null>`(upper(a.during) - 1)::date`.as('lastDay'),
    ])
    .where('a.as_cover', '=', true)
    .where(sql<boolean>`a.during @> ${localDate(tx.at)}::date`)
    .where(sql<boolean>`a.school_id = any (${me.schoolIds}::uuid[])`)
    .where(sql<boolean>`a.role = any (${held}::text[])`)
    .orderBy('p.family_name')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}
