import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import { findSanctions } from './queries.ts';
import { allowsDeed, type SanctionDeed } from './states.ts';
import type { Sanction } from './types.ts';
import { stateNames } from './words.ts';

export interface SanctionView extends FormView {
  readonly sanction: Sanction;
}

/** A sanction of this case, in a state that lets this be done with it. */
export async function aSanction(
  tx: Tx,
  { concernId, row }: { readonly concernId: string; readonly row: string },
  deed: SanctionDeed,
): Promise<Sanction> {
  const sanction = (await findSanctions(tx, concernId)).find(({ id }) => id === row);
  if (sanction === undefined) throw new NotFound('no such sanction in this case');
  if (!allowsDeed(sanction.state, deed))
    throw new Conflict(
      `${deed} on a ${sanction.state} sanction`,
      `This sanction is “${stateNames[sanction.state].toLowerCase()}” now: that can no longer be done.`,
    );
  return sanction;
}

export const openSanction =
  (deed: SanctionDeed) =>
  async (tx: Tx, me: Me, asked: Asked): Promise<SanctionView> => ({
    ...(await openForm(tx, me, deed, asked)),
    sanction: await aSanction(tx, asked, deed),
  });
