import type { Tx } from '#platform/db';
import type { Acting } from '../case/act/perform.ts';
import type { Change } from '../case/types.ts';
import type { CategoryId } from '../types.ts';
import { definitions } from './definitions/index.ts';
import { pathwaysFor } from './progress.ts';
import { findCouldShowChild, insertPathway, openForGuard } from './queries.ts';
import { recount } from './recount.ts';

/** Opens by itself whatever a case calls for and does not follow yet; the entry of the act says which. */
export async function openCalledFor(
  { tx, file }: Pick<Acting, 'tx' | 'file'>,
  categories: readonly CategoryId[],
): Promise<readonly Change[]> {
  const couldShowChild = await findCouldShowChild(tx, file.concernId);
  const opened: string[] = [];
  for (const one of pathwaysFor(definitions, { kinds: file.kinds, categories, couldShowChild })) {
    if ((await insertPathway(tx, file, one, null)) !== undefined) opened.push(one.id);
  }
  if (opened.length === 0) return [];
  await recount(tx, file.concernId);
  return [{ field: 'pathways', from: null, to: opened }];
}

/** What the answer to the guard's question opens, of whoever gave it: see concern.open_pathway_of_guard. */
export async function openCalledByGuard(tx: Tx, entry: string): Promise<void> {
  for (const one of pathwaysFor(definitions, { kinds: [], categories: [], couldShowChild: true }))
    await openForGuard(tx, entry, one);
}
