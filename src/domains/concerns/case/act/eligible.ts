import type { Tx } from '#platform/db';
import { findExclusions, findReaders } from '../queries.ts';
import type { CaseRecord, Reader } from '../types.ts';

/** Who can take a case on: whoever reads it by duty and is not excluded. */
export async function findEligible(tx: Tx, file: CaseRecord): Promise<Reader[]> {
  const readers = await findReaders(tx, file);
  const exclusions = await findExclusions(tx, file.concernId);
  const out = new Set(exclusions.filter(({ state }) => state !== 'lifted').map(({ personId }) => personId));
  return readers.filter(({ personId }) => !out.has(personId));
}
