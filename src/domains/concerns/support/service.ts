import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { findEligible } from '../case/act/eligible.ts';
import { type Acting, perform } from '../case/act/perform.ts';
import { endAction, insertAction } from '../case/act/queries.ts';
import { findStaff } from '../case/exclusion/queries.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import type { Reader } from '../case/types.ts';
import { findCleared } from '../finding/cleared.ts';
import { partyOf, refuse } from '../party.ts';
import type { checkInForm, endForm, planForm } from './forms.ts';
import { endSupport, findSupport, insertSupport, saveCheckIn } from './queries.ts';
import type { Support } from './types.ts';

/** Whom a plan can be for: everybody of the case, and whoever was named in it wrongly. */
async function whose(tx: Tx, { concernId, row }: { concernId: string; row: string }) {
  const cleared = (await findCleared(tx, concernId)).find(({ partyId }) => partyId === row);
  if (cleared !== undefined) return { ...cleared, id: cleared.partyId };
  return partyOf(tx, concernId, row);
}

export interface PlanView extends FormView {
  readonly name: string;
  readonly isAdult: boolean;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  readonly eligible: readonly Reader[];
}

export async function openPlan(tx: Tx, me: Me, asked: Asked): Promise<PlanView> {
  const view = await openForm(tx, me, 'support_plan', asked);
  const { name, isAdult } = await whose(tx, asked);
  const staff = await findStaff(tx, view.file.school.id);
  return { ...view, name, isAdult, staff, eligible: await findEligible(tx, view.file) };
}

/** A check-in is an action of the case: on Today, reminded of, and open until it was held. */
async function planCheckIn({ tx, me, file }: Acting, name: string, owner: string, on: LocalDate) {
  if (Temporal.PlainDate.compare(on, localDate(tx.at)) < 0)
    throw refuse('checkIn', 'Enter today or a later day');
  return insertAction(tx, file, me.id, {
    what: `Check in with ${name}`,
    ownerId: owner,
    dueOn: on,
    childInvolved: 'not_yet',
    childInvolvedNote: null,
  });
}

type PlanInput = FormValue<typeof planForm>;

async function planned(acting: Acting, name: string, { adult, owner, checkIn, steps, voice }: PlanInput) {
  const { tx, file } = acting;
  const staff = await findStaff(tx, file.school.id);
  if (adult === null || !staff.some(({ id }) => id === adult))
    throw refuse('adult', 'Choose an adult from the list');
  const eligible = await findEligible(tx, file);
  if (owner === null || checkIn === null || !eligible.some(({ personId }) => personId === owner))
    throw refuse('owner', 'Choose somebody who can see this case');
  const checkInId = await planCheckIn(acting, name, owner, checkIn);
  return { namedAdultId: adult, steps, voice, noneBecause: null, checkInId };
}

export const planSupport = (tx: Tx, me: Me, on: RowOn, input: PlanInput) =>
  perform(tx, me, on, 'support_plan', async (acting) => {
    const party = await whose(tx, on);
    const running = (await findSupport(tx, on.concernId)).some(
      ({ partyId, steps, endedAt }) => partyId === party.id && steps !== null && endedAt === null,
    );
    if (running) throw refuse('kind', 'There is a plan already. End it before another begins');
    const plan =
      input.kind === 'none'
        ? { namedAdultId: null, steps: null, voice: null, noneBecause: input.why, checkInId: null }
        : await planned(acting, party.name, input);
    const row = await insertSupport(tx, acting.file, { ...plan, partyId: party.id, madeBy: me.id });
    const body = input.kind === 'none' ? `No plan: ${input.why}` : input.steps;
    return { body, details: { row, ...(party.personId === null ? {} : { person: party.personId }) } };
  });

async function running(tx: Tx, { concernId, row }: { concernId: string; row: string }): Promise<Support> {
  const plan = (await findSupport(tx, concernId)).find(({ id }) => id === row);
  if (plan === undefined || plan.steps === null) throw new NotFound('no such plan in this case');
  if (plan.endedAt !== null) throw new Conflict('the plan has ended', 'This plan has ended.');
  return plan;
}

export interface SupportView extends FormView {
  readonly plan: Support;
}

export const openSupport =
  (act: 'support_check_in' | 'support_end') =>
  async (tx: Tx, me: Me, asked: Asked): Promise<SupportView> => ({
    ...(await openForm(tx, me, act, asked)),
    plan: await running(tx, asked),
  });

/** What was said closes the check-in that was due; the next, if any, is written down with it. */
async function holdCheckIn({ tx, me, file }: Acting, { checkInId }: Support, note: string): Promise<void> {
  if (checkInId === null) return;
  await endAction(tx, file.concernId, checkInId, {
    doneBy: me.id,
    note,
    dropped: false,
    childInvolved: 'involved',
    childInvolvedNote: note,
  });
}

export const checkIn = (tx: Tx, me: Me, on: RowOn, { note, next }: FormValue<typeof checkInForm>) =>
  perform(tx, me, on, 'support_check_in', async (acting) => {
    const plan = await running(tx, on);
    await holdCheckIn(acting, plan, note);
    const action = next === null ? null : await planCheckIn(acting, plan.name, me.id, next);
    await saveCheckIn(tx, plan.id, action);
    return { body: note, details: { row: plan.id } };
  });

export const endPlan = (tx: Tx, me: Me, on: RowOn, { how }: FormValue<typeof endForm>) =>
  perform(tx, me, on, 'support_end', async (acting) => {
    const plan = await running(tx, on);
    await holdCheckIn(acting, plan, how);
    await endSupport(tx, plan.id, me.id, how);
    return { body: how, details: { row: plan.id } };
  });
