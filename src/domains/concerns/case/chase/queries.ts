import type { Tx } from '#platform/db';

/** Whoever holds acknowledged cases that MyConcern should know of and does not; never somebody who is excluded. */
export async function findUnlinkedOwners(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('concern.case_file as f')
    .innerJoin('people.school as s', 's.id', 'f.school_id')
    .select('f.assigned_to as personId')
    .distinct()
    .where('s.record_of_truth', '=', 'myconcern')
    .where('f.myconcern_reference', 'is', null)
    .where('f.acknowledged_at', 'is not', null)
    .where('f.status', '<>', 'closed')
    .where('f.assigned_to', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('concern.exclusion as e')
            .select('e.person_id')
            .whereRef('e.concern_id', '=', 'f.concern_id')
            .whereRef('e.person_id', '=', 'f.assigned_to')
            .where('e.state', '<>', 'lifted'),
        ),
      ),
    )
    .execute();
  return rows.flatMap(({ personId }) => personId ?? []);
}
