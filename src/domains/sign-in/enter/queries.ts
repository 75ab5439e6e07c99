import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface NewPass {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly purpose: 'invitation' | 'recovery' | 'second_step';
  readonly expiresAt: Instant;
  readonly state: object;
}

export async function insertPass(tx: Tx, pass: NewPass): Promise<void> {
  await tx.db
    .insertInto('signin.pass')
    .values({
      id: pass.id,
      token_hash: pass.tokenHash,
      person_id: pass.personId,
      purpose: pass.purpose,
      made_at: tx.at,
      expires_at: pass.expiresAt,
      state: JSON.stringify(pass.state),
    })
    .execute();
}

export interface LivePass {
  readonly id: string;
  readonly personId: string;
  readonly purpose: string;
  readonly state: unknown;
}

function livePasses(tx: Tx) {
  return tx.db
    .selectFrom('signin.pass')
    .select(['id', 'person_id as personId', 'purpose', 'state'])
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.at);
}

export function findStep(tx: Tx, tokenHash: Buffer): Promise<LivePass | undefined> {
  return livePasses(tx)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', 'second_step')
    .executeTakeFirst();
}

/** An invitation or recovery by its code, for this person alone. */
export function findGivenPass(tx: Tx, codeHash: Buffer, personId: string): Promise<LivePass | undefined> {
  return livePasses(tx)
    .where('token_hash', '=', codeHash)
    .where('person_id', '=', personId)
    .where('purpose', '<>', 'second_step')
    .executeTakeFirst();
}

/** False when somebody was quicker, or it has run out meanwhile. */
export async function markUsed(tx: Tx, passId: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('signin.pass')
    .set({ used_at: tx.at })
    .where('id', '=', passId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.at)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The recovery that a pass came from, once used, can no longer be cancelled. */
export async function markRecoveryUsed(tx: Tx, recoveryId: string): Promise<void> {
  await tx.db
    .updateTable('signin.recovery')
    .set({ used_at: tx.at })
    .where('id', '=', recoveryId)
    .where('used_at', 'is', null)
    .execute();
}

export async function passFacts(tx: Tx, passId: string): Promise<LivePass | undefined> {
  return tx.db
    .selectFrom('signin.pass')
    .select(['id', 'person_id as personId', 'purpose', 'state'])
    .where('id', '=', passId)
    .executeTakeFirst();
}

/** Whatever somebody else had begun with the old password or authenticator leads nowhere any more. */
export async function dropSteps(tx: Tx, personId: string): Promise<void> {
  await tx.db
    .updateTable('signin.pass')
    .set({ used_at: tx.at })
    .where('person_id', '=', personId)
    .where('purpose', '=', 'second_step')
    .where('used_at', 'is', null)
    .execute();
}
