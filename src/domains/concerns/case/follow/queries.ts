import type { Tx } from '#platform/db';
import { asCleared, asFinding, clearedOf, findingsOf } from '../../finding/queries.ts';
import type { Cleared, PartyFinding } from '../../finding/types.ts';
import { asReferral, referralsOf } from '../../referral/queries.ts';
import type { Referral } from '../../referral/types.ts';
import { asSanction, sanctionsOf } from '../../sanction/queries.ts';
import type { Sanction } from '../../sanction/types.ts';
import { asSupport, supportOf } from '../../support/queries.ts';
import type { Support } from '../../support/types.ts';
import { actionsOf, asAction } from '../queries.ts';
import type { CaseAction } from '../types.ts';

/** All that follows a concern. */
export interface Following {
  readonly actions: readonly CaseAction[];
  readonly referrals: readonly Referral[];
  readonly findings: readonly PartyFinding[];
  readonly cleared: readonly Cleared[];
  readonly sanctions: readonly Sanction[];
  readonly supports: readonly Support[];
}

/** In one statement, a sub-select a part: however many parts there are, a case page stays at twelve. */
export async function findFollowing(tx: Tx, concernId: string): Promise<Following> {
  const row = await tx.db
    .selectNoFrom([
      actionsOf(concernId).as('actions'),
      referralsOf(concernId).as('referrals'),
      findingsOf(concernId).as('findings'),
      clearedOf(concernId).as('cleared'),
      sanctionsOf(concernId).as('sanctions'),
      supportOf(concernId).as('supports'),
    ])
    .executeTakeFirstOrThrow();
  return {
    actions: row.actions.map(asAction),
    referrals: row.referrals.map(asReferral),
    findings: row.findings.map(asFinding),
    cleared: row.cleared.map(asCleared),
    sanctions: row.sanctions.map(asSanction),
    supports: row.supports.map(asSupport),
  };
}
