import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { findSchool } from '../known/queries.ts';
import type { RosterSchool } from '../types.ts';
import {
  addDecision,
  type Decision,
  findToday,
  lockDecision,
  markUndone,
  proposeAgain,
  removeProposals,
} from './decisions/queries.ts';
import { endStays, restore } from './ends/queries.ts';
import type { LeaversAnswers } from './forms.ts';
import { countBeganAfter, countLeavers, findLeavers, type Leaver } from './queries.ts';

/** Further ahead is more likely a slip of the pen than a plan. */
const MOST_DAYS_AHEAD = 366;

export interface LeaversOfSchool {
  readonly school: RosterSchool;
  readonly leavers: readonly Leaver[];
  /** All of them; the page shows the first. */
  readonly waiting: number;
  /** What was decided today, and can be taken back until the day is over. */
  readonly decided: readonly Decision[];
  readonly today: LocalDate;
}

async function requireSchool(tx: Tx, me: Me, schoolId: string): Promise<RosterSchool> {
  const school = me.rosterSchoolIds.includes(schoolId) ? await findSchool(tx, schoolId) : undefined;
  if (school === undefined) throw new NotFound('not a school whose roster I keep');
  return school;
}

export async function leaversOf(tx: Tx, me: Me, schoolId: string): Promise<LeaversOfSchool> {
  const school = await requireSchool(tx, me, schoolId);
  return {
    school,
    leavers: await findLeavers(tx, schoolId),
    waiting: await countLeavers(tx, schoolId),
    decided: await findToday(tx, schoolId),
    today: localDate(tx.at),
  };
}

async function checkLastDay(
  tx: Tx,
  schoolId: string,
  people: readonly string[],
  lastDay: LocalDate,
): Promise<void> {
  const wrong = (message: string) => new Invalid([{ field: 'last_day', message }]);
  if (Temporal.PlainDate.compare(lastDay, localDate(tx.at).add({ days: MOST_DAYS_AHEAD })) > 0)
    throw wrong('Enter a last day within the next year.');
  const later = await countBeganAfter(tx, schoolId, people, lastDay);
  if (later > 0) throw wrong('Enter a later day: somebody you ticked began, or moved group, after this one.');
}

/**
 * Decides proposals: ends each stay after its last day, or keeps the people on the roll. Gives how many were decided;
 * one that somebody else decided first is left as they decided it.
 */
export async function decideLeavers(
  tx: Tx,
  me: Me,
  schoolId: string,
  answers: LeaversAnswers,
): Promise<number> {
  const { person, decision, last_day: lastDay, reason } = answers;
  await requireSchool(tx, me, schoolId);
  if (lastDay !== null) await checkLastDay(tx, schoolId, person, lastDay);
  const decided = await removeProposals(tx, schoolId, person);
  const people = decided.map(({ personId }) => personId);
  const ended = lastDay === null ? [] : await endStays(tx, schoolId, people, lastDay);
  for (const proposal of decided) {
    const id = await addDecision(tx, me.id, {
      ...proposal,
      schoolId,
      decision: decision === 'left' ? 'left' : 'kept',
      lastDay,
      reason,
      ended: ended.filter(({ personId }) => personId === proposal.personId),
    });
    tx.record({
      chain: schoolId,
      type: decision === 'left' ? 'leaver.confirmed/1' : 'leaver.kept/1',
      subject: proposal.personId,
      content: [{ table: 'people.leaver_decision', id }],
    });
  }
  return decided.length;
}

const changedSince = () =>
  new Conflict(
    'what a decision ended is another by now',
    'Their place on the roll or in a class has been changed since. Put it right by the next roster.',
  );

/** Takes a decision of today back: what it ended holds again, and the proposal waits as before. */
export async function undoDecision(tx: Tx, me: Me, schoolId: string, id: string): Promise<void> {
  await requireSchool(tx, me, schoolId);
  const decision = await lockDecision(tx, schoolId, id);
  if (decision === undefined) throw new NotFound('no decision of today');
  for (const one of decision.ended) if (!(await restore(tx, schoolId, one))) throw changedSince();
  await proposeAgain(tx, schoolId, decision);
  await markUndone(tx, me.id, id);
  tx.record({ chain: schoolId, type: 'leaver.undone/1', subject: decision.personId, data: { decision: id } });
}
