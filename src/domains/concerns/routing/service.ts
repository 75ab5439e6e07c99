import { addOpenMinutes, findCalendar, type SchoolCalendar } from '#domains/people';
import { type Instant, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound, Unavailable } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import type { Stream } from '../types.ts';
import { climb, streamsFrom } from './ladder.ts';
import {
  findAbove,
  findCaseloads,
  findHolders,
  findRules,
  findSchool,
  insertNotices,
  type SchoolRouting,
} from './queries.ts';
import type { RoutePlan, RouteRequest } from './types.ts';

export async function schoolOf(tx: Tx, schoolId: string): Promise<SchoolRouting> {
  const school = await findSchool(tx, schoolId);
  if (school === undefined) throw new NotFound('no such school in this scope');
  return school;
}

/**
 * By when somebody has to acknowledge: the school's limit, counted while somebody is at school. Immediate danger
 * never waits longer than twice the limit on the wall clock, whatever the hour.
 */
export function deadline(
  calendar: SchoolCalendar,
  from: Instant,
  limitMinutes: number,
  immediateDanger: boolean,
): Instant {
  const open = addOpenMinutes(calendar, from, limitMinutes);
  const wall = from.add({ minutes: limitMinutes * 2 });
  return immediateDanger && Temporal.Instant.compare(wall, open) < 0 ? wall : open;
}

/** Who is told about a concern, in which order, and by when it must be acknowledged. Changes nothing. */
export async function planRoute(tx: Tx, request: RouteRequest): Promise<RoutePlan> {
  const { schoolId, urgent, notTell } = request;
  const school = await schoolOf(tx, schoolId);
  const caseloads = await findCaseloads(tx, schoolId);
  const holders = await findHolders(tx, school);
  const acknowledgeBy = urgent
    ? deadline(
        await findCalendar(tx, schoolId),
        tx.at,
        school.acknowledgeWithinMinutes,
        request.immediateDanger === true,
      )
    : null;
  const found = await firstReadable(request.stream, async (stream) =>
    climb({
      stream,
      rules: await findRules(tx, { schoolId, streams: [stream], kinds: request.kinds }),
      urgent,
      holders,
      notTell,
    }),
  );
  const caseloadId = caseloads.get(found.stream);
  if (caseloadId === undefined) throw new Error('a school has a caseload for every stream');
  return { ...found, caseloadId, acknowledgeBy, lado: school.lado, schoolPhone: school.phone };
}

type Steps = RoutePlan['steps'];

/** The first stream, from the asked one upwards, in which anybody could read it; the last one where nobody could. */
async function firstReadable(
  asked: Stream,
  stepsOf: (stream: Stream) => Promise<Steps>,
): Promise<{ stream: Stream; steps: Steps }> {
  let stream = asked;
  for (stream of streamsFrom[asked]) {
    const steps = await stepsOf(stream);
    if (steps.length > 0) return { stream, steps };
  }
  return { stream, steps: [] };
}

/** Nobody would read it: say so, and say what to do instead, rather than take it and let it lie. */
export function refuseEmptyRoute(plan: RoutePlan): void {
  if (plan.steps.length > 0) return;
  const school = plan.schoolPhone === null ? 'the school office' : `the school on ${plan.schoolPhone}`;
  const lado =
    plan.lado === null
      ? 'your council’s designated officer (LADO)'
      : `the local authority’s designated officer (LADO): ${plan.lado}`;
  throw new Unavailable(
    'nobody holds a duty that could read this concern',
    `Nobody at this school could read this in Gatehouse now, so it was not sent. Your draft is kept. Please tell somebody in person: ring ${school}, or ${lado}. If a child is in danger, ring 999.`,
  );
}

/** Tells everybody of the first step, in Gatehouse and by mail; a mail about an adult does not say that it is urgent. */
export async function tellRoute(
  tx: Tx,
  concern: { readonly id: string; readonly caseloadId: string },
  plan: RoutePlan,
  kind: 'new' | 'urgent',
): Promise<void> {
  const people = (plan.steps[0] ?? []).map(({ personId }) => personId);
  await insertNotices(
    tx,
    concern,
    people.map((personId) => ({ personId, step: 0, kind })),
  );
  const template = kind === 'urgent' && plan.stream === 'child' ? 'urgent' : 'waits';
  await queueMail(tx, people, { template, link: `/concerns/${concern.id}` });
}

export interface UnansweredItem {
  readonly concernId: string;
  readonly text: string;
  readonly since: Instant;
}

const unansweredAt = (school: string, phone: string | null) =>
  `Something urgent at ${school} has been acknowledged by nobody. Ring the headteacher${phone === null ? '' : ` on ${phone}`}, or appoint cover.`;

const shutOutAt = (school: string) =>
  `At ${school} somebody who reads concerns was shut out of one by another, and nobody else has confirmed it. Ask those who handle concerns there whether it is right.`;

/** For the Today page of those who stand above a school's leads: what waits unanswered and is not theirs to open. */
export async function findTodayAbove(tx: Tx, me: Me): Promise<UnansweredItem[]> {
  if (me.headSchoolIds.length === 0) return [];
  return (await findAbove(tx)).map(({ concernId, kind, school, phone, since }) => ({
    concernId,
    text: kind === 'unanswered' ? unansweredAt(school, phone) : shutOutAt(school),
    since,
  }));
}
