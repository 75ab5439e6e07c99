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

/** Who covers today for a duty that I hold in the same school, myself included where I am the cover. */
export async function findCover(tx: Tx, me: Me): Promise<Cover[]> {
  const held = me.appointments.map(({ role, schoolId }) => ({ role, school_id: schoolId }));
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
    .where(
      sql<boolean>`exists (select from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as h (role text, school_id uuid)
        where h.role = a.role and h.school_id = a.school_id)`,
    )
    .orderBy('p.family_name')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}
