import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { findSchool } from '../known/queries.ts';
import type { RosterSchool } from '../types.ts';
import type { LeaversAnswers } from './forms.ts';
import {
  countBeganAfter,
  countLeavers,
  endStays,
  findLeavers,
  type Leaver,
  removeProposals,
} from './queries.ts';

/** Further ahead is more likely a slip of the pen than a plan. */
const MOST_DAYS_AHEAD = 366;

export interface LeaversOfSchool {
  readonly school: RosterSchool;
  readonly leavers: readonly Leaver[];
  /** All of them; the page shows the first. */
  readonly waiting: number;
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
  const { person, decision, last_day: lastDay } = answers;
  await requireSchool(tx, me, schoolId);
  if (lastDay !== null) await checkLastDay(tx, schoolId, person, lastDay);
  const decided = await removeProposals(tx, schoolId, person);
  if (lastDay !== null) await endStays(tx, schoolId, decided, lastDay);
  for (const id of decided) {
    tx.record({
      chain: schoolId,
      type: decision === 'left' ? 'leaver.confirmed/1' : 'leaver.kept/1',
      subject: id,
    });
  }
  return decided.length;
}
