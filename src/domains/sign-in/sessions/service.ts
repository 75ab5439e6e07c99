import { hashToken } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { accountOf } from '../queries.ts';
import type { Device } from '../types.ts';
import { addressHint } from '../words.ts';
import { endSessions, insertSession } from './queries.ts';

/** A school day and the evening's work after it; the idle limit is in `signin.find_session`. */
const LONGEST_HOURS = 10;

export interface Holder {
  readonly personId: string;
  readonly chain: string;
}

/** Whoever was signed in at this browser is not any more: its cookie is about to be another's. */
async function endFormer(tx: Tx, { signedIn }: Device): Promise<void> {
  if (signedIn === undefined) return;
  const former = await accountOf(tx, signedIn.personId);
  if (former !== undefined) await closeSessions(tx, former, 'new_sign_in', { only: signedIn.id });
}

/** A new session under a new token, every time: the token is given to the browser and only its hash is kept. */
export async function openSession(
  tx: Tx,
  holder: Holder,
  secondFactor: boolean,
  device: Device,
): Promise<string> {
  await endFormer(tx, device);
  const token = tx.ids.token();
  const id = tx.ids.uuid();
  await insertSession(tx, {
    id,
    tokenHash: hashToken(token),
    personId: holder.personId,
    endsAt: tx.at.add({ hours: LONGEST_HOURS }),
    secondFactor,
    userAgent: device.userAgent.slice(0, 300),
    addressHint: addressHint(device.address),
  });
  tx.record({
    chain: holder.chain,
    type: 'sign_in.succeeded/1',
    subject: holder.personId,
    data: { session: id, secondFactor },
  });
  return token;
}

type Why =
  | 'sign_out'
  | 'ended_by_holder'
  | 'password_changed'
  | 'authenticator_changed'
  | 'new_sign_in'
  | 'recovered';

/** Ends sessions and writes one event for each. */
export async function closeSessions(
  tx: Tx,
  holder: Holder,
  why: Why,
  which: { readonly only?: string; readonly except?: string | undefined } = {},
): Promise<number> {
  const ended = await endSessions(tx, holder.personId, which);
  for (const session of ended) {
    tx.record({
      chain: holder.chain,
      type: 'session.ended/1',
      subject: holder.personId,
      data: { session, why },
    });
  }
  return ended.length;
}
