import { localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { openCalledFor } from '../../pathway/open.ts';
import { findActions } from '../queries.ts';
import type { CaseRecord, ChildAnswer } from '../types.ts';
import { findEligible } from './eligible.ts';
import type { Input } from './forms.ts';
import { type Acting, type ActOn, type Deed, perform } from './perform.ts';
import {
  deleteLinks,
  endAction,
  findByReference,
  findLinkTargets,
  insertAction,
  insertAssignedNotice,
  insertLinks,
  changeAction as saveActionChange,
} from './queries.ts';

/** What a handler does with a case; excluding people and moving it stand in exclusion.ts. */

export const acknowledge = (tx: Tx, me: Me, on: ActOn) =>
  perform(tx, me, on, 'acknowledge', async ({ file }) => ({
    stamps: { acknowledgedAt: tx.at, acknowledgedBy: me.id },
    values: { assignedTo: file.assignedTo ?? me.id },
    changes: await openCalledFor({ tx, file }, file.categories),
  }));

async function mustBeEligible(tx: Tx, file: CaseRecord, personId: string, field: string): Promise<void> {
  const eligible = await findEligible(tx, file);
  if (eligible.some((reader) => reader.personId === personId)) return;
  throw new Invalid([{ field, message: 'Choose somebody who can see this case' }]);
}

export const assign = (tx: Tx, me: Me, on: ActOn, input: Input<'assign'>) =>
  perform(tx, me, on, 'assign', async ({ file }) => {
    await mustBeEligible(tx, file, input.assignee, 'assignee');
    if (input.assignee !== me.id) {
      await insertAssignedNotice(tx, file, input.assignee);
      await queueMail(tx, [input.assignee], { template: 'waits', link: `/concerns/${file.concernId}` });
    }
    return { values: { assignedTo: input.assignee } };
  });

export const categorise = (tx: Tx, me: Me, on: ActOn, input: Input<'categorise'>) =>
  perform(tx, me, on, 'categorise', async ({ file }) => ({
    values: input,
    changes: await openCalledFor({ tx, file }, input.categories),
  }));

export const setIntent = (tx: Tx, me: Me, on: ActOn, { intent, note }: Input<'intent'>) =>
  perform(tx, me, on, 'intent', async () => ({ values: { intent }, body: note }));

export const setSeverity = (tx: Tx, me: Me, on: ActOn, { severity, note }: Input<'severity'>) =>
  perform(tx, me, on, 'severity', async () => ({ values: { severity }, body: note }));

export const setFinding = (tx: Tx, me: Me, on: ActOn, { finding, reason }: Input<'finding'>) =>
  perform(tx, me, on, 'finding', async () => ({ values: { finding, findingReason: reason } }));

export const writeOutcome = (tx: Tx, me: Me, on: ActOn, input: Input<'outcome'>) =>
  perform(tx, me, on, 'outcome', async () => ({ values: input }));

export const recordChild = (tx: Tx, me: Me, on: ActOn, { childInvolved, note }: Input<'child'>) =>
  perform(tx, me, on, 'child', async () => ({ values: { childInvolved }, body: note }));

export const answerParents = (tx: Tx, me: Me, on: ActOn, { parents, note }: Input<'parents'>) =>
  perform(tx, me, on, 'parents', async () => ({ values: { parents, parentsNote: note } }));

export const addNote = (tx: Tx, me: Me, on: ActOn, { body }: Input<'note'>) =>
  perform(tx, me, on, 'note', async () => ({ body }));

export const messageReporter = (tx: Tx, me: Me, on: ActOn, { body }: Input<'message'>) =>
  perform(tx, me, on, 'message', async () => ({ body, tell: body }));

/** An action's answer about the child is the case's answer too, unless it is "not yet". */
function childOf(answer: ChildAnswer | 'not_yet'): Pick<Deed, 'values'> {
  return answer === 'not_yet' ? {} : { values: { childInvolved: answer } };
}

function mustNotBePast(tx: Tx, due: Temporal.PlainDate, field: string): void {
  if (Temporal.PlainDate.compare(due, localDate(tx.at)) >= 0) return;
  throw new Invalid([{ field, message: 'Enter today or a later day' }]);
}

export const addAction = (tx: Tx, me: Me, on: ActOn, input: Input<'action_add'>) =>
  perform(tx, me, on, 'action_add', async ({ file }) => {
    mustNotBePast(tx, input.due, 'due');
    await mustBeEligible(tx, file, input.owner, 'owner');
    const { what, owner: ownerId, due: dueOn, childInvolved, childNote: childInvolvedNote } = input;
    const action = await insertAction(tx, file, me.id, {
      what,
      ownerId,
      dueOn,
      childInvolved,
      childInvolvedNote,
    });
    if (ownerId !== me.id)
      await queueMail(tx, [ownerId], { template: 'waits', link: `/concerns/${file.concernId}` });
    return { ...childOf(childInvolved), body: what, details: { action } };
  });

const noSuchAction = () => new Invalid([{ field: 'action', message: 'Choose an action that is still open' }]);

export const finishAction = (tx: Tx, me: Me, on: ActOn, input: Input<'action_done'>) =>
  perform(tx, me, on, 'action_done', async ({ file }) => {
    const { action, note, childInvolved, childNote } = input;
    const end = { doneBy: me.id, note, dropped: false, childInvolved, childInvolvedNote: childNote };
    if (!(await endAction(tx, file.concernId, action, end))) throw noSuchAction();
    return { ...childOf(childInvolved), body: note, details: { action } };
  });

export const dropAction = (tx: Tx, me: Me, on: ActOn, { action, note }: Input<'action_drop'>) =>
  perform(tx, me, on, 'action_drop', async ({ file }) => {
    if (!(await endAction(tx, file.concernId, action, { doneBy: me.id, note, dropped: true })))
      throw noSuchAction();
    return { body: note, details: { action } };
  });

export const changeAction = (tx: Tx, me: Me, on: ActOn, input: Input<'action_change'>) =>
  perform(tx, me, on, 'action_change', async ({ file }) => {
    const action = (await findActions(tx, file.concernId)).find(
      ({ id, doneAt }) => id === input.action && doneAt === null,
    );
    if (action === undefined) throw noSuchAction();
    mustNotBePast(tx, input.due, 'due');
    await mustBeEligible(tx, file, input.owner, 'owner');
    await saveActionChange(tx, action.id, { ownerId: input.owner, dueOn: input.due });
    if (input.owner !== me.id && input.owner !== action.ownerId) {
      await queueMail(tx, [input.owner], { template: 'waits', link: `/concerns/${file.concernId}` });
    }
    const changes = [
      { field: 'owner', from: action.ownerId, to: input.owner },
      { field: 'due', from: action.dueOn.toString(), to: input.due.toString() },
    ].filter(({ from, to }) => from !== to);
    if (changes.length === 0) throw new Invalid([{ field: '', message: 'Nothing was changed.' }]);
    return { changes, body: input.note, details: { action: action.id } };
  });

export const linkPolicies = (tx: Tx, me: Me, on: ActOn, { policies }: Input<'policies'>) =>
  perform(tx, me, on, 'policies', async ({ file }) => {
    const before = await findLinkTargets(tx, file.concernId, 'policy');
    const chosen: readonly string[] = policies;
    await deleteLinks(
      tx,
      file.concernId,
      'policy',
      before.filter((p) => !chosen.includes(p)),
    );
    await insertLinks(
      tx,
      file,
      me.id,
      'policy',
      chosen.filter((p) => !before.includes(p)),
    );
    const same = before.length === chosen.length && before.every((p) => chosen.includes(p));
    return same ? {} : { changes: [{ field: 'policies', from: before, to: [...chosen] }] };
  });

export const linkConcern = (tx: Tx, me: Me, on: ActOn, { reference }: Input<'link'>) =>
  perform(tx, me, on, 'link', async ({ file }) => {
    const other = await findByReference(tx, file.caseloadId, reference.toUpperCase());
    if (other === undefined || other === file.concernId) {
      throw new Invalid([
        { field: 'reference', message: 'Enter the reference of another concern that you can open here' },
      ]);
    }
    if ((await findLinkTargets(tx, file.concernId, 'concern')).includes(other))
      throw new Invalid([{ field: 'reference', message: 'These two are linked already' }]);
    await insertLinks(tx, file, me.id, 'concern', [other]);
    return { details: { concern: other } };
  });

/** A link may have been made from either side. */
export const unlinkConcern = (tx: Tx, me: Me, on: ActOn, { concern }: Input<'unlink'>) =>
  perform(tx, me, on, 'unlink', async ({ file }) => {
    const there = await deleteLinks(tx, file.concernId, 'concern', [concern]);
    const back = await deleteLinks(tx, concern, 'concern', [file.concernId]);
    if (there + back === 0)
      throw new Invalid([{ field: 'concern', message: 'Choose a concern that is linked' }]);
    return { details: { concern } };
  });

export const enterMyConcern = (tx: Tx, me: Me, on: ActOn, { reference }: Input<'myconcern'>) =>
  perform(tx, me, on, 'myconcern', async () => ({ values: { myconcernReference: reference } }));

/** Watching without a day to look again is forgetting: the review is an action of whoever watches. */
export const monitor = (tx: Tx, me: Me, on: ActOn, { watchFor, review }: Input<'monitor'>) =>
  perform(tx, me, on, 'monitor', async ({ file }: Acting) => {
    mustNotBePast(tx, review, 'review');
    const action = await insertAction(tx, file, me.id, {
      what: 'Look again: does this still need watching?',
      ownerId: me.id,
      dueOn: review,
      childInvolved: 'not_yet',
      childInvolvedNote: null,
    });
    return { body: watchFor, details: { action } };
  });

export const resume = (tx: Tx, me: Me, on: ActOn, { reason }: Input<'resume'>) =>
  perform(tx, me, on, 'resume', async () => ({ body: reason }));

export const close = (tx: Tx, me: Me, on: ActOn) =>
  perform(tx, me, on, 'close', async ({ file }) => ({ stamps: { closedAt: tx.at }, tell: file.outcomeLine }));

/** The reason stays with the handlers; the reporter hears only that it is open again. */
export const reopen = (tx: Tx, me: Me, on: ActOn, { reason }: Input<'reopen'>) =>
  perform(tx, me, on, 'reopen', async () => ({ stamps: { closedAt: null }, body: reason }));
