import { localDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import { findPathways, saveProgress } from './queries.ts';
import { standingOf } from './standing.ts';
import type { Pathway } from './types.ts';

/**
 * Writes beside each pathway of a case what is still to be answered: closing and Today read that. Called in the
 * transaction of whatever changes an answer: an answer, a referral and what is heard of it, a sanction.
 */
export async function recount(tx: Tx, concernId: string): Promise<void> {
  const { pathways, deeds } = await findPathways(tx, concernId);
  for (const pathway of pathways) {
    if (pathway.notNeededAt !== null) continue;
    const { missing, today } = standingOf(pathway, deeds);
    // What waits since another day is late since then; what is asked from now on is for today.
    const dueOn: Pathway['dueOn'] = today ? (pathway.dueOn ?? localDate(tx.at)) : null;
    const same = missing.length === pathway.requiredOpen && String(dueOn) === String(pathway.dueOn);
    if (!same) await saveProgress(tx, pathway.id, { requiredOpen: missing.length, dueOn });
  }
}
