import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { planRoute, tellRoute } from '../../routing/index.ts';
import type { Stream } from '../../types.ts';
import { findEligible } from '../act/eligible.ts';
import type { Input } from '../act/forms.ts';
import { type Acting, type ActOn, type Deed, perform } from '../act/perform.ts';
import { findExclusions, findReaders } from '../queries.ts';
import type { CaseRecord, Exclusion } from '../types.ts';
import { findStaff, insertAdult, placeConcern, saveExclusion } from './queries.ts';

/** Keeping a concern from an adult who is alleged or in conflict, and moving it to those who may read it. */

const stillOut = (exclusions: readonly Exclusion[]) =>
  exclusions.filter(({ state }) => state !== 'lifted').map(({ personId }) => personId);

/** Plans who is told in the new place before it is left; the database decides whether it moves. */
async function moveOn(
  { tx, file }: Acting,
  aim: Stream,
  notTell: readonly string[],
): Promise<() => Promise<void>> {
  const plan = await planRoute(tx, {
    schoolId: file.school.id,
    stream: aim,
    kinds: file.kinds,
    urgent: file.urgent,
    immediateDanger: file.immediateDanger,
    notTell,
  });
  if (plan.steps.length === 0) {
    const lado = file.school.lado ?? 'the local authority’s designated officer (LADO)';
    const message = `Nobody could read this concern then. Ask the trust to name a chair of governors or a trust safeguarding lead first. About an adult, ring ${lado}`;
    throw new Invalid([{ field: 'reason', message }]);
  }
  return async () => {
    const placed = await placeConcern(tx, file.concernId, aim === 'adult', plan.acknowledgeBy);
    if (placed === null) return;
    tx.record({
      chain: file.school.id,
      type: 'concern.moved/1',
      subject: file.concernId,
      data: { from: file.stream, to: placed.stream },
      content: [{ table: 'concern.entry', id: placed.entry }],
    });
    const told = { id: file.concernId, caseloadId: plan.caseloadId };
    if (file.status !== 'closed') await tellRoute(tx, told, plan, file.urgent ? 'urgent' : 'new');
  };
}

/** When the last who could read it is named, the concern goes on to the chair of governors and the trust. */
async function leaveIfUnread(acting: Acting, out: readonly string[]): Promise<Pick<Deed, 'leave'>> {
  const readers = await findReaders(acting.tx, acting.file);
  if (readers.some(({ personId }) => !out.includes(personId))) return {};
  return { leave: await moveOn(acting, acting.file.stream, out) };
}

const unassigned = (file: CaseRecord, personId: string): Pick<Deed, 'values'> =>
  file.assignedTo === personId ? { values: { assignedTo: null } } : {};

/** A handler says that this concerns themself, their family, or another handler. At once, and provisional. */
export const exclude = (tx: Tx, me: Me, on: ActOn, { person, reason }: Input<'exclude'>) =>
  perform(tx, me, on, 'exclude', async (acting) => {
    const { file } = acting;
    const eligible = await findEligible(tx, file);
    if (!eligible.some(({ personId }) => personId === person)) {
      throw new Invalid([{ field: 'person', message: 'Choose somebody who can see this now' }]);
    }
    const out = [...stillOut(await findExclusions(tx, file.concernId)), person];
    const leaving = await leaveIfUnread(acting, out);
    await saveExclusion(tx, file, { personId: person, state: 'provisional', reason, setBy: me.id });
    return {
      ...unassigned(file, person),
      ...leaving,
      body: reason,
      details: { person },
      shutOut: person === me.id,
    };
  });

type Judged = 'confirmed' | 'lifted';

async function judge({ tx, me, file }: Acting, input: Input<'exclude_lift'>, state: Judged): Promise<Deed> {
  const named = (await findExclusions(tx, file.concernId)).find(({ personId }) => personId === input.person);
  if (named === undefined || named.state === 'lifted' || named.state === state) {
    throw new Invalid([{ field: 'person', message: 'Choose somebody who is excluded now' }]);
  }
  await saveExclusion(tx, file, { personId: named.personId, state, reason: input.reason, setBy: me.id });
  return {
    body: input.reason,
    details: { person: named.personId },
    changes: [{ field: 'exclusion', from: named.state, to: state }],
  };
}

/** By a handler who is not named: whoever is excluded does not even find the case. */
export const confirmExclusion = (tx: Tx, me: Me, on: ActOn, input: Input<'exclude_confirm'>) =>
  perform(tx, me, on, 'exclude_confirm', (acting) => judge(acting, input, 'confirmed'));

export const liftExclusion = (tx: Tx, me: Me, on: ActOn, input: Input<'exclude_lift'>) =>
  perform(tx, me, on, 'exclude_lift', (acting) => judge(acting, input, 'lifted'));

/** The only move that a lead may make: to the Head, or past the Head when it is about the Head. */
export const aboutAdult = (tx: Tx, me: Me, on: ActOn, input: Input<'about_adult'>) =>
  perform(tx, me, on, 'about_adult', async (acting) => {
    const { file } = acting;
    const listed = input.adult !== 'not_listed';
    const staff = listed ? await findStaff(tx, file.school.id) : [];
    if (listed && !staff.some(({ id }) => id === input.adult)) {
      throw new Invalid([{ field: 'adult', message: 'Choose the adult, or “Their name is not listed”' }]);
    }
    const personId = listed ? input.adult : null;
    const out = [
      ...stillOut(await findExclusions(tx, file.concernId)),
      ...(personId === null ? [] : [personId]),
    ];
    const leave = await moveOn(acting, 'adult', out);
    await insertAdult(tx, file, { personId, describedAs: listed ? null : input.adultName, addedBy: me.id });
    if (personId !== null) {
      await saveExclusion(tx, file, { personId, state: 'provisional', reason: input.reason, setBy: me.id });
    }
    return { body: input.reason, leave, ...(personId === null ? {} : { details: { person: personId } }) };
  });
