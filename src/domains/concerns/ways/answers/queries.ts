import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface Said {
  readonly id: string;
  readonly at: Instant;
  /** What whoever holds the code wrote; else what the school said. */
  readonly mine: boolean;
  readonly kind: 'sent' | 'acknowledged' | 'message' | 'outcome' | 'reopened' | 'addition';
  readonly body: string | null;
}

/** Both sides of one conversation, oldest first. */
export async function findConversation(tx: Tx): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select id, at, kind = 'sent' as mine, kind, body from concern.reporter_update
    union all
    select id, added_at, true, 'addition', body from concern.addition
    order by 2, 3 desc, 1`.execute(tx.db);
  return rows;
}

/** Which school it is of; undefined where the conversation is full. */
export async function writeBack(tx: Tx, id: string, words: string): Promise<string | undefined> {
  const { rows } = await sql<{ school: string | null }>`
    select concern.write_back(${id}::uuid, ${words}) as school`.execute(tx.db);
  return rows[0]?.school ?? undefined;
}
