import type { MasterKey } from '#platform/crypto';
import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { findEligible } from '../../case/act/eligible.ts';
import { insertEntry } from '../../case/act/queries.ts';
import { findCase, findExclusions } from '../../case/queries.ts';
import { findHolders } from '../../routing/queries.ts';
import { schoolOf } from '../../routing/service.ts';
import { type Identity, openIdentity } from '../intake/identity.ts';
import { agreeToReveal, findSealed, insertReveal, type Sealed, takeIdentity } from './queries.ts';

export interface Reveal {
  readonly sealed: Sealed;
  /** Known once two have agreed. */
  readonly identity: Identity | undefined;
  readonly askedByMe: boolean;
}

async function sealedOf(tx: Tx, concernId: string): Promise<Sealed> {
  const sealed = await findSealed(tx, concernId);
  if (sealed === undefined)
    throw new NotFound('nobody told this in confidence, or not for this person to see');
  return sealed;
}

/** How it stands. Each look at an identity is an event. */
export async function readReveal(tx: Tx, me: Me, masterKey: MasterKey, concernId: string): Promise<Reveal> {
  const sealed = await sealedOf(tx, concernId);
  const box = await takeIdentity(tx, concernId);
  const type = box === undefined ? 'identity.asked-about/1' : 'identity.read/1';
  tx.record({ chain: sealed.schoolId, type, subject: concernId });
  return {
    sealed,
    identity: box && openIdentity(masterKey, concernId, box),
    askedByMe: sealed.askedBy === me.id,
  };
}

/** A line on the timeline, without the reason's words in the event. */
async function note(
  tx: Tx,
  me: Me,
  sealed: Sealed,
  kind: 'identity_asked' | 'identity_opened',
  reason: string,
) {
  const file = await findCase(tx, sealed.concernId);
  if (file === undefined) throw new NotFound('no such case in this scope');
  const entry = await insertEntry(tx, file, {
    authorId: me.id,
    kind,
    body: reason,
    details: { version: file.version },
  });
  tx.record({
    chain: sealed.schoolId,
    type: kind === 'identity_asked' ? 'identity.asked/1' : 'identity.opened/1',
    subject: sealed.concernId,
    content: [{ table: 'concern.entry', id: entry }],
  });
  return file;
}

/** The first of two: says why, and the other handlers are told that one of them is asked to look. */
export async function askForIdentity(tx: Tx, me: Me, concernId: string, reason: string): Promise<void> {
  const sealed = await sealedOf(tx, concernId);
  if (!(await insertReveal(tx, sealed, me.id, reason)))
    throw new Conflict(
      'an identity was asked for twice',
      'Somebody has asked already. Look at the page again.',
    );
  const file = await note(tx, me, sealed, 'identity_asked', reason);
  const others = (await findEligible(tx, file)).map(({ personId }) => personId).filter((id) => id !== me.id);
  await queueMail(tx, others, { template: 'waits', link: `/concerns/${concernId}/identity` });
}

/** The second of two: it opens, and the trust's lead is told, unless they are shut out themselves. */
export async function agreeToIdentity(tx: Tx, me: Me, concernId: string, reason: string): Promise<void> {
  const sealed = await sealedOf(tx, concernId);
  if (!(await agreeToReveal(tx, concernId, me.id, reason)))
    throw new Conflict(
      'an identity cannot be opened by whoever asked',
      'Somebody else who handles this must agree. You asked yourself, or it was opened already.',
    );
  await note(tx, me, sealed, 'identity_opened', reason);
  const out = new Set(
    (await findExclusions(tx, concernId))
      .filter(({ state }) => state !== 'lifted')
      .map(({ personId }) => personId),
  );
  const leads = (await findHolders(tx, await schoolOf(tx, sealed.schoolId)))
    .filter(({ role, personId }) => role === 'trust_safeguarding_lead' && !out.has(personId))
    .map(({ personId }) => personId);
  // Of one about an adult the trust's lead learns that it happened, and opens nothing.
  await queueMail(tx, leads, {
    template: 'identity',
    link: sealed.stream === 'adult' ? '/' : `/concerns/${concernId}`,
  });
}
