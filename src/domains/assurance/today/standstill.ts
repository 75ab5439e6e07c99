import { formatInstant } from '#platform/clock';
import type { Me, Role, Tx } from '#platform/db';
import { findJobRuns, type WorkerState, workerState } from '#platform/jobs';
import type { Standstill, TodayItem } from './types.ts';

/** Who can start the worker again, or knows who can. */
const LOOKS_AFTER: readonly Role[] = ['it', 'trust_it'];

const looksAfter = (me: Me) => me.appointments.some(({ role }) => LOOKS_AFTER.includes(role));
const handles = (me: Me) => me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

/** Asked only for whom it matters: who handles concerns, and who looks after the machine. */
export async function findWorkerState(tx: Tx, me: Me): Promise<WorkerState> {
  if (!handles(me) && !looksAfter(me)) return { state: 'running' };
  return workerState(await findJobRuns(tx), tx.at);
}

export function standstillFor(me: Me, worker: WorkerState): Standstill | null {
  if (worker.state !== 'standing still') return null;
  return { since: formatInstant(worker.since), handles: handles(me), looksAfter: looksAfter(me) };
}

/** A set-up that was never finished is work to do, not an alarm. */
export function neverRanItems(me: Me, worker: WorkerState): TodayItem[] {
  const isTheirs = looksAfter(me) || me.adultSchoolIds.length > 0;
  if (worker.state !== 'never ran' || !isTheirs) return [];
  const text =
    'Reminders and mail have never run: the worker of Gatehouse was not started. Until it is, nobody is reminded and urgent concerns do not go on to the next in line';
  return [{ kind: 'gap', urgent: false, reference: null, text, href: null, when: '', late: false }];
}
