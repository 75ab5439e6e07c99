import type { MasterKey } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { TOTP_PURPOSE } from '../credentials/authenticator.ts';
import { findSealedSecrets, saveSealedSecret } from './queries.ts';

/** Seals every authenticator's secret with the master key of now; gives how many. */
export async function resealAuthenticators(tx: Tx, masterKey: MasterKey): Promise<number> {
  const secrets = await findSealedSecrets(tx);
  for (const { personId, sealed } of secrets) {
    const plain = masterKey.open(TOTP_PURPOSE, personId, sealed);
    await saveSealedSecret(tx, personId, masterKey.seal(TOTP_PURPOSE, personId, plain));
  }
  return secrets.length;
}

export interface AuthenticatorCheck {
  readonly authenticators: number;
  /** Ids of people whose authenticator does not open with this key. */
  readonly authenticatorFaults: readonly string[];
}

export async function checkAuthenticators(tx: Tx, masterKey: MasterKey): Promise<AuthenticatorCheck> {
  const secrets = await findSealedSecrets(tx);
  const authenticatorFaults = secrets.flatMap(({ personId, sealed }) => {
    try {
      masterKey.open(TOTP_PURPOSE, personId, sealed);
      return [];
    } catch {
      // That it does not open is the answer.
      return [personId];
    }
  });
  return { authenticators: secrets.length, authenticatorFaults };
}
