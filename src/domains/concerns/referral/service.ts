import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { type ActOn, perform } from '../case/act/perform.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { recount } from '../pathway/recount.ts';
import type { notReferForm, referForm, seenForm, stepForm } from './forms.ts';
import { hearsPoliceReason, markSeen } from './police/queries.ts';
import { findReferral, insertReferral, insertStep, saveReferral } from './queries.ts';
import { stepRules, stepsFrom } from './states.ts';
import type { Referral } from './types.ts';

const none = { madeOn: null, madeTime: null, how: null, spokeTo: null, reference: null, nextCheck: null };

function notAfter(latest: LocalDate, day: LocalDate, field: string): void {
  if (Temporal.PlainDate.compare(day, latest) > 0)
    throw new Invalid([{ field, message: 'Enter today or an earlier day' }]);
}

function notBefore(earliest: LocalDate, day: LocalDate, field: string): void {
  if (Temporal.PlainDate.compare(day, earliest) < 0)
    throw new Invalid([{ field, message: 'Enter today or a later day' }]);
}

/** A referral is recorded once it was made; nothing is sent from here. */
export const refer = (tx: Tx, me: Me, on: ActOn, input: FormValue<typeof referForm>) =>
  perform(tx, me, on, 'refer', async ({ file }) => {
    notAfter(localDate(tx.at), input.madeOn, 'madeOn');
    notBefore(localDate(tx.at), input.nextCheck, 'nextCheck');
    const row = await insertReferral(tx, file, { ...input, state: 'made', decidedBy: me.id, seen: false });
    await recount(tx, file.concernId);
    return { body: input.reason, details: { row } };
  });

/** Why it was not referred. Of the Police the Head reads the reason, unless it is the Head's own. */
export const notRefer = (tx: Tx, me: Me, on: ActOn, input: FormValue<typeof notReferForm>) =>
  perform(tx, me, on, 'not_refer', async ({ file }) => {
    const seen = input.recipient === 'police' && (await hearsPoliceReason(tx, file.concernId));
    const decision = { ...none, ...input, state: 'considered', decidedBy: me.id, seen } as const;
    const row = await insertReferral(tx, file, decision);
    await recount(tx, file.concernId);
    return { body: input.reason, details: { row } };
  });

async function theReferral(tx: Tx, { concernId, row }: RowOn): Promise<Referral> {
  const referral = await findReferral(tx, concernId, row);
  if (referral === undefined) throw new NotFound('no such referral of this case');
  return referral;
}

export const hear = (tx: Tx, me: Me, on: RowOn, input: FormValue<typeof stepForm>) =>
  perform(tx, me, on, 'referral_step', async ({ file }) => {
    const referral = await theReferral(tx, on);
    const { step, happenedOn, note } = input;
    if (!stepsFrom(referral.state).includes(step))
      throw new Invalid([{ field: 'step', message: 'Choose what this referral can come to now' }]);
    notAfter(localDate(tx.at), happenedOn, 'happenedOn');
    const { to: state = referral.state, ends } = stepRules[step];
    const nextCheck = ends ? null : input.nextCheck;
    if (nextCheck !== null) notBefore(localDate(tx.at), nextCheck, 'nextCheck');
    await saveReferral(tx, referral.id, {
      state,
      nextCheck,
      reference: input.reference ?? referral.reference,
    });
    const id = await insertStep(tx, file, { referralId: referral.id, step, happenedOn, note, byId: me.id });
    await recount(tx, file.concernId);
    return {
      body: note,
      details: { row: referral.id },
      content: [{ table: 'concern.referral_step', id }],
      changes: state === referral.state ? [] : [{ field: 'referral', from: referral.state, to: state }],
    };
  });

/** The Head has read why the Police were not told; what they think of it is a note. */
export const seePoliceReason = (tx: Tx, me: Me, on: RowOn, { note }: FormValue<typeof seenForm>) =>
  perform(tx, me, on, 'police_reason_seen', async () => {
    const referral = await theReferral(tx, on);
    if (!(await hearsPoliceReason(tx, on.concernId)))
      throw new NotFound('a reason for somebody else to read');
    if (referral.recipient !== 'police' || referral.state !== 'considered' || referral.seenAt !== null)
      throw new Invalid([{ field: '', message: 'There is no reason here that waits to be read.' }]);
    await markSeen(tx, referral.id, me.id);
    return { body: note, details: { row: referral.id } };
  });
