import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { WrappedSchoolKey } from '../vault.ts';

export type Purpose = 'shown' | 'revealed' | 'downloaded' | 'copied' | 'police_copy';

export interface ItemKeys extends WrappedSchoolKey {
  readonly itemKey: Buffer;
}

interface Given {
  readonly schoolId: string;
  readonly itemKey: string;
  readonly schoolKey: string;
}

/** The wrapped keys of a file, with a line in its custody log; undefined where it does not open for me or this purpose. */
export async function takeKeys(
  tx: Tx,
  itemId: string,
  purpose: Purpose,
  custodyId: string,
  reason: string | null,
): Promise<ItemKeys | undefined> {
  const { rows } = await sql<{ keys: Given | null }>`
    select evidence.take_keys(${itemId}::uuid, ${purpose}, ${custodyId}::uuid, ${reason}) as keys`.execute(
    tx.db,
  );
  const keys = rows[0]?.keys;
  if (!keys) return undefined;
  return {
    schoolId: keys.schoolId,
    itemKey: Buffer.from(keys.itemKey, 'base64'),
    schoolKey: Buffer.from(keys.schoolKey, 'base64'),
  };
}

/** False where it is not mine to take out any more. */
export async function takeOut(tx: Tx, itemId: string, custodyId: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select evidence.take_out(${itemId}::uuid, ${custodyId}::uuid) as done`.execute(tx.db);
  return rows[0]?.done ?? false;
}
