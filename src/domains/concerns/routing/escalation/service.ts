import { findCalendar, nextOpening, type SchoolCalendar } from '#domains/people';
import type { Instant } from '#platform/clock';
import type { Database, Tx } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { climb, readersOf } from '../ladder.ts';
import { findCaseloads, findHolders, findSchool, insertNotices, type SchoolRouting } from '../queries.ts';
import { deadline } from '../service.ts';
import type { Recipient } from '../types.ts';
import { listed, withDuty } from '../words.ts';
import {
  clearAnswered,
  type DueCase,
  findDue,
  findExcluded,
  findLadder,
  findTold,
  insertEscalated,
  type Ladder,
  lockDue,
  markUnanswered,
  saveStep,
} from './queries.ts';

const actor = { kind: 'system', role: 'escalation' } as const;

/** A run is made every minute; what is left over waits for the next one. */
const MOST_A_RUN = 200;

interface Facts {
  readonly due: DueCase;
  readonly school: SchoolRouting;
  readonly ladder: Ladder;
  readonly calendar: SchoolCalendar;
  readonly holders: readonly Recipient[];
  readonly excluded: readonly string[];
}

async function gather(tx: Tx, due: DueCase): Promise<Facts> {
  const school = await findSchool(tx, due.schoolId);
  if (school === undefined) throw new Error('a case without a school');
  return {
    due,
    school,
    ladder: await findLadder(tx, due.concernId),
    calendar: await findCalendar(tx, due.schoolId),
    holders: await findHolders(tx, school),
    excluded: await findExcluded(tx, due.concernId),
  };
}

interface NextStep {
  readonly people: readonly Recipient[];
  /** Everybody in line has been told before. */
  readonly again: boolean;
}

/** Worked out afresh each time: a leaver is not told, and whoever has come since then is. */
async function nextInLine(tx: Tx, { due, ladder, holders, excluded }: Facts): Promise<NextStep> {
  const steps = climb({ ...ladder, urgent: true, holders, notTell: excluded });
  const told = await findTold(tx, due.concernId);
  const people = steps
    .map((step) => step.filter(({ personId }) => !told.has(personId)))
    .find((step) => step.length > 0);
  return people === undefined ? { people: steps.at(-1) ?? [], again: true } : { people, again: false };
}

function nextDeadline({ ladder, school, calendar }: Facts, at: Instant, again: boolean): Instant {
  if (!again) return deadline(calendar, at, school.acknowledgeWithinMinutes, ladder.immediateDanger);
  const tomorrow = at.add({ hours: 24 });
  return ladder.immediateDanger ? tomorrow : nextOpening(calendar, tomorrow);
}

/**
 * The end of the line: those above the school's leads see in Gatehouse that something waits. Who cannot open it
 * themselves (an adult concern is the Head's alone) is told once that there is something to see to.
 */
async function showAbove(tx: Tx, facts: Facts): Promise<void> {
  const { due, ladder, holders, excluded } = facts;
  const seenBy = (await findCaseloads(tx, due.schoolId)).get('head');
  if (seenBy === undefined || !(await markUnanswered(tx, due, seenBy))) return;
  const above = holders.filter(
    ({ role, personId }) =>
      readersOf.head.includes(role) &&
      !readersOf[ladder.stream].includes(role) &&
      !excluded.includes(personId),
  );
  await queueMail(
    tx,
    above.map(({ personId }) => personId),
    { template: 'waits', link: '/' },
  );
}

function words({ people, again }: NextStep): string {
  if (people.length === 0)
    return 'Nobody had acknowledged this in time, and nobody else who could read it is left to tell.';
  const names = listed(people.map(withDuty));
  return again
    ? `Still nobody has acknowledged this. Told again: ${names}.`
    : `Nobody had acknowledged this in time. Told next: ${names}.`;
}

/** Tells the next in line about one case, if it is still due and no other worker has it. */
export async function escalateCase(tx: Tx, concernId: string): Promise<boolean> {
  const due = await lockDue(tx, concernId);
  if (due === undefined) return false;
  const facts = await gather(tx, due);
  const next = await nextInLine(tx, facts);
  const people = next.people.map(({ personId }) => personId);
  const step = due.step + 1;
  await insertNotices(
    tx,
    { id: due.concernId, caseloadId: due.caseloadId },
    people.map((personId) => ({ personId, step, kind: 'escalated' })),
  );
  await queueMail(tx, people, {
    template: facts.ladder.stream === 'child' ? 'urgent' : 'waits',
    link: `/concerns/${due.concernId}`,
  });
  if (next.again) await showAbove(tx, facts);
  const entryId = await insertEscalated(tx, due, {
    body: words(next),
    details: { step, told: people, again: next.again },
  });
  await saveStep(tx, due, nextDeadline(facts, tx.at, next.again));
  tx.record({
    chain: due.schoolId,
    type: 'concern.escalated/1',
    subject: due.concernId,
    data: { step, told: people, again: next.again },
    content: [{ table: 'concern.entry', id: entryId }],
  });
  return true;
}

/** Every case that is due, each in a transaction of its own: one that fails holds up no other. */
export async function escalateDue(database: Database): Promise<number> {
  const due = await database.withActor(actor, async (tx) => {
    await clearAnswered(tx);
    return findDue(tx, MOST_A_RUN);
  });
  const failures: unknown[] = [];
  let told = 0;
  for (const concernId of due) {
    try {
      if (await database.withActor(actor, (tx) => escalateCase(tx, concernId))) told += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${due.length} cases were not escalated`);
  return told;
}
