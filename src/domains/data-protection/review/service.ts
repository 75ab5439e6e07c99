import { type LocalDate, localDate } from '#platform/clock';
import type { Config } from '#platform/config';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import type { destroyForm, holdForm, keepForm, liftForm } from './forms.ts';
import {
  destroyCase,
  endDecision,
  findDecisions,
  findDue,
  findDueCounts,
  findHoldable,
  findHolds,
  findState,
  insertDecision,
  insertHold,
  liftHold,
  managesInformation,
} from './queries.ts';
import type { Decision, DueCase, DueCount, Hold, Holdable, OneCase } from './types.ts';

export interface Queue {
  readonly due: readonly DueCase[];
  readonly counts: readonly DueCount[];
  readonly myId: string;
}

const handles = (me: Me) => me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

/** What is due for review: numbers, kinds and days, nothing of what it is about (ADR 0026). */
export async function readQueue(tx: Tx, me: Me): Promise<Queue> {
  const [due, counts, manages] = await Promise.all([
    handles(me) ? findDue(tx) : [],
    findDueCounts(tx),
    managesInformation(tx),
  ]);
  if (!handles(me) && !manages) throw new NotFound('neither handles concerns nor manages information');
  return { due, counts, myId: me.id };
}

/** Everything that is held where I handle cases. */
export async function readHolds(tx: Tx, me: Me): Promise<readonly Hold[]> {
  if (!handles(me)) throw new NotFound('handles no concerns');
  return findHolds(tx, null);
}

export interface CaseReview {
  readonly state: OneCase;
  readonly holds: readonly Hold[];
  readonly decisions: readonly Decision[];
  readonly holdable: readonly Holdable[];
  readonly today: LocalDate;
  readonly myId: string;
}

async function stateOf(tx: Tx, concernId: string): Promise<OneCase> {
  const state = await findState(tx, concernId);
  if (state === undefined) throw new NotFound('no such case in this scope');
  return state;
}

/** How it stands with one case: when it is due, what keeps it, what was decided. Reading it is an event. */
export async function readCase(tx: Tx, me: Me, concernId: string): Promise<CaseReview> {
  const state = await stateOf(tx, concernId);
  const [holds, decisions, holdable] = await Promise.all([
    findHolds(tx, concernId),
    findDecisions(tx, concernId),
    findHoldable(tx, concernId),
  ]);
  tx.record({ chain: state.schoolId, type: 'retention.read/1', subject: concernId });
  return { state, holds, decisions, holdable, today: localDate(tx.at), myId: me.id };
}

/** Holds a case, a child with every case, or a file: nothing of it is destroyed until another lifts it. */
export async function hold(
  tx: Tx,
  me: Me,
  concernId: string,
  input: FormValue<typeof holdForm>,
): Promise<void> {
  const state = await stateOf(tx, concernId);
  if (!(await findHoldable(tx, concernId)).some(({ value }) => value === input.what))
    throw new Invalid([{ field: 'what', message: 'Choose from those shown' }]);
  const [kind, of = null] = input.what.split(':');
  const id = await insertHold(tx, me, {
    case: state,
    personId: kind === 'child' ? of : null,
    itemId: kind === 'file' ? of : null,
    from: input.from,
    reason: input.holdReason,
  });
  tx.record({
    chain: state.schoolId,
    type: 'retention.held/1',
    subject: concernId,
    content: [{ table: 'retention.hold', id }],
  });
}

export async function lift(
  tx: Tx,
  me: Me,
  concernId: string,
  input: FormValue<typeof liftForm>,
): Promise<void> {
  const state = await stateOf(tx, concernId);
  const mine = (await findHolds(tx, concernId)).find(({ id }) => id === input.hold);
  if (mine === undefined) throw new NotFound('no such hold on this case');
  if (!(await liftHold(tx, me, mine.id, input.liftReason)))
    throw new Conflict(
      'a hold is not lifted by who set it, nor twice',
      'Somebody else than set this hold must lift it, and it may be lifted already. Look at the page again.',
    );
  tx.record({
    chain: state.schoolId,
    type: 'retention.lifted/1',
    subject: concernId,
    content: [{ table: 'retention.hold', id: mine.id }],
  });
}

async function decide(
  tx: Tx,
  concernId: string,
  what: 'keep' | 'destroy',
  facts: { readonly reason: string; readonly until: LocalDate | null },
): Promise<void> {
  const state = await stateOf(tx, concernId);
  const id = await insertDecision(tx, { concernId, what, ...facts });
  if (id === undefined)
    throw new Conflict(
      'this may not be decided of this case now',
      what === 'keep'
        ? 'The lead decides how long a case is kept, until a day that is to come.'
        : 'A case is destroyed only when it is due, closed and held by nothing, and its lead asks for it.',
    );
  tx.record({
    chain: state.schoolId,
    type: what === 'keep' ? 'retention.kept/1' : 'retention.destruction-asked/1',
    subject: concernId,
    content: [{ table: 'retention.decision', id }],
  });
}

export const keep = (tx: Tx, _me: Me, concernId: string, input: FormValue<typeof keepForm>) =>
  decide(tx, concernId, 'keep', { reason: input.keepReason, until: input.until });

/** The first of two. */
export const askToDestroy = (tx: Tx, _me: Me, concernId: string, input: FormValue<typeof destroyForm>) =>
  decide(tx, concernId, 'destroy', { reason: input.destroyReason, until: null });

export async function takeBack(tx: Tx, concernId: string): Promise<void> {
  const state = await stateOf(tx, concernId);
  if (!(await endDecision(tx, concernId)))
    throw new Conflict('nothing is decided', 'There is no decision to take back any more.');
  tx.record({ chain: state.schoolId, type: 'retention.taken-back/1', subject: concernId });
}

/** The day on which the last backup that holds what lies here today is cleared away; `null` where none are made. */
export function backupsUntil(config: Pick<Config, 'backupDir' | 'backupsKept'>, today: LocalDate) {
  const { daily, weekly } = config.backupsKept;
  return config.backupDir === undefined ? null : today.add({ days: Math.max(daily, (weekly + 1) * 7) });
}

/** The second of two: the case and all that hangs on it is gone, and a certificate says so. Gives the certificate's id. */
export async function destroy(tx: Tx, concernId: string, heldUntil: LocalDate | null): Promise<string> {
  const certificate = tx.ids.uuid();
  const done = await destroyCase(tx, certificate, concernId, heldUntil);
  if (done === undefined) {
    await stateOf(tx, concernId);
    throw new Conflict(
      'this case cannot be destroyed by this person now',
      'Somebody else than asked must agree, and the case must still be closed, due and held by nothing.',
    );
  }
  const chain = done.schoolId;
  for (const vouching of done.chains)
    for (const [table, ids] of Object.entries(done.contents))
      tx.record({ chain: vouching, type: 'content.destroyed/1', subject: concernId, data: { table, ids } });
  tx.record({
    chain,
    type: 'case.destroyed/1',
    subject: concernId,
    content: [{ table: 'retention.destruction', id: certificate }],
  });
  return certificate;
}
