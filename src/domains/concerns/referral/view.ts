import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import type { FollowAct } from '../transitions.ts';
import { findReferral } from './queries.ts';
import type { Referral } from './types.ts';

/** The form about one referral. */
export interface ReferralView extends FormView {
  readonly referral: Referral;
}

export async function openReferral(tx: Tx, me: Me, act: FollowAct, asked: Asked): Promise<ReferralView> {
  const view = await openForm(tx, me, act, asked);
  const referral = await findReferral(tx, asked.concernId, asked.row);
  if (referral === undefined) throw new NotFound('no such referral of this case');
  return { ...view, referral };
}
