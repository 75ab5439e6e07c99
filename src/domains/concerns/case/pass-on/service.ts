import type { Me, Tx } from '#platform/db';
import { type FieldError, Invalid, NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { queueMail } from '#platform/mailer';
import { findEligible } from '../act/eligible.ts';
import { type ActOn, perform, StaleCase } from '../act/perform.ts';
import { insertAssignedNotice } from '../act/queries.ts';
import { findCase } from '../queries.ts';
import type { CaseRecord } from '../types.ts';
import {
  findLeftBehind,
  findName,
  findOwned,
  findOwnedIn,
  giveAction,
  MOST_SHOWN,
  type Owned,
} from './queries.ts';
import type { Hands, HeldCase, LeftBehind, Move, PassedOn, PassOn } from './types.ts';

/** Whoever leaves leaves cases and actions behind: their colleagues take them on, many at once, each on its own timeline. */

const handles = (me: Me) => me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

export async function showLeftBehind(tx: Tx, me: Me): Promise<LeftBehind[]> {
  if (!handles(me)) throw new NotFound('handles no concerns');
  return findLeftBehind(tx);
}

async function asHeld(tx: Tx, owned: Owned, personId: string): Promise<HeldCase[]> {
  const file = await findCase(tx, owned.concernId);
  if (file === undefined) return [];
  const eligible = await findEligible(tx, file);
  return [
    {
      ...owned,
      reference: file.reference,
      school: file.school.name,
      status: file.status,
      urgent: file.urgent,
      version: file.version,
      eligible: eligible.filter((reader) => reader.personId !== personId),
    },
  ];
}

/** What lies with somebody, as far as I handle it. */
export async function showHands(tx: Tx, me: Me, personId: string): Promise<Hands> {
  const name = handles(me) && isUuid(personId) ? await findName(tx, personId) : undefined;
  if (name === undefined) throw new NotFound('nobody whose cases I handle');
  const owned = await findOwned(tx, personId);
  const cases: HeldCase[] = [];
  for (const one of owned.slice(0, MOST_SHOWN)) cases.push(...(await asHeld(tx, one, personId)));
  const [first] = cases;
  const forAll = (first?.eligible ?? []).filter((reader) =>
    cases.every(({ eligible }) => eligible.some((other) => other.personId === reader.personId)),
  );
  return { personId, name, cases, forAll, more: Math.max(0, owned.length - MOST_SHOWN) };
}

const targetOf = ({ to, stays }: Move, everything: string | null): string | null =>
  stays ? null : (to ?? everything);

/** Asked before anything is written: whoever may not see a case is never given it, nor told that it is there. */
async function mustBeEligible(tx: Tx, moves: readonly Move[], everything: string | null): Promise<void> {
  const errors: FieldError[] = [];
  for (const move of moves) {
    const target = targetOf(move, everything);
    const file = target === null ? undefined : await findCase(tx, move.concernId);
    if (file === undefined) continue;
    const eligible = await findEligible(tx, file);
    if (eligible.some(({ personId }) => personId === target)) continue;
    const field = `to-${move.concernId}`;
    errors.push({ field, message: `${file.reference}: choose somebody who can see this case.` });
  }
  if (errors.length > 0) throw new Invalid(errors);
}

interface Handing {
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

async function giveCase(tx: Tx, me: Me, on: ActOn, { from, to, note }: Handing): Promise<void> {
  await perform(tx, me, on, 'assign', async ({ file }) => {
    if (file.assignedTo !== from) throw new StaleCase();
    if (to !== me.id) await insertAssignedNotice(tx, file, to);
    return { values: { assignedTo: to }, body: note };
  });
}

async function giveOneAction(tx: Tx, me: Me, on: ActOn, action: string, handing: Handing): Promise<void> {
  await perform(tx, me, on, 'action_change', async ({ file }) => {
    const { from, to, note } = handing;
    const kept = await giveAction(tx, { id: action, concernId: file.concernId, from, to });
    if (kept === undefined) throw new StaleCase();
    return { changes: [{ field: 'owner', from, to }], body: note, details: { action } };
  });
}

/** Actions wait until the case has been acknowledged, as everything else in it does. */
const takesActions = (file: CaseRecord) => file.status !== 'submitted';

async function giveAll(tx: Tx, me: Me, file: CaseRecord, owned: Owned, handing: Handing): Promise<void> {
  let { version } = file;
  const on = () => ({ concernId: file.concernId, version });
  if (owned.isTheirs) {
    await giveCase(tx, me, on(), handing);
    version += 1;
  }
  for (const action of takesActions(file) ? owned.actionIds : []) {
    await giveOneAction(tx, me, on(), action, handing);
    version += 1;
  }
}

/**
 * One case with its actions, each with an entry of its own. False where it was changed since it was shown. Whatever
 * changes a case changes its version, so the first act finds that out, before anything is written; from then on the case
 * is held until the end.
 */
async function passOne(tx: Tx, me: Me, move: Move, handing: Handing): Promise<boolean> {
  const file = await findCase(tx, move.concernId);
  const owned = await findOwnedIn(tx, handing.from, move.concernId);
  if (file === undefined || owned === undefined || file.version !== move.version) return false;
  if (!owned.isTheirs && !takesActions(file)) return false;
  try {
    await giveAll(tx, me, file, owned, handing);
    return true;
  } catch (error) {
    if (error instanceof StaleCase) return false;
    throw error;
  }
}

/** In the order of ids, so that two who do this at once never wait for each other in a circle. */
const inOrder = (moves: readonly Move[]) =>
  moves.toSorted((a, b) => (a.concernId < b.concernId ? -1 : a.concernId > b.concernId ? 1 : 0));

/** Everything or nothing where an answer is wrong; a case that somebody changed meanwhile is left as it is, and said. */
export async function passOn(tx: Tx, me: Me, personId: string, asked: PassOn): Promise<PassedOn> {
  if (!handles(me) || !isUuid(personId)) throw new NotFound('handles no concerns');
  const moves = inOrder(asked.moves.filter((move) => targetOf(move, asked.everything) !== null));
  if (moves.length === 0)
    throw new Invalid([
      { field: 'everything', message: 'Choose who takes everything, or somebody for one of the cases.' },
    ]);
  await mustBeEligible(tx, moves, asked.everything);
  const told = new Set<string>();
  let moved = 0;
  for (const move of moves) {
    const to = targetOf(move, asked.everything) ?? '';
    if (!(await passOne(tx, me, move, { from: personId, to, note: asked.note }))) continue;
    moved += 1;
    told.add(to);
  }
  told.delete(me.id);
  // One mail for all of them: it says no more than that something waits.
  await queueMail(tx, [...told], { template: 'waits', link: '/concerns?mine=yes' });
  return { moved, changed: moves.length - moved };
}
