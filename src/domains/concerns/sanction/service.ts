import { lift, type Restriction, restrict, restrictionsOf } from '#domains/access';
import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import type { FormValue } from '#platform/forms';
import { type Acting, perform } from '../case/act/perform.ts';
import { insertLinks } from '../case/act/queries.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import { findFinding } from '../finding/queries.ts';
import { knownParty, partyOf, refuse } from '../party.ts';
import { recount } from '../pathway/recount.ts';
import type { Party } from '../types.ts';
import { answerRefusal } from './appeal.ts';
import { sanctionRefusal } from './fair.ts';
import type { proposeForm, sanctionForms } from './forms.ts';
import { aSanction } from './one.ts';
import {
  findEarlier,
  findLadder,
  findMayDecide,
  findStepOf,
  insertSanction,
  insertTold,
  saveSanction,
} from './queries.ts';
import { reverseOne } from './reverse.ts';
import type { Earlier, Sanction, Step } from './types.ts';

type Input<D extends keyof typeof sanctionForms> = FormValue<(typeof sanctionForms)[D]>;

export interface ProposeView extends FormView {
  readonly party: Party;
  readonly ladder: readonly Step[];
  readonly earlier: readonly Earlier[];
  readonly inForce: readonly Restriction[];
  /** Why nothing but a neutral step, or nothing at all, can be chosen. */
  readonly notAllowed: string | undefined;
}

/** With what is known of them beside, so that the answer is proportionate; reading that is an event of its own. */
export async function openPropose(tx: Tx, me: Me, asked: Asked): Promise<ProposeView> {
  const view = await openForm(tx, me, 'sanction_propose', asked);
  const party = await knownParty(tx, asked.concernId, asked.row);
  const found = await findFinding(tx, asked.concernId, party.id);
  const personId = party.personId ?? '';
  const ladder = await findLadder(tx, view.file.school.id, party.isAdult);
  tx.record({ chain: view.file.school.id, type: 'person.history-read/1', subject: personId, data: {} });
  const steps = ladder.filter(({ neutral }) => sanctionRefusal(party, found, neutral) === undefined);
  return {
    ...view,
    nothingToSend: steps.length === 0,
    party,
    ladder: steps,
    earlier: await findEarlier(tx, asked.concernId, personId),
    inForce: await restrictionsOf(tx, personId, tx.at),
    notAllowed: sanctionRefusal(party, found),
  };
}

interface Terms {
  readonly starts: LocalDate;
  readonly ends: LocalDate | null;
  readonly appealBy: LocalDate | null;
}

/** What a step withdraws, it withdraws from a day to a day. */
function refuseTerms(step: Pick<Step, 'withdraws'>, { starts, ends }: Terms, today: LocalDate): void {
  if (ends !== null && Temporal.PlainDate.compare(ends, starts) < 0)
    throw refuse('ends', 'Enter a last day that is not before the first');
  if (step.withdraws === null) return;
  if (ends === null) throw refuse('ends', 'Enter the last day: what is withdrawn is given back');
  if (Temporal.PlainDate.compare(ends, today) < 0) throw refuse('ends', 'Enter today or a later day');
}

interface Withdrawing {
  readonly id: string;
  readonly withdraws: Step['withdraws'];
  readonly thing: string | null;
}

async function withdraw(acting: Acting, party: Party, sanction: Withdrawing, { starts, ends }: Terms) {
  const { tx, me, file } = acting;
  if (sanction.withdraws === null || party.personId === null) return;
  await restrict(tx, me, {
    schoolId: file.school.id,
    personId: party.personId,
    ofAdult: party.isAdult,
    scope: sanction.withdraws,
    device: sanction.withdraws === 'device' ? (sanction.thing ?? 'A device') : null,
    startsOn: starts,
    endsOn: ends,
    source: { sanctionId: sanction.id, concernId: file.concernId, caseloadId: file.caseloadId },
  });
}

/** Decided by whoever its step names; what it withdraws is withdrawn in the same moment, and the policy linked. */
async function decide(acting: Acting, party: Party, sanction: Withdrawing, stepId: string, terms: Terms) {
  const { tx, me, file } = acting;
  if (!(await findMayDecide(tx, file.concernId, stepId)))
    throw refuse('when', 'The Head decides this step. Propose it: the Head finds it on Today.');
  refuseTerms(sanction, terms, localDate(tx.at));
  await saveSanction(tx, sanction.id, {
    state: 'decided',
    decided_by: me.id,
    starts_on: terms.starts,
    ends_on: terms.ends,
    appeal_by: terms.appealBy,
  });
  await withdraw(acting, party, sanction, terms);
  await recount(tx, file.concernId);
  await insertLinks(tx, file, me.id, 'policy', [party.isAdult ? 'staff_conduct' : 'behaviour']);
}

const span = ({ starts, ends }: Terms) => `${starts} – ${ends ?? ''}`;

