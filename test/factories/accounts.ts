import { Secret, TOTP } from 'otpauth';
import { hashPassword } from '#platform/crypto';
import type { World } from '../support/world.ts';

export const PASSWORD = 'harbour kettle violin';

export interface AnAccount {
  readonly personId: string;
  readonly userName: string;
  readonly password: string;
  /** The six digits that the person's app shows at this moment of the world's clock, or `steps` later. */
  code(steps?: number): string;
}

export interface AccountFacts {
  readonly userName?: string;
  /** `null` for an account whose first code has not been used. */
  readonly password?: string | null;
  readonly authenticator?: boolean;
}

let hashed: Promise<string> | undefined;
let counter = 0;

/** An account, with a password and without an authenticator unless told otherwise. */
export async function anAccount(
  world: World,
  personId: string,
  facts: AccountFacts = {},
): Promise<AnAccount> {
  counter += 1;
  const userName = facts.userName ?? `user${counter}`;
  const secret = new Secret({ size: 20 });
  const password = facts.password ?? PASSWORD;
  if (password === PASSWORD) hashed ??= hashPassword(PASSWORD);
  const hash =
    facts.password === null ? null : await (password === PASSWORD ? hashed : hashPassword(password));
  const sealed =
    facts.authenticator === true ? world.services.masterKey.seal('totp', personId, secret.bytes) : null;
  await world.owner.query(
    'insert into signin.account (person_id, user_name, password_hash, totp_sealed, created_at) values ($1, $2, $3, $4, $5)',
    [personId, userName, hash, sealed, world.clock.now().toString()],
  );
  return {
    personId,
    userName,
    password,
    code: (steps = 0) => codeOf(secret.base32, world, steps),
  };
}

/** What an app shows that holds this secret, typed in groups or not. */
export function codeOf(secret: string, world: World, steps = 0): string {
  const timestamp = world.clock.now().epochMilliseconds + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp });
}
