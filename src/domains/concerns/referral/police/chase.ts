import { localDate } from '#platform/clock';
import type { Database, Tx } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { findExcluded } from '../../routing/escalation/queries.ts';
import { readersOf } from '../../routing/ladder.ts';
import { findHolders, findSchool, insertNotices } from '../../routing/queries.ts';
import type { Recipient } from '../../routing/types.ts';
import { findLateDecisions, type LateDecision } from './queries.ts';

/** The Head; where the Head cannot see the case, whoever stands above. */
function whomToTell(
  { stream }: LateDecision,
  holders: readonly Recipient[],
  excluded: readonly string[],
): string[] {
  const readers = holders.filter(
    ({ role, personId }) => readersOf[stream].includes(role) && !excluded.includes(personId),
  );
  const heads = readers.filter(({ role }) => role === 'head');
  const above = readers.filter(({ role }) => readersOf.head.includes(role));
  return [...new Set((heads.length > 0 ? heads : above).map(({ personId }) => personId))];
}

async function chase(tx: Tx, late: LateDecision): Promise<void> {
  const school = await findSchool(tx, late.schoolId);
  if (school === undefined) return;
  const people = whomToTell(late, await findHolders(tx, school), await findExcluded(tx, late.concernId));
  const concern = { id: late.concernId, caseloadId: late.caseloadId };
  await insertNotices(
    tx,
    concern,
    people.map((personId) => ({ personId, step: 0, kind: 'police' })),
  );
  await queueMail(tx, people, { template: 'waits', link: `/concerns/${late.concernId}` });
}

/** Once a day: a decision about the Police that was due before today is told to the Head. Gives how many cases. */
export async function chasePoliceDecisions(database: Database): Promise<number> {
  return database.withActor({ kind: 'system', role: 'escalation' }, async (tx) => {
    const late = await findLateDecisions(tx, localDate(tx.at));
    for (const one of late) await chase(tx, one);
    return late.length;
  });
}