export const propose = (tx: Tx, me: Me, on: RowOn, input: FormValue<typeof proposeForm>) =>
  perform(tx, me, on, 'sanction_propose', async (acting) => {
    const { file } = acting;
    const party = await knownParty(tx, on.concernId, on.row);
    const step = (await findLadder(tx, file.school.id, party.isAdult)).find(({ id }) => id === input.step);
    if (step === undefined) throw refuse('step', 'Choose one of the steps shown');
    const refused = sanctionRefusal(party, await findFinding(tx, on.concernId, party.id), step.neutral);
    if (refused !== undefined) throw refuse('step', refused);
    if (step.withdraws === 'device' && input.thing === null)
      throw refuse('thing', 'Say which device is withdrawn');
    const { reason, thing } = input;
    const id = await insertSanction(tx, me, file, { partyId: party.id, stepId: step.id, thing, reason });
    const details = { row: id, ...(party.personId === null ? {} : { person: party.personId }) };
    if (input.when === 'later' || input.starts === null) return { body: reason, details };
    const terms = { starts: input.starts, ends: input.ends, appealBy: input.appealBy };
    await decide(acting, party, { id, withdraws: step.withdraws, thing }, step.id, terms);
    const changes = [
      { field: 'sanction', from: null, to: 'decided' },
      { field: 'sanctionDays', from: null, to: span(terms) },
    ];
    return { body: reason, changes, details };
  });

export const decideSanction = (tx: Tx, me: Me, on: RowOn, input: Input<'sanction_decide'>) =>
  perform(tx, me, on, 'sanction_decide', async (acting) => {
    const sanction = await aSanction(tx, on, 'sanction_decide');
    const party = await partyOf(tx, on.concernId, sanction.partyId);
    await decide(acting, party, sanction, await findStepOf(tx, sanction.id), input);
    const changes = [{ field: 'sanctionDays', from: null, to: span(input) }];
    return { body: input.note, changes, details: { row: sanction.id } };
  });

export const dropSanction = (tx: Tx, me: Me, on: RowOn, { reason }: Input<'sanction_drop'>) =>
  perform(tx, me, on, 'sanction_drop', async () => {
    const { id } = await aSanction(tx, on, 'sanction_drop');
    await saveSanction(tx, id, { state: 'dropped', ended_by: me.id, ended_why: reason });
    return { body: reason, details: { row: id } };
  });

const notLater = (field: string, day: LocalDate, today: LocalDate) => {
  if (Temporal.PlainDate.compare(day, today) > 0) throw refuse(field, 'Enter today or an earlier day');
};

export const tell = (tx: Tx, me: Me, on: RowOn, { who, names, toldOn }: Input<'sanction_tell'>) =>
  perform(tx, me, on, 'sanction_tell', async ({ file }) => {
    const { id } = await aSanction(tx, on, 'sanction_tell');
    notLater('toldOn', toldOn, localDate(tx.at));
    await insertTold(tx, me, file, id, { who, names, on: toldOn });
    return { body: names, details: { row: id } };
  });

export const appeal = (tx: Tx, me: Me, on: RowOn, { appealedOn, words }: Input<'sanction_appeal'>) =>
  perform(tx, me, on, 'sanction_appeal', async () => {
    const { id } = await aSanction(tx, on, 'sanction_appeal');
    notLater('appealedOn', appealedOn, localDate(tx.at));
    await saveSanction(tx, id, {
      state: 'appealed',
      appealed_on: appealedOn,
      appeal_words: words,
      appeal_outcome: null,
    });
    return { body: words, details: { row: id } };
  });

/** Another end is another restriction in place of the first, which stays written as lifted. */
async function changeEnd(acting: Acting, sanction: Sanction, ends: LocalDate, why: string): Promise<void> {
  const { tx, me, file } = acting;
  const terms = { starts: sanction.startsOn ?? localDate(tx.at), ends, appealBy: sanction.appealBy };
  refuseTerms(sanction, terms, localDate(tx.at));
  await lift(tx, me, sanction.id, why);
  await withdraw(acting, await partyOf(tx, file.concernId, sanction.partyId), sanction, terms);
}

export const answerAppeal = (tx: Tx, me: Me, on: RowOn, input: Input<'sanction_answer'>) =>
  perform(tx, me, on, 'sanction_answer', async (acting) => {
    const sanction = await aSanction(tx, on, 'sanction_answer');
    const { outcome, ends, reason } = input;
    const refused = await answerRefusal(tx, me, sanction);
    if (refused !== undefined) throw refuse('outcome', refused);
    const changed = outcome === 'changed' && ends !== null;
    if (changed) await changeEnd(acting, sanction, ends, reason);
    if (outcome === 'reversed') await reverseOne(acting, sanction.id, reason);
    const state = outcome === 'reversed' ? 'reversed' : 'decided';
    await saveSanction(tx, sanction.id, {
      state,
      appeal_outcome: outcome,
      ...(changed ? { ends_on: ends } : {}),
    });
    return {
      body: reason,
      changes: [{ field: 'appeal', from: null, to: outcome }],
      details: { row: sanction.id },
    };
  });

/** What it withdrew is given back, also where its last day has not come. */
export const serve = (tx: Tx, me: Me, on: RowOn, { note }: Input<'sanction_serve'>) =>
  perform(tx, me, on, 'sanction_serve', async () => {
    const { id } = await aSanction(tx, on, 'sanction_serve');
    await lift(tx, me, id, note);
    await saveSanction(tx, id, { state: 'served', ended_by: me.id, ended_why: note });
    return { body: note, details: { row: id } };
  });

export const reverse = (tx: Tx, me: Me, on: RowOn, { reason }: Input<'sanction_reverse'>) =>
  perform(tx, me, on, 'sanction_reverse', async (acting) => {
    const { id } = await aSanction(tx, on, 'sanction_reverse');
    await reverseOne(acting, id, reason);
    return { body: reason, details: { row: id } };
  });
