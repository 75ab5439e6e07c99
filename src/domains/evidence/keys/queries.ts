import type { Tx } from '#platform/db';
import type { WrappedSchoolKey } from '../vault.ts';

export async function findSchoolKeys(tx: Tx): Promise<WrappedSchoolKey[]> {
  return tx.db
    .selectFrom('evidence.school_key')
    .select(['school_id as schoolId', 'wrapped as schoolKey'])
    .orderBy('school_id')
    .execute();
}

export async function saveSchoolKey(tx: Tx, schoolId: string, wrapped: Buffer): Promise<void> {
  await tx.db.updateTable('evidence.school_key').set({ wrapped }).where('school_id', '=', schoolId).execute();
}

export interface WrappedItem {
  readonly id: string;
  readonly schoolId: string;
  /** Null where it was withdrawn: there is nothing to verify for anybody. */
  readonly wrappedKey: Buffer | null;
  readonly bytes: number;
}

const AT_A_TIME = 1000;

export async function findWrappedItems(tx: Tx, after: string): Promise<WrappedItem[]> {
  return tx.db
    .selectFrom('evidence.item')
    .select(['id', 'school_id as schoolId', 'wrapped_key as wrappedKey', 'bytes'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(AT_A_TIME)
    .execute();
}
