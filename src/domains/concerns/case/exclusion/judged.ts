import type { Tx } from '#platform/db';
import { findExclusions, findReaders } from '../queries.ts';
import type { CaseRecord, Exclusion, Reader } from '../types.ts';

/** Who may judge an exclusion: nobody their own, unless the report named the adult. The database asks the same. */
export const mayJudge = (exclusion: Exclusion, me: string): boolean =>
  exclusion.state !== 'provisional' || exclusion.inReport || exclusion.setBy !== me;

/** Whether somebody shut another reader out, and nobody else has looked at that yet. */
export function hasShutOut(
  me: string,
  exclusions: readonly Exclusion[],
  readers: readonly Reader[],
): boolean {
  const reads = new Set(readers.map(({ personId }) => personId));
  return exclusions.some(
    (exclusion) => !mayJudge(exclusion, me) && exclusion.personId !== me && reads.has(exclusion.personId),
  );
}

export async function findShutOutBy(tx: Tx, me: string, file: CaseRecord): Promise<boolean> {
  const exclusions = await findExclusions(tx, file.concernId);
  return exclusions.length > 0 && hasShutOut(me, exclusions, await findReaders(tx, file));
}
