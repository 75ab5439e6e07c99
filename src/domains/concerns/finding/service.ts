import type { Me, Tx } from '#platform/db';
import type { FormValue } from '#platform/forms';
import { perform } from '../case/act/perform.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import { knownParty } from '../party.ts';
import { isCleared, sanctionRefusal } from '../sanction/fair.ts';
import { findStanding } from '../sanction/queries.ts';
import { reverseAll } from '../sanction/reverse.ts';
import type { Party } from '../types.ts';
import type { findForm } from './forms.ts';
import { findFinding, insertFinding } from './queries.ts';
import type { PartyFinding } from './types.ts';

export interface FindView extends FormView {
  readonly party: Party;
  readonly finding: PartyFinding | undefined;
  /** Sanctions that a finding which does not allow them would reverse. */
  readonly standing: number;
}

export async function openFind(tx: Tx, me: Me, asked: Asked): Promise<FindView> {
  const view = await openForm(tx, me, 'find', asked);
  const party = await knownParty(tx, asked.concernId, asked.row);
  return {
    ...view,
    party,
    finding: await findFinding(tx, asked.concernId, party.id),
    standing: (await findStanding(tx, party.id)).length,
  };
}

const yesNo = (value: boolean | undefined) => (value === undefined ? null : value ? 'yes' : 'no');

/** A finding that allows no sanction reverses what stands, and gives access back, in the same moment. */
export const recordFinding = (tx: Tx, me: Me, on: RowOn, input: FormValue<typeof findForm>) =>
  perform(tx, me, on, 'find', async (acting) => {
    const party = await knownParty(tx, on.concernId, on.row);
    const before = await findFinding(tx, on.concernId, party.id);
    const found = {
      partyId: party.id,
      number: (before?.number ?? 0) + 1,
      finding: input.finding,
      intent: input.intent,
      selfReported: input.selfReported === 'yes',
      reason: input.reason,
      foundBy: me.id,
    };
    const row = await insertFinding(tx, acting.file, found);
    if (sanctionRefusal(party, found) !== undefined)
      await reverseAll(
        acting,
        party,
        isCleared(found) ? 'Cleared by the finding' : 'The finding allows none',
      );
    const changes = [
      { field: 'finding', from: before?.finding ?? null, to: found.finding },
      { field: 'intent', from: before?.intent ?? null, to: found.intent },
      { field: 'selfReported', from: yesNo(before?.selfReported), to: yesNo(found.selfReported) },
    ].filter(({ from, to }) => from !== to);
    return {
      body: input.reason,
      changes,
      details: { row, ...(party.personId === null ? {} : { person: party.personId }) },
    };
  });
