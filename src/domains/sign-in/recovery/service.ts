import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Forbidden, NotFound } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { type Adult, awaitingVouch } from '../accounts/queries.ts';
import { chainOf } from '../chain.ts';
import { hashCode, newCode } from '../credentials/code.ts';
import type { Door } from '../door.ts';
import { mayLead, readsCases } from '../policy.ts';
import { caseReaders } from '../queries.ts';
import type { GivenCode } from '../types.ts';
import { proposedUserName } from '../user-name.ts';
import {
  type CaseReader,
  cancelInDatabase,
  caseReadersILead,
  confirmInDatabase,
  findRecovery,
  freeUserName,
  insertRecovery,
  latestRecoveries,
  type Recovery,
  repeatInDatabase,
} from './queries.ts';

export type RecoveryState = 'waits' | 'confirmed' | 'used' | 'cancelled' | 'expired';

export function stateOf(recovery: Recovery, at: Instant): RecoveryState {
  if (recovery.usedAt !== null) return 'used';
  if (recovery.cancelledAt !== null) return 'cancelled';
  if (recovery.expiresAt.epochMilliseconds <= at.epochMilliseconds) return 'expired';
  return recovery.confirmedAt === null ? 'waits' : 'confirmed';
}

export interface SeenRecovery extends Recovery {
  readonly state: RecoveryState;
  /** I am neither who started it nor whose sign-in it is. */
  readonly mayConfirm: boolean;
  readonly mayCancel: boolean;
}

function seen(recovery: Recovery, me: Me, at: Instant): SeenRecovery {
  const state = stateOf(recovery, at);
  const isOpen = state === 'waits' || state === 'confirmed';
  const isThird = recovery.startedBy !== me.id && recovery.personId !== me.id;
  return { ...recovery, state, mayConfirm: state === 'waits' && isThird, mayCancel: isOpen };
}

function requireCaseReader(me: Me): void {
  if (!readsCases(me)) throw new NotFound('reads no cases');
}

export interface Recoveries {
  readonly mayStart: boolean;
  /** Whose sign-in one person alone gave anew, and for whom I can say that it is really them. */
  readonly awaiting: readonly Adult[];
  readonly recoveries: readonly SeenRecovery[];
}

export async function showRecoveries(tx: Tx, me: Me): Promise<Recoveries> {
  requireCaseReader(me);
  const found = await latestRecoveries(tx);
  return {
    mayStart: mayLead(me),
    awaiting: await awaitingVouch(tx),
    recoveries: found.map((recovery) => seen(recovery, me, tx.at)),
  };
}

export async function showRecovery(tx: Tx, me: Me, id: string): Promise<SeenRecovery> {
  requireCaseReader(me);
  const found = await findRecovery(tx, id);
  if (found === undefined) throw new NotFound('no such recovery');
  return seen(found, me, tx.at);
}

export function recoverable(tx: Tx, me: Me): Promise<CaseReader[]> {
  if (!mayLead(me)) throw new NotFound('starts no recoveries');
  return caseReadersILead(tx);
}

/** Every case reader of the trust hears of each step, so that two who agree on something wrong are seen. */
function tellAll(tx: Tx, personIds: readonly string[]): Promise<void> {
  return queueMail(tx, personIds, { template: 'security', link: '/recovery' });
}

async function requireRecoverable(tx: Tx, me: Me, personId: string): Promise<CaseReader> {
  const person = (await recoverable(tx, me)).find((candidate) => candidate.personId === personId);
  if (person === undefined) throw new NotFound('not a case reader whom the actor leads');
  return person;
}

/** The first of the two. Also how a case reader gets their first sign-in. */
export async function startRecovery(
  tx: Tx,
  me: Me,
  input: { personId: string; reason: string },
): Promise<string> {
  const person = await requireRecoverable(tx, me, input.personId);
  const id = tx.ids.uuid();
  const userName =
    person.userName === null
      ? await freeUserName(tx, proposedUserName(person.givenName, person.familyName))
      : null;
  await insertRecovery(tx, { id, personId: person.personId, reason: input.reason, userName });
  await tellAll(tx, await caseReaders(tx, person.personId));
  tx.record({
    chain: chainOf(me),
    type: 'recovery.started/1',
    subject: person.personId,
    data: { recovery: id },
    content: [{ table: 'signin.recovery', id }],
  });
  return id;
}

/** The second of the two: gives the code to hand over, once. */
export async function confirmRecovery(
  tx: Tx,
  me: Me,
  door: Pick<Door, 'masterKey'>,
  id: string,
): Promise<GivenCode> {
  const recovery = await showRecovery(tx, me, id);
  if (recovery.startedBy === me.id || recovery.personId === me.id) {
    throw new Forbidden('confirms their own', 'This needs another case reader than the one who started it.');
  }
  const code = newCode(tx.ids);
  const passId = tx.ids.uuid();
  await confirmInDatabase(tx, id, passId, hashCode(door.masterKey, code));
  await tellAll(tx, await caseReaders(tx, recovery.personId));
  tx.record({
    chain: chainOf(me),
    type: 'recovery.confirmed/1',
    subject: recovery.personId,
    data: { recovery: id, pass: passId },
    content: [{ table: 'signin.recovery', id }],
  });
  return { userName: recovery.userName ?? '', code, personName: recovery.personName, mailed: false };
}

export async function cancelRecovery(tx: Tx, me: Me, id: string): Promise<void> {
  const recovery = await showRecovery(tx, me, id);
  await cancelInDatabase(tx, id);
  await tellAll(tx, await caseReaders(tx, recovery.personId));
  tx.record({
    chain: chainOf(me),
    type: 'recovery.cancelled/1',
    subject: recovery.personId,
    data: { recovery: id },
  });
}

/** While there is nobody yet who could agree: a first code that ran out before it was used, given again. */
export async function repeatFirstCode(
  tx: Tx,
  me: Me,
  door: Pick<Door, 'masterKey'>,
  personId: string,
): Promise<GivenCode> {
  const person = await requireRecoverable(tx, me, personId);
  const code = newCode(tx.ids);
  const passId = tx.ids.uuid();
  await repeatInDatabase(tx, personId, passId, hashCode(door.masterKey, code));
  await tellAll(tx, await caseReaders(tx, personId));
  tx.record({ chain: chainOf(me), type: 'invitation.repeated/1', subject: personId, data: { pass: passId } });
  return { userName: person.userName ?? '', code, personName: person.name, mailed: false };
}
