import type { Me, Tx } from '#platform/db';
import type { Asked } from '../case/form/view.ts';
import { openSanction, type SanctionView } from './one.ts';
import { findMayAnswer } from './queries.ts';
import type { Sanction } from './types.ts';

export interface AnswerView extends SanctionView {
  /** Why I may not answer it, and who does. */
  readonly notMine: string | undefined;
}

/** Why this appeal is not mine to answer; undefined where it is. The database says the same (concern.may_answer). */
export async function answerRefusal(
  tx: Tx,
  me: Me,
  { id, decidedBy, decider }: Pick<Sanction, 'id' | 'decidedBy' | 'decider'>,
): Promise<string | undefined> {
  if (await findMayAnswer(tx, id)) return undefined;
  const who =
    decider === 'head'
      ? 'the trust’s safeguarding lead where the case is about a child, or somebody who stands in for the Head (People, duties)'
      : 'anybody else who handles this case';
  return decidedBy === me.id
    ? `You decided this sanction, so somebody else answers the appeal: ${who}. If you have changed your mind, reverse the sanction instead.`
    : `Somebody else answers this appeal: ${who}.`;
}

export async function openAnswer(tx: Tx, me: Me, asked: Asked): Promise<AnswerView> {
  const view = await openSanction('sanction_answer')(tx, me, asked);
  const notMine = await answerRefusal(tx, me, view.sanction);
  return { ...view, notMine, nothingToSend: notMine !== undefined };
}
