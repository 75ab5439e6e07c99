import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface WaitingMail {
  readonly id: string;
  readonly to: string | null;
  readonly template: string;
  readonly link: string;
  readonly attempts: number;
}

export async function insertMails(
  tx: Tx,
  mails: readonly { readonly personId: string; readonly template: string; readonly link: string }[],
): Promise<void> {
  if (mails.length === 0) return;
  await tx.db
    .insertInto('mail.outbox')
    .values(
      mails.map((mail) => ({
        id: tx.ids.uuid(),
        to_person_id: mail.personId,
        template: mail.template,
        link: mail.link,
        queued_at: tx.at,
        next_attempt_at: tx.at,
      })),
    )
    .execute();
}

/** Takes the longest-waiting mails; rows that another postman holds are passed over. */
export async function takeWaiting(tx: Tx, most: number): Promise<WaitingMail[]> {
  return tx.db
    .selectFrom('mail.outbox as m')
    .leftJoin('people.person as p', 'p.id', 'm.to_person_id')
    .select(['m.id', 'p.email as to', 'm.template', 'm.link', 'm.attempts'])
    .where('m.sent_at', 'is', null)
    .where('m.next_attempt_at', '<=', tx.at)
    .orderBy('m.next_attempt_at')
    .limit(most)
    .modifyEnd(sql`for update of m skip locked`)
    .execute();
}

export async function markSent(tx: Tx, id: string, subject: string, body: string): Promise<void> {
  await tx.db
    .updateTable('mail.outbox')
    .set({ sent_at: tx.at, subject, body, failure: null })
    .where('id', '=', id)
    .execute();
}

export async function markFailed(
  tx: Tx,
  mail: WaitingMail,
  failure: string,
  waitSeconds: number,
): Promise<void> {
  await tx.db
    .updateTable('mail.outbox')
    .set({ attempts: mail.attempts + 1, failure, next_attempt_at: tx.at.add({ seconds: waitSeconds }) })
    .where('id', '=', mail.id)
    .execute();
}

/** A mail of the outbox as the demo shows it. */
export interface OutboxMail {
  readonly id: string;
  readonly to: string | null;
  readonly template: string;
  readonly link: string;
  readonly queuedAt: Instant;
  readonly sentAt: Instant | null;
}

const MOST_SHOWN = 100;

/** The newest mails, for the postman. */
export async function findRecentMails(tx: Tx): Promise<OutboxMail[]> {
  return tx.db
    .selectFrom('mail.outbox as m')
    .leftJoin('people.person as p', 'p.id', 'm.to_person_id')
    .select([
      'm.id',
      'p.email as to',
      'm.template',
      'm.link',
      'm.queued_at as queuedAt',
      'm.sent_at as sentAt',
    ])
    .orderBy('m.queued_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
}

export async function findMail(tx: Tx, id: string): Promise<OutboxMail | undefined> {
  return tx.db
    .selectFrom('mail.outbox as m')
    .leftJoin('people.person as p', 'p.id', 'm.to_person_id')
    .select([
      'm.id',
      'p.email as to',
      'm.template',
      'm.link',
      'm.queued_at as queuedAt',
      'm.sent_at as sentAt',
    ])
    .where('m.id', '=', id)
    .executeTakeFirst();
}

/** What was sent a month ago has nothing more to say. */
export async function purgeSent(tx: Tx): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('mail.outbox')
    .where('sent_at', '<', tx.at.subtract({ hours: 30 * 24 }))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
