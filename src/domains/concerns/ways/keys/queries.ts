import type { Tx } from '#platform/db';

export interface SealedReceipt {
  readonly concernId: string;
  readonly locator: string;
  readonly secret: Buffer;
}

export async function findSealedReceipts(tx: Tx): Promise<SealedReceipt[]> {
  return tx.db
    .selectFrom('concern.outside_report')
    .select(['concern_id as concernId', 'locator', 'secret'])
    .orderBy('concern_id')
    .execute();
}

export async function saveSealedReceipt(tx: Tx, concernId: string, secret: Buffer): Promise<void> {
  await tx.db
    .updateTable('concern.outside_report')
    .set({ secret })
    .where('concern_id', '=', concernId)
    .execute();
}

export interface SealedIdentity {
  readonly concernId: string;
  readonly sealed: Buffer;
}

export async function findSealedIdentities(tx: Tx): Promise<SealedIdentity[]> {
  return tx.db
    .selectFrom('concern.sealed_identity')
    .select(['concern_id as concernId', 'sealed'])
    .orderBy('concern_id')
    .execute();
}

export async function saveSealedIdentity(tx: Tx, concernId: string, sealed: Buffer): Promise<void> {
  await tx.db
    .updateTable('concern.sealed_identity')
    .set({ sealed })
    .where('concern_id', '=', concernId)
    .execute();
}
