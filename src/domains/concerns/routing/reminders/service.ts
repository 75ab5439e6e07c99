import type { Database, Tx } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { takeDueReferrals } from '../../referral/queries.ts';
import { takeDueLado } from '../../staff/due/queries.ts';
import { findExcluded } from '../escalation/queries.ts';
import { climb, readersOf } from '../ladder.ts';
import { findHolders, findSchool, insertNotices } from '../queries.ts';
import type { Recipient } from '../types.ts';
import { type DueAction, takeDueActions } from './queries.ts';

async function holdersBySchool(
  tx: Tx,
  actions: readonly DueAction[],
): Promise<ReadonlyMap<string, Recipient[]>> {
  const found = new Map<string, Recipient[]>();
  for (const schoolId of new Set(actions.map((action) => action.schoolId))) {
    const school = await findSchool(tx, schoolId);
    if (school !== undefined) found.set(schoolId, await findHolders(tx, school));
  }
  return found;
}

/**
 * The owner, while they can still open the case; else whoever would be told about it today, so that an action is
 * not lost with a colleague who left.
 */
function whomToRemind(
  action: DueAction,
  holders: readonly Recipient[],
  excluded: readonly string[],
): readonly string[] {
  const reads = holders.some(
    ({ personId, role }) => personId === action.ownerId && readersOf[action.stream].includes(role),
  );
  if (reads && !excluded.includes(action.ownerId)) return [action.ownerId];
  const [first = []] = climb({ stream: action.stream, rules: [], urgent: false, holders, notTell: excluded });
  return first.map(({ personId }) => personId);
}

/** One mail a person: about the case itself when it is one, about Today when they are several. */
async function mailReminders(tx: Tx, casesOf: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  for (const [personId, concerns] of casesOf) {
    const [only] = concerns;
    const link = concerns.size === 1 && only !== undefined ? `/concerns/${only}` : '/';
    await queueMail(tx, [personId], { template: 'reminder', link });
  }
}

/** Reminds of actions, referrals to check, and allegations to tell the designated officer of, that are due today or overdue, once a day, as often as this runs. */
export async function remindDue(database: Database): Promise<number> {
  return database.withActor({ kind: 'system', role: 'escalation' }, async (tx) => {
    const actions = [
      ...(await takeDueActions(tx)),
      ...(await takeDueReferrals(tx)),
      ...(await takeDueLado(tx)),
    ];
    const holders = await holdersBySchool(tx, actions);
    const casesOf = new Map<string, Set<string>>();
    for (const action of actions) {
      const excluded = await findExcluded(tx, action.concernId);
      const people = whomToRemind(action, holders.get(action.schoolId) ?? [], excluded);
      const concern = { id: action.concernId, caseloadId: action.caseloadId };
      await insertNotices(
        tx,
        concern,
        people.map((personId) => ({ personId, step: 0, kind: 'reminder' })),
      );
      for (const personId of people)
        casesOf.set(personId, (casesOf.get(personId) ?? new Set()).add(action.concernId));
    }
    await mailReminders(tx, casesOf);
    return actions.length;
  });
}
