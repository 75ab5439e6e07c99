import type { Tx } from '#platform/db';
import { asReferral, referralsOf } from '../../referral/queries.ts';
import type { Referral } from '../../referral/types.ts';
import { actionsOf, asAction } from '../queries.ts';
import type { CaseAction } from '../types.ts';

/** All that follows a concern. */
export interface Following {
  readonly actions: readonly CaseAction[];
  readonly referrals: readonly Referral[];
}

/** In one statement, a sub-select a part: however many parts there are, a case page stays at twelve. */
export async function findFollowing(tx: Tx, concernId: string): Promise<Following> {
  const actions = actionsOf(concernId);
  const referrals = referralsOf(concernId);
  const row = await tx.db
    .selectNoFrom([actions.as('actions'), referrals.as('referrals')])
    .executeTakeFirstOrThrow();
  return { actions: row.actions.map(asAction), referrals: row.referrals.map(asReferral) };
}
