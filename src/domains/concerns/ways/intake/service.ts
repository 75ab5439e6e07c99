import { localDate, ZONE } from '#platform/clock';
import type { MasterKey } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { TooMany, Unavailable } from '#platform/errors';
import { findHeads } from '../../report/queries.ts';
import { planRoute, type RoutePlan, tellRoute } from '../../routing/index.ts';
import { type Stream, urgentKinds } from '../../types.ts';
import { writeCode } from '../code.ts';
import type { Told } from '../types.ts';
import { namesTheHead, soundsUrgent } from '../urgent-words.ts';
import { countToday, findReadersCalled } from './queries.ts';
import { receiptFor } from './receipt.ts';
import { type Arrival, write } from './write.ts';

/** From here on each one is still taken in, and whoever handles concerns finds it in the list; mails of it stop. */
const QUIETLY_AFTER = 40;
/** No school has this much to tell in a day: somebody plays. */
const MOST_A_DAY = 400;

/** What an anonymous report is written with: the day alone, and ids that do not tell when they were made. */
function undated(tx: Tx): Tx {
  const day = localDate(tx.at).toZonedDateTime({ timeZone: ZONE }).toInstant();
  return { ...tx, at: day, ids: { ...tx.ids, uuid: tx.ids.timeless } };
}

/** Nobody would read it: said with what to do instead. What was typed stays on the page. */
export class NobodyReads extends Unavailable {
  constructor(phone: string | null) {
    const ring =
      phone === null ? 'Tell an adult you trust' : `Tell an adult you trust, or ring the school on ${phone}`;
    super(
      'nobody holds a duty that could read this concern',
      `Nobody at this school could read this here today, so it was not sent. ${ring}.`,
    );
  }
}

interface Routed {
  readonly plan: RoutePlan;
  readonly shutOut: readonly string[];
}

/** As a report of the staff is routed. A reader who is called as the adult in question is shut out until that is looked at. */
async function route(tx: Tx, told: Told, stream: Stream, urgent: boolean): Promise<Routed> {
  const named =
    told.about === 'child' || told.adultName === null
      ? []
      : await findReadersCalled(tx, told.schoolId, told.adultName);
  const { schoolId, kinds, danger } = told;
  const plan = (to: Stream, notTell: readonly string[]) =>
    planRoute(tx, { schoolId, stream: to, kinds, urgent, immediateDanger: danger, notTell });
  const first = await plan(stream, named);
  if (first.stream !== 'head' || stream === 'child') return { plan: first, shutOut: named };
  const heads = await findHeads(tx, schoolId);
  return { plan: await plan('head', [...named, ...heads]), shutOut: named };
}

/** Whom they would like to talk to is told at once, where they can read it. */
function withWanted(plan: RoutePlan, wanted: string | undefined): RoutePlan {
  const [first = [], ...later] = plan.steps;
  const asked = later.flat().filter(({ personId }) => personId === wanted);
  return { ...plan, steps: [[...first, ...asked], ...later] };
}

async function refuseFlood(tx: Tx, told: Told): Promise<number> {
  const today = await countToday(tx, told.schoolId);
  if (today < MOST_A_DAY) return today;
  throw new TooMany(
    'too much told from outside today',
    'So much has been sent to this school today that no more can be taken here. Please tell an adult you trust, or call Childline on 0800 1111.',
    3600,
  );
}

/**
 * Takes in what somebody without an account tells: a concern with its case, told to whom it must be, in one transaction.
 * @returns the receipt code, the same one when it was sent before
 */
export async function takeIn(tx: Tx, masterKey: MasterKey, told: Told): Promise<string> {
  const { code, sent } = await receiptFor(tx, masterKey, told.token);
  if (sent) return writeCode(code);
  const today = await refuseFlood(tx, told);
  const stream = told.about === 'adult' && namesTheHead(told.adultName ?? '') ? 'head' : told.about;
  const sounds = soundsUrgent(told.words ?? '');
  const urgent = told.danger || sounds || told.kinds.some((kind) => urgentKinds.has(kind));
  const { plan: planned, shutOut } = await route(tx, told, stream, urgent);
  if (planned.steps.length === 0) throw new NobodyReads(planned.schoolPhone);
  const plan = withWanted(planned, told.wants?.id);
  const arrival: Arrival = { told, plan, shutOut, urgent, sounds, code, stream };
  const writing =
    told.toldAs === 'anonymous' ? undated(tx) : { ...tx, ids: { ...tx.ids, uuid: tx.ids.timeless } };
  const id = await write(writing, masterKey, arrival);
  if (urgent || today < QUIETLY_AFTER)
    await tellRoute(writing, { id, caseloadId: plan.caseloadId }, plan, urgent ? 'urgent' : 'new');
  return writeCode(code);
}
