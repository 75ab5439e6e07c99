import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { casesOf } from '../queries.ts';

/** Another child in the concerns of this one. The name is null where I may not see it. */
export interface OtherChild {
  readonly id: string;
  readonly name: string | null;
}

/** By name, or as a report described them, unless that was this child. */
export async function findOthers(tx: Tx, childId: string): Promise<OtherChild[]> {
  const { rows } = await sql<OtherChild>`
    with ${casesOf(childId)}
    select distinct coalesce(y.person_id, y.id) as id,
      coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, y.described_as) as name
    from file join concern.party y on y.concern_id = file.concern_id
    left join people.person p on p.id = y.person_id
    where not y.is_adult and coalesce(y.person_id <> all (people.same_person(${childId})), true)
      and not exists (
        select from concern.party i where i.identifies = y.id and i.person_id = any (people.same_person(${childId})))
    order by name, id
  `.execute(tx.db);
  return rows;
}

export interface Reported {
  readonly concernId: string;
  readonly childWords: string | null;
  readonly seen: string | null;
  readonly thought: string | null;
}

/** What was told, in full: the page shows its headline alone. */
export async function findReported(tx: Tx, childId: string): Promise<Reported[]> {
  const { rows } = await sql<Reported>`
    with ${casesOf(childId)}
    select c.id as "concernId", c.child_words as "childWords", c.seen, c.thought
    from mine join concern.concern c on c.id = mine.concern_id
  `.execute(tx.db);
  return rows;
}
