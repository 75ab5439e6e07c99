import { hashPassword, readRecoveryKey, sameBytes } from '#platform/crypto';
import { Forbidden, Invalid } from '#platform/errors';
import { forget, guessAt, takeGuess } from '../attempts/service.ts';
import { hashCode, newCode } from '../credentials/code.ts';
import { asSignIn, type Door } from '../door.ts';
import { beginSetUp } from '../enter/service.ts';
import type { GivenCode } from '../types.ts';
import type { SetUp } from './forms.ts';
import { insertEverything, isSetUp } from './queries.ts';

const visitor = { kind: 'system', role: 'visitor' } as const;

/** The code on the console was not the one typed. */
export class WrongSetUpCode extends Forbidden {
  constructor() {
    super('wrong set-up code', 'That is not the code that the console shows. It changes with every start.');
  }
}

export function findIsSetUp(door: Pick<Door, 'database'>): Promise<boolean> {
  return door.database.withActor(visitor, isSetUp);
}

export interface SetUpDone {
  /** For the Head, who sets up their authenticator next. */
  readonly stepToken: string;
  /** For the designated lead, to hand over in person. */
  readonly dslCode: GivenCode;
}

function factsOf(door: Door, input: SetUp, passwordHash: string) {
  const adult = (role: string, given: string, family: string, email: string | null, userName: string) => ({
    id: door.ids.uuid(),
    appointmentId: door.ids.uuid(),
    role,
    givenName: given,
    familyName: family,
    email,
    userName,
  });
  return {
    trust: { id: door.ids.uuid(), name: input.trustName },
    school: { id: door.ids.uuid(), urn: input.urn, name: input.schoolName, code: input.schoolCode },
    head: {
      ...adult('head', input.headGivenName, input.headFamilyName, input.headEmail, input.headUserName),
      passwordHash,
    },
    dsl: {
      ...adult('dsl', input.dslGivenName, input.dslFamilyName, input.dslEmail, input.dslUserName),
      passId: door.ids.uuid(),
    },
  };
}

/** Whoever can read the console has the code; guessing at it is counted like guessing at an account. */
export async function checkSetUpCode(
  door: Door,
  setUpCode: string,
  typed: string,
  address: string,
): Promise<void> {
  const guess = guessAt(door.masterKey, '/set-up', { address });
  await asSignIn(door, (tx) => takeGuess(tx, guess));
  if (!sameBytes(hashCode(door.masterKey, typed), hashCode(door.masterKey, setUpCode)))
    throw new WrongSetUpCode();
  await asSignIn(door, (tx) => forget(tx, guess));
}

/**
 * Makes the trust, its first school, the Head and the designated lead, once, when the recovery key was printed and typed
 * back: without it nothing that is sealed survives the loss of this machine. Throws `Conflict` for the slower of two.
 */
export async function setUp(door: Door, input: SetUp): Promise<SetUpDone> {
  if (!sameBytes(input.recovery_key, readRecoveryKey(door.masterKey.recoveryKey().join(' '))))
    throw new Invalid([{ field: 'recovery_key', message: 'That is a recovery key, but not this one’s.' }]);
  const facts = factsOf(door, input, await hashPassword(input.headPassword));
  const code = newCode(door.ids);
  await door.database.withActor(visitor, async (tx) => {
    await insertEverything(tx, facts, hashCode(door.masterKey, code));
    tx.record({
      chain: facts.school.id,
      type: 'gatehouse.set_up/1',
      subject: facts.school.id,
      data: { trust: facts.trust.id, head: facts.head.id, dsl: facts.dsl.id },
    });
  });
  const stepToken = await asSignIn(door, (tx) => beginSetUp(tx, door, facts.head.id, {}));
  const personName = `${input.dslGivenName} ${input.dslFamilyName}`;
  return { stepToken, dslCode: { userName: input.dslUserName, code, personName, mailed: false } };
}
