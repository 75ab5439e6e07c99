import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly endsAt: Instant;
  readonly secondFactor: boolean;
  readonly userAgent: string;
  readonly addressHint: string;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.db
    .insertInto('signin.session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      person_id: session.personId,
      created_at: tx.at,
      last_seen_at: tx.at,
      ends_at: session.endsAt,
      second_factor: session.secondFactor,
      user_agent: session.userAgent,
      address_hint: session.addressHint,
    })
    .execute();
}

/** Ends a person's open sessions, one of them or all but one; gives the ids that were open. */
export async function endSessions(
  tx: Tx,
  personId: string,
  which: { readonly only?: string; readonly except?: string | undefined } = {},
): Promise<string[]> {
  let update = tx.db
    .updateTable('signin.session')
    .set({ ended_at: tx.at })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null);
  if (which.only !== undefined) update = update.where('id', '=', which.only);
  if (which.except !== undefined) update = update.where('id', '<>', which.except);
  return (await update.returning('id').execute()).map((row) => row.id);
}

export interface OpenSession {
  readonly id: string;
  readonly since: Instant;
  readonly lastSeen: Instant;
  readonly userAgent: string;
  readonly addressHint: string;
}

/** Mine, the one seen last first. What has lapsed unseen is over, though nobody has written so yet. */
export function openSessions(tx: Tx, personId: string): Promise<OpenSession[]> {
  return tx.db
    .selectFrom('signin.session')
    .select([
      'id',
      'created_at as since',
      'last_seen_at as lastSeen',
      'user_agent as userAgent',
      'address_hint as addressHint',
    ])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', tx.at)
    .where('last_seen_at', '>', tx.at.subtract({ minutes: 30 }))
    .orderBy('last_seen_at', 'desc')
    .execute();
}
