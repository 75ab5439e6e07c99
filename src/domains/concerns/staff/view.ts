import type { Reference } from '#domains/policies';
import type { Me, Tx } from '#platform/db';
import { findFollowing } from '../case/follow/queries.ts';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import type { FollowAct } from '../transitions.ts';
import { THRESHOLD } from './questions.ts';
import type { StaffSide } from './types.ts';

/** A form about the adult of a case, with all that is known of them there. */
export interface StaffView extends FormView {
  readonly staff: StaffSide;
  readonly guidance: Reference | undefined;
}

export async function openStaff(tx: Tx, me: Me, act: FollowAct, asked: Asked): Promise<StaffView> {
  const view = await openForm(tx, me, act, asked);
  const { staff, references } = await findFollowing(tx, asked.concernId);
  return { ...view, staff, guidance: references.find(({ slug }) => slug === THRESHOLD) };
}
