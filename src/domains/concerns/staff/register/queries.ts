import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { asFiled, filedConcern, type PlainFiled } from '../queries.ts';
import type { FiledConcern } from '../types.ts';

/** A concern in an adult's file: of cases that I may open, so a file is never more than that. */
export interface Filed extends FiledConcern {
  /** Of whoever it is about; two records of one person are one. Null where they are on no list. */
  readonly personId: string | null;
  readonly name: string;
  readonly schoolId: string;
  readonly school: string;
}

type Plain = Omit<Filed, keyof FiledConcern> & { readonly filed: PlainFiled };

/** Allegations and low-level concerns, the latest first; of one adult where they are named. */
export async function findFiled(tx: Tx, personId: string | null): Promise<Filed[]> {
  const { rows } = await sql<Plain>`
    select one.id as "personId", l.school_id as "schoolId", s.name as school, ${filedConcern} as filed,
      coalesce(a.described_as, coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Somebody outside this school') as name
    from (
      select distinct on (s.concern_id) s.concern_id, s.caseload_id, s.person_id, s.described_as, s.level
      from unnest((select app.ids('caseloads'))::uuid[]) mine (id)
      join concern.staff_assessment s on s.caseload_id = mine.id
      order by s.concern_id, s.assessed_at desc, s.id desc) a
    join concern.concern c on c.id = a.concern_id
    join concern.case_file f on f.concern_id = a.concern_id
    join concern.caseload l on l.id = a.caseload_id
    join people.school s on s.id = l.school_id
    left join people.person p on p.id = a.person_id
    left join lateral (select min(x::text)::uuid as id from unnest(people.same_person(a.person_id)) x) one on true
    where a.level <> 'neither'
      and (${personId}::uuid is null or a.person_id = any (people.same_person(${personId}::uuid)))
    order by c.reported_at desc, c.id
  `.execute(tx.db);
  return rows.map(({ filed, ...rest }) => ({ ...rest, ...asFiled(filed) }));
}
