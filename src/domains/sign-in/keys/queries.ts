import type { Tx } from '#platform/db';

export interface SealedSecret {
  readonly personId: string;
  readonly sealed: Buffer;
}

export async function findSealedSecrets(tx: Tx): Promise<SealedSecret[]> {
  const rows = await tx.db
    .selectFrom('signin.account')
    .select(['person_id as personId', 'totp_sealed as sealed'])
    .orderBy('person_id')
    .execute();
  return rows.flatMap(({ personId, sealed }) => (sealed === null ? [] : [{ personId, sealed }]));
}

export async function saveSealedSecret(tx: Tx, personId: string, sealed: Buffer): Promise<void> {
  await tx.db
    .updateTable('signin.account')
    .set({ totp_sealed: sealed })
    .where('person_id', '=', personId)
    .execute();
}
