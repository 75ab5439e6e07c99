import type { Database } from '#platform/db';
import type { Log } from '#platform/log';
import type { Mailer } from './mailer.ts';
import { markFailed, markSent, takeWaiting, type WaitingMail } from './queries.ts';
import { composeMail, isMailTemplate } from './templates.ts';

const BATCH = 20;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3600;

interface Postbag {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly origin: string;
  readonly log: Log;
}

function wait(attempts: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** attempts, LONGEST_WAIT_SECONDS);
}

async function deliverOne(
  bag: Postbag,
  mail: WaitingMail,
): Promise<{ subject: string; text: string } | string> {
  if (!isMailTemplate(mail.template)) return 'no such template';
  if (mail.to === null) return 'the person has no address';
  const composed = composeMail(mail.template, `${bag.origin}${mail.link}`);
  try {
    await bag.mailer.send({ id: mail.id, to: mail.to, ...composed });
    return composed;
  } catch (error) {
    bag.log.warn(
      { mail: mail.id, err: error instanceof Error ? error.name : 'unknown' },
      'mail not delivered, will try again',
    );
    return 'the mail server did not take it';
  }
}

async function deliverBatch(bag: Postbag): Promise<number> {
  return bag.database.withActor({ kind: 'system', role: 'postman' }, async (tx) => {
    const waiting = await takeWaiting(tx, BATCH);
    for (const mail of waiting) {
      const outcome = await deliverOne(bag, mail);
      if (typeof outcome === 'string') await markFailed(tx, mail, outcome, wait(mail.attempts));
      else await markSent(tx, mail.id, outcome.subject, outcome.text);
    }
    return waiting.length;
  });
}

/** Sends what waits in the outbox, until nothing does; what fails waits longer each time and is never dropped. */
export async function deliverWaiting(bag: Postbag): Promise<void> {
  while ((await deliverBatch(bag)) === BATCH);
}
