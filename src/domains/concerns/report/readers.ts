import { closesAt, findCalendar, isOpen, nextOpening } from '#domains/people';
import { formatTime, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import { planRoute, type RoutePlan } from '../routing/index.ts';
import { findCaseloads } from '../routing/queries.ts';
import { listed, when, withDuty } from '../routing/words.ts';
import { type Concern, type Party, type Stream, urgentKinds } from '../types.ts';

/** Who reads a report and when, in the reporter's words; the same before Send and just after it. */

/** What to do where nobody could read it in Gatehouse; undefined where somebody can. */
export function nobodyReads(plan: RoutePlan): string | undefined {
  if (plan.steps.length > 0) return undefined;
  const school = plan.schoolPhone === null ? 'the school office' : `the school on ${plan.schoolPhone}`;
  const lado =
    plan.lado === null
      ? 'your council’s designated officer (LADO)'
      : `the local authority’s designated officer (LADO): ${plan.lado}`;
  return `Nobody at this school could read this in Gatehouse now. Please tell somebody in person: ring ${school}, or ${lado}. If a child is in danger, ring 999.`;
}

async function namedReaders(tx: Tx, schoolId: string, plan: RoutePlan, sent: boolean): Promise<string> {
  const calendar = await findCalendar(tx, schoolId);
  const people = listed((plan.steps[0] ?? []).map(withDuty));
  const alone = plan.stream === 'child' ? '' : ', and nobody else,';
  if (isOpen(calendar, tx.at)) {
    const told = sent ? 'can read it now' : 'will be told as soon as you send this';
    return `${people}${alone} ${told}. The school is open until ${formatTime(closesAt(calendar, tx.at) ?? tx.at)}.`;
  }
  const told = sent
    ? 'can read it now, but may do so only when'
    : 'will be told at once, but may not read it until';
  const lado =
    alone === '' || plan.lado === null
      ? ''
      : ` If it cannot wait, ring the local authority’s designated officer (LADO): ${plan.lado}.`;
  return `The school is closed now. ${people}${alone} ${told} the school opens ${when(nextOpening(calendar, tx.at), tx.at)}.${lado}`;
}

export interface Readers {
  readonly text: string;
  /** Nobody could read it: it cannot be sent. */
  readonly nobody: boolean;
}

/** What the check page says of a plan. */
export async function readersBefore(tx: Tx, schoolId: string, plan: RoutePlan): Promise<Readers> {
  const nobody = nobodyReads(plan);
  return nobody === undefined
    ? { text: await namedReaders(tx, schoolId, plan, false), nobody: false }
    : { text: nobody, nobody: true };
}

/** What page 1 says where nobody could read such a report, whoever is named in it; undefined where somebody can. */
export async function nobodyCouldRead(tx: Tx, schoolId: string, stream: Stream): Promise<string | undefined> {
  return nobodyReads(await planRoute(tx, { schoolId, stream, kinds: ['other'], urgent: false, notTell: [] }));
}

const JUST_NOW_MINUTES = 10;

/**
 * Just after Send: who has it. Later it is not said: where a case went then is nothing for the reporter's page.
 */
export async function readersAfter(
  tx: Tx,
  concern: Concern,
  parties: readonly Party[],
): Promise<string | undefined> {
  const until = concern.enteredAt.add({ minutes: JUST_NOW_MINUTES });
  if (Temporal.Instant.compare(tx.at, until) > 0) return undefined;
  const caseloads = await findCaseloads(tx, concern.schoolId);
  const [stream] = [...caseloads].find(([, id]) => id === concern.caseloadId) ?? [];
  if (stream === undefined) return undefined;
  const plan = await planRoute(tx, {
    schoolId: concern.schoolId,
    stream,
    kinds: concern.kinds,
    urgent:
      concern.immediateDanger ||
      concern.indecentImage !== 'no' ||
      concern.kinds.some((kind) => urgentKinds.has(kind)),
    notTell: parties.flatMap(({ part, personId }) =>
      part === 'alleged' && personId !== null ? [personId] : [],
    ),
  });
  return plan.steps.length === 0 ? undefined : namedReaders(tx, concern.schoolId, plan, true);
}
