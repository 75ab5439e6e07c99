import { asReference, type Reference, referencesFor } from '#domains/policies';
import type { Tx } from '#platform/db';
import { duties } from '../../duty/duties.ts';
import { asDutyDone, type DutyDone, dutiesDoneIn } from '../../duty/queries.ts';
import { asReferral, referralsOf } from '../../referral/queries.ts';
import type { Referral } from '../../referral/types.ts';
import { actionsOf, asAction } from '../queries.ts';
import type { CaseAction } from '../types.ts';

/** All that follows a concern. */
export interface Following {
  readonly actions: readonly CaseAction[];
  readonly referrals: readonly Referral[];
  readonly duties: readonly DutyDone[];
  /** What the law says of duties, in the editions of today. */
  readonly references: readonly Reference[];
}

const lawsOfDuties = Object.values(duties).map(({ reference }) => reference);

/** In one statement, a sub-select a part: however many parts there are, a case page stays at twelve. */
export async function findFollowing(tx: Tx, concernId: string): Promise<Following> {
  const row = await tx.db
    .selectNoFrom([
      actionsOf(concernId).as('actions'),
      referralsOf(concernId).as('referrals'),
      dutiesDoneIn(concernId).as('duties'),
      referencesFor(lawsOfDuties).as('references'),
    ])
    .executeTakeFirstOrThrow();
  return {
    actions: row.actions.map(asAction),
    referrals: row.referrals.map(asReferral),
    duties: row.duties.map(asDutyDone),
    references: row.references.map(asReference),
  };
}
