import { closesAt, findCalendar, isOpen, nextOpening } from '#domains/people';
import { formatTime } from '#platform/clock';
import type { Tx } from '#platform/db';
import { planRoute, type RoutePlan } from '../routing/index.ts';
import { readersOf } from '../routing/ladder.ts';
import { findHolders, findSchool } from '../routing/queries.ts';
import { type Recipient, type RouteRole, routeRoles } from '../routing/types.ts';
import { listed, when, withDuty } from '../routing/words.ts';
import type { Concern, Stream } from '../types.ts';
import { findHeads, findToldAtSending } from './queries.ts';

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

interface Told {
  readonly people: readonly Recipient[];
  /** A concern about an adult is for them and nobody else. */
  readonly alone: boolean;
  readonly lado: string | null;
}

async function namedReaders(tx: Tx, schoolId: string, told: Told, sent: boolean): Promise<string> {
  const calendar = await findCalendar(tx, schoolId);
  const people = listed(told.people.map(withDuty));
  const alone = told.alone ? ', and nobody else,' : '';
  if (isOpen(calendar, tx.at)) {
    const how = sent ? 'can read it now' : 'will be told as soon as you send this';
    return `${people}${alone} ${how}. The school is open until ${formatTime(closesAt(calendar, tx.at) ?? tx.at)}.`;
  }
  const how = sent
    ? 'can read it now, but may do so only when'
    : 'will be told at once, but may not read it until';
  const lado =
    !told.alone || told.lado === null
      ? ''
      : ` If it cannot wait, ring the local authority’s designated officer (LADO): ${told.lado}.`;
  return `The school is closed now. ${people}${alone} ${how} the school opens ${when(nextOpening(calendar, tx.at), tx.at)}.${lado}`;
}

export interface Readers {
  readonly text: string;
  /** Nobody could read it: it cannot be sent. */
  readonly nobody: boolean;
}

/** What the check page says of a plan. */
export async function readersBefore(tx: Tx, schoolId: string, plan: RoutePlan): Promise<Readers> {
  const nobody = nobodyReads(plan);
  const told = { people: plan.steps[0] ?? [], alone: plan.stream !== 'child', lado: plan.lado };
  return nobody === undefined
    ? { text: await namedReaders(tx, schoolId, told, false), nobody: false }
    : { text: nobody, nobody: true };
}

/** What page 1 says where nobody could read such a report, whoever is named in it; undefined where somebody can. */
export async function nobodyCouldRead(tx: Tx, schoolId: string, stream: Stream): Promise<string | undefined> {
  const notTell = stream === 'head' ? await findHeads(tx, schoolId) : [];
  return nobodyReads(await planRoute(tx, { schoolId, stream, kinds: ['other'], urgent: false, notTell }));
}

/** Each with the duty that they were told by, as far as they still hold it. */
function byDuty(told: readonly string[], holders: readonly Recipient[], roles: readonly RouteRole[]) {
  const found = roles.flatMap((role) =>
    holders.filter((holder) => holder.role === role && told.includes(holder.personId)),
  );
  return found.filter(({ personId }, at) => found.findIndex((other) => other.personId === personId) === at);
}

/**
 * Just after Send: who was told in that moment. Later it is not said, and where the concern went meanwhile never is:
 * the reporter may be the one whom it turned out to be about.
 */
export async function readersAfter(tx: Tx, concern: Concern): Promise<string | undefined> {
  const told = await findToldAtSending(tx, concern.id);
  const school = told.length === 0 ? undefined : await findSchool(tx, concern.schoolId);
  if (school === undefined) return undefined;
  const roles = concern.aboutAdult ? [...readersOf.adult, ...readersOf.head] : readersOf.child;
  const people = byDuty(told, await findHolders(tx, school), [...roles, ...routeRoles]);
  if (people.length === 0) return undefined;
  return namedReaders(tx, concern.schoolId, { people, alone: concern.aboutAdult, lado: school.lado }, true);
}
