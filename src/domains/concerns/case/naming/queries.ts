import type { ContentRow, Tx } from '#platform/db';
import type { Part } from '../../types.ts';
import type { CaseRecord } from '../types.ts';

export interface Named {
  readonly personId: string | null;
  readonly describedAs: string | null;
  readonly part: Part;
  readonly isAdult: boolean;
  readonly age: number | null;
  /** Whose place they take: whoever the report could only describe, or had wrongly. */
  readonly identifies: string | null;
  readonly addedBy: string;
}

export async function insertNamed(tx: Tx, file: CaseRecord, named: Named): Promise<ContentRow> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.party')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      reporter_id: file.reporterId,
      part: named.part,
      person_id: named.personId,
      described_as: named.describedAs,
      is_adult: named.isAdult,
      age: named.age,
      identifies: named.identifies,
      added_at: tx.at,
      added_by: named.addedBy,
    })
    .execute();
  return { table: 'concern.party', id };
}
