import { sql } from 'kysely';
import type { Temporal } from '#platform/clock';
import type { ContentRow, Tx } from '#platform/db';
import type { Stream } from '../../types.ts';
import type { CaseRecord, Exclusion } from '../types.ts';

/** Names somebody, or says what has become of it. One row a person and concern; the entries keep its history, and each
 * change has an event that vouches for the row as it is from then on. */
export async function saveExclusion(
  tx: Tx,
  file: Pick<CaseRecord, 'concernId' | 'caseloadId'>,
  exclusion: Pick<Exclusion, 'personId' | 'state' | 'reason'> & { readonly setBy: string },
): Promise<ContentRow> {
  const { state, reason, setBy, personId } = exclusion;
  const { id } = await tx.db
    .insertInto('concern.exclusion')
    .values({
      id: tx.ids.uuid(),
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      person_id: personId,
      state,
      reason,
      set_by: setBy,
      set_at: tx.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['concern_id', 'person_id'])
        .doUpdateSet({ state, reason, set_by: setBy, set_at: tx.at }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return { table: 'concern.exclusion', id };
}

export async function insertAdult(
  tx: Tx,
  file: CaseRecord,
  adult: { readonly personId: string | null; readonly describedAs: string | null; readonly addedBy: string },
): Promise<ContentRow> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.party')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      reporter_id: file.reporterId,
      part: 'alleged',
      person_id: adult.personId,
      described_as: adult.describedAs,
      is_adult: true,
      added_at: tx.at,
      added_by: adult.addedBy,
    })
    .execute();
  return { table: 'concern.party', id };
}

export interface Placed {
  readonly stream: Stream;
  readonly entry: string;
}

/** Moves the concern where the database says it belongs; null where it stays. */
export async function placeConcern(
  tx: Tx,
  concernId: string,
  aboutAdult: boolean,
  acknowledgeBy: Temporal.Instant | null,
): Promise<Placed | null> {
  const { rows } = await sql<{ placed: Placed | null }>`
    select concern.place(${concernId}::uuid, ${aboutAdult}::boolean, ${acknowledgeBy}::timestamptz) as placed
  `.execute(tx.db);
  return rows[0]?.placed ?? null;
}

/** The adults who work or volunteer at a school today, to choose from. */
export async function findStaff(tx: Tx, schoolId: string): Promise<{ id: string; name: string }[]> {
  return tx.db
    .selectFrom('people.person as p')
    .select(['p.id', sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('name')])
    .where('p.id', 'in', (eb) =>
      eb
        .selectFrom('people.appointment as a')
        .select('a.person_id')
        .where('a.school_id', '=', schoolId)
        .where(sql<boolean>`a.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date`),
    )
    .orderBy('p.family_name')
    .orderBy('p.given_name')
    .execute();
}
