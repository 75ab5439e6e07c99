import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { planRoute, tellRoute } from '../../routing/index.ts';
import { insertNotices } from '../../routing/queries.ts';
import { isJudged } from '../../staff/write/queries.ts';
import type { Stream } from '../../types.ts';
import { findEligible } from '../act/eligible.ts';
import type { Input } from '../act/forms.ts';
import { type Acting, type ActOn, type Deed, perform } from '../act/perform.ts';
import { findExclusions, findReaders } from '../queries.ts';
import type { CaseRecord, Exclusion } from '../types.ts';
import { mayJudge } from './judged.ts';
import { findStaff, insertAdult, placeConcern, saveExclusion } from './queries.ts';

/** Keeping a concern from an adult who is alleged or in conflict, and moving it to those who may read it. */

const standing = (exclusions: readonly Exclusion[]) => exclusions.filter(({ state }) => state !== 'lifted');

/** Plans who is told in the new place before it is left; the database decides whether it moves. */
async function moveOn(
  { tx, file }: Acting,
  aim: Stream,
  notTell: readonly string[],
  aboutAdult = false,
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
    const placed = await placeConcern(tx, file.concernId, aboutAdult, plan.acknowledgeBy);
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

type Shut = Pick<Exclusion, 'personId' | 'setBy'>;

/**
 * Where a concern of that stream belongs with these shut out: the same as concern.goes_up in the database. One alone
 * reads it only where nobody was shut out by another, or where nobody stands above.
 */
async function aimOf({ tx, file }: Acting, stream: Stream, shut: readonly Shut[]): Promise<Stream> {
  if (stream === 'head') return stream;
  const out = new Set(shut.map(({ personId }) => personId));
  const readers = await findReaders(tx, { school: file.school, stream });
  const left = readers.filter(({ personId }) => !out.has(personId)).length;
  const ids = new Set(readers.map(({ personId }) => personId));
  const byAnother = shut.some(({ personId, setBy }) => ids.has(personId) && personId !== setBy);
  if (left === 0) return 'head';
  if (left > 1 || !byAnother) return stream;
  const above = await findReaders(tx, { school: file.school, stream: 'head' });
  return above.some(({ personId }) => !out.has(personId)) ? 'head' : stream;
}

/** When too few could read it any more, the concern goes on to the chair of governors and the trust. */
async function leaveIfUnread(acting: Acting, shut: readonly Shut[]): Promise<Pick<Deed, 'leave'>> {
  const { tx, file } = acting;
  const out = shut.map(({ personId }) => personId);
  const aim = await aimOf(acting, file.stream, shut);
  const readers = await findReaders(tx, { school: file.school, stream: aim });
  if (aim === file.stream && readers.some(({ personId }) => !out.includes(personId))) return {};
  return { leave: await moveOn(acting, aim, out) };
}

/**
 * Nobody is shut out of a case in silence: everybody else who reads it has a notice and a mail, and those who stand
 * above and cannot open it a mail and a line on their Today page.
 */
async function tellOthers({ tx, me, file }: Acting, out: readonly string[], moves: boolean): Promise<void> {
  const others = (readers: readonly { readonly personId: string }[]) =>
    readers.map(({ personId }) => personId).filter((id) => id !== me.id && !out.includes(id));
  const readers = moves ? [] : others(await findReaders(tx, file));
  await insertNotices(
    tx,
    { id: file.concernId, caseloadId: file.caseloadId },
    readers.map((personId) => ({ personId, step: 0, kind: 'shut_out' })),
  );
  await queueMail(tx, readers, { template: 'waits', link: `/concerns/${file.concernId}` });
  const above = others(await findReaders(tx, { school: file.school, stream: 'head' }));
  await queueMail(
    tx,
    above.filter((id) => !readers.includes(id)),
    { template: 'waits', link: '/' },
  );
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
    const shut = [...standing(await findExclusions(tx, file.concernId)), { personId: person, setBy: me.id }];
    const leaving = await leaveIfUnread(acting, shut);
    const row = await saveExclusion(tx, file, {
      personId: person,
      state: 'provisional',
      reason,
      setBy: me.id,
    });
    const moves = leaving.leave !== undefined;
    // Those to whom it moves are told of it as of a new one.
    if (!moves || file.status === 'closed')
      await tellOthers(
        acting,
        shut.map(({ personId }) => personId),
        moves,
      );
    return {
      ...unassigned(file, person),
      ...leaving,
      body: reason,
      details: { person },
      content: [row],
      shutOut: person === me.id,
    };
  });

type Judged = 'confirmed' | 'lifted';

async function judge({ tx, me, file }: Acting, input: Input<'exclude_lift'>, state: Judged): Promise<Deed> {
  const named = (await findExclusions(tx, file.concernId)).find(({ personId }) => personId === input.person);
  if (named === undefined || named.state === 'lifted' || named.state === state) {
    throw new Invalid([{ field: 'person', message: 'Choose somebody who is excluded now' }]);
  }
  if (!mayJudge(named, me.id)) {
    const message = 'You set this yourself. Another handler confirms or lifts it.';
    throw new Invalid([{ field: 'person', message }]);
  }
  if (state === 'lifted' && (await isJudged(tx, file.concernId, named.personId))) {
    const message = 'This case judges them. Weigh it again as “Neither” first, if that is so.';
    throw new Invalid([{ field: 'person', message }]);
  }
  const row = await saveExclusion(tx, file, {
    personId: named.personId,
    state,
    reason: input.reason,
    setBy: me.id,
  });
  return {
    body: input.reason,
    details: { person: named.personId },
    content: [row],
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
    const shut = [
      ...standing(await findExclusions(tx, file.concernId)),
      ...(personId === null ? [] : [{ personId, setBy: me.id }]),
    ];
    const aim = await aimOf(acting, 'adult', shut);
    const leave = await moveOn(
      acting,
      aim,
      shut.map(({ personId: id }) => id),
      true,
    );
    const adult = { personId, describedAs: listed ? null : input.adultName, addedBy: me.id };
    const content = [await insertAdult(tx, file, adult)];
    if (personId === null) return { body: input.reason, leave, content };
    const { reason } = input;
    content.push(await saveExclusion(tx, file, { personId, state: 'provisional', reason, setBy: me.id }));
    return { body: reason, leave, content, details: { person: personId } };
  });
