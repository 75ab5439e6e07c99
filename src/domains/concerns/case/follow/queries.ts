import { asReference, type Reference, referencesFor } from '#domains/policies';
import type { Tx } from '#platform/db';
import { duties } from '../../duty/duties.ts';
import { asDutyDone, type DutyDone, dutiesDoneIn } from '../../duty/queries.ts';
import { asCleared, asFinding, clearedOf, findingsOf } from '../../finding/queries.ts';
import type { Cleared, PartyFinding } from '../../finding/types.ts';
import { asPathway, pathwaysOf } from '../../pathway/queries.ts';
import type { Pathway } from '../../pathway/types.ts';
import { asReferral, referralsOf } from '../../referral/queries.ts';
import type { Referral } from '../../referral/types.ts';
import { asSanction, sanctionsOf } from '../../sanction/queries.ts';
import type { Sanction } from '../../sanction/types.ts';
import { asStaffSide, staffSideOf } from '../../staff/queries.ts';
import { THRESHOLD } from '../../staff/questions.ts';
import type { StaffSide } from '../../staff/types.ts';
import { asSupport, supportOf } from '../../support/queries.ts';
import type { Support } from '../../support/types.ts';
import { actionsOf, asAction } from '../queries.ts';
import type { CaseAction } from '../types.ts';

/** All that follows a concern. */
export interface Following {
  readonly actions: readonly CaseAction[];
  readonly referrals: readonly Referral[];
  readonly duties: readonly DutyDone[];
  /** What was judged and done about an adult; of a case about a child it is empty. */
  readonly staff: StaffSide;
  /** What the law says of duties and of judging an adult, in the editions of today. */
  readonly references: readonly Reference[];
  readonly findings: readonly PartyFinding[];
  readonly cleared: readonly Cleared[];
  readonly sanctions: readonly Sanction[];
  readonly supports: readonly Support[];
  readonly pathways: readonly Pathway[];
}

const laws = [...Object.values(duties).map(({ reference }) => reference), THRESHOLD];

/** In one statement, a sub-select a part: however many parts there are, a case page stays at twelve. */
export async function findFollowing(tx: Tx, concernId: string): Promise<Following> {
  const row = await tx.db
    .selectNoFrom([
      actionsOf(concernId).as('actions'),
      referralsOf(concernId).as('referrals'),
      dutiesDoneIn(concernId).as('duties'),
      staffSideOf(concernId).as('staff'),
      referencesFor(laws).as('references'),
      findingsOf(concernId).as('findings'),
      clearedOf(concernId).as('cleared'),
      sanctionsOf(concernId).as('sanctions'),
      supportOf(concernId).as('supports'),
      pathwaysOf(concernId).as('pathways'),
    ])
    .executeTakeFirstOrThrow();
  return {
    actions: row.actions.map(asAction),
    referrals: row.referrals.map(asReferral),
    duties: row.duties.map(asDutyDone),
    staff: asStaffSide(row.staff),
    references: row.references.map(asReference),
    findings: row.findings.map(asFinding),
    cleared: row.cleared.map(asCleared),
    sanctions: row.sanctions.map(asSanction),
    supports: row.supports.map(asSupport),
    pathways: row.pathways.map(asPathway),
  };
}
