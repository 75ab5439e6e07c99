import { lift } from '#domains/access';
import type { Acting } from '../case/act/perform.ts';
import { recount } from '../pathway/recount.ts';
import type { Party } from '../types.ts';
import { findStanding, saveSanction } from './queries.ts';

/** Reverses one sanction, and gives back at once whatever it withdrew. */
export async function reverseOne({ tx, me, file }: Acting, sanctionId: string, why: string): Promise<void> {
  await lift(tx, me, sanctionId, why);
  await saveSanction(tx, sanctionId, { state: 'reversed', ended_by: me.id, ended_why: why });
  await recount(tx, file.concernId);
}

/** The same of all that somebody has in this case, a proposal dropped. Gives whoever had been told of them. */
export async function reverseAll(
  acting: Acting,
  party: Pick<Party, 'id'>,
  why: string,
): Promise<readonly string[]> {
  const { tx, me } = acting;
  const standing = await findStanding(tx, party.id);
  for (const { id, state } of standing) {
    if (state === 'proposed')
      await saveSanction(tx, id, { state: 'dropped', ended_by: me.id, ended_why: why });
    else await reverseOne(acting, id, why);
  }
  return [...new Set(standing.flatMap(({ told }) => told))];
}
