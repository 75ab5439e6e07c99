import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { ledSchool } from '../../routing/led-school.ts';
import { lockSchool } from '../../routing/settings/queries.ts';
import { findLadder } from '../queries.ts';
import type { Step, StepFacts } from '../types.ts';
import { findRetired, insertStep, type RetiredStep, retire, saveOrder } from './queries.ts';

export interface Ladders {
  readonly school: { readonly id: string; readonly name: string };
  readonly steps: readonly Step[];
  readonly retired: readonly RetiredStep[];
  /** I am, or stand in for, the Head: the ladder is the Head's to change. */
  readonly mine: boolean;
}

/** As many as are still read through before one is chosen; places end at 99. */
const MOST_STEPS = 30;

/** Read by who leads safeguarding at the school, so that they know what may follow. */
export async function findLadders(tx: Tx, me: Me, schoolId: string): Promise<Ladders> {
  const { id, name } = await ledSchool(tx, me, schoolId);
  return {
    school: { id, name },
    steps: await findLadder(tx, id),
    retired: await findRetired(tx, id),
    mine: me.adultSchoolIds.includes(id),
  };
}

/** For the Head to change it; one after the other. */
export async function openLadder(tx: Tx, me: Me, schoolId: string, forAdults: boolean): Promise<Step[]> {
  if (!me.adultSchoolIds.includes(schoolId)) throw new NotFound('not a school whose Head this is');
  await lockSchool(tx, schoolId);
  return findLadder(tx, schoolId, forAdults);
}

/** A step in use, and the ladder that it is on. */
export async function openStep(
  tx: Tx,
  me: Me,
  schoolId: string,
  stepId: string,
): Promise<{ readonly step: Step; readonly ladder: readonly Step[] }> {
  const all = [...(await openLadder(tx, me, schoolId, false)), ...(await findLadder(tx, schoolId, true))];
  const step = all.find(({ id }) => id === stepId);
  if (step === undefined) throw new NotFound('no such step in use');
  return { step, ladder: all.filter(({ forAdults }) => forAdults === step.forAdults) };
}

function refuseTwice(ladder: readonly Step[], called: string): void {
  if (ladder.some((step) => step.called.toLowerCase() === called.toLowerCase()))
    throw new Invalid([{ field: 'called', message: 'There is a step of that name on this ladder already.' }]);
}

/** At the top end of its ladder; from there it can be moved. */
export async function addStep(
  tx: Tx,
  me: Me,
  schoolId: string,
  { forAdults, ...facts }: StepFacts & Pick<Step, 'forAdults'>,
): Promise<void> {
  const ladder = await openLadder(tx, me, schoolId, forAdults);
  refuseTwice(ladder, facts.called);
  if (ladder.length >= MOST_STEPS)
    throw new Invalid([
      { field: 'called', message: `A ladder has at most ${MOST_STEPS} steps. Retire one first.` },
    ]);
  await saveOrder(
    tx,
    ladder.map(({ id }) => id),
  );
  const id = await insertStep(tx, schoolId, { ...facts, forAdults, place: ladder.length + 1 });
  tx.record({ chain: schoolId, type: 'sanction-step.added/1', subject: id });
}

/** Another step in its place: what was decided by the one before keeps its words. */
export async function rewordStep(
  tx: Tx,
  me: Me,
  schoolId: string,
  stepId: string,
  facts: StepFacts,
): Promise<void> {
  const { step, ladder } = await openStep(tx, me, schoolId, stepId);
  refuseTwice(
    ladder.filter(({ id }) => id !== stepId),
    facts.called,
  );
  await retire(tx, stepId);
  const { forAdults, place } = step;
  const id = await insertStep(tx, schoolId, { ...facts, forAdults, place });
  tx.record({ chain: schoolId, type: 'sanction-step.reworded/1', subject: id, data: { before: stepId } });
}

/** It can be chosen no more, and stands as it was on every sanction that was decided by it. */
export async function retireStep(tx: Tx, me: Me, schoolId: string, stepId: string): Promise<void> {
  await openStep(tx, me, schoolId, stepId);
  await retire(tx, stepId);
  tx.record({ chain: schoolId, type: 'sanction-step.retired/1', subject: stepId });
}

/** Up is milder. At either end it stays where it is. */
export async function moveStep(
  tx: Tx,
  me: Me,
  schoolId: string,
  stepId: string,
  to: 'up' | 'down',
): Promise<void> {
  const { ladder } = await openStep(tx, me, schoolId, stepId);
  const others = ladder.map(({ id }) => id).filter((id) => id !== stepId);
  const from = ladder.findIndex(({ id }) => id === stepId);
  const place = Math.max(0, from + (to === 'up' ? -1 : 1));
  await saveOrder(tx, others.toSpliced(place, 0, stepId));
  tx.record({ chain: schoolId, type: 'sanction-step.moved/1', subject: stepId, data: { place: place + 1 } });
}
