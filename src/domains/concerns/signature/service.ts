import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import { findConcern } from '../queries.ts';
import { designationOf } from '../report/write.ts';
import { findSignable, insertSignature, type Signable, type SignedAs } from './queries.ts';

/** The page showed another version than the one that stands there now: nothing is signed unseen. */
export class OtherVersion extends Conflict {
  constructor() {
    super('signed another version', 'Something was added since this page was shown. Read it, then sign.');
  }
}

async function signableFor(
  tx: Tx,
  me: Me,
  concernId: string,
  who: SignedAs,
): Promise<Signable & { digest: Buffer }> {
  const signable = await findSignable(tx, concernId, who);
  const mine = who === 'witness' ? signable?.reporterId === me.id : signable?.lead === true;
  if (signable === undefined || signable.digest === null || !mine)
    throw new NotFound('no such concern for this person to sign');
  return { ...signable, digest: signable.digest };
}

export interface ToSign {
  readonly version: string;
  readonly reference: string;
  readonly files: number;
}

/** What a signature would sign now, for the page that carries it. */
export async function readToSign(tx: Tx, me: Me, concernId: string, who: SignedAs): Promise<ToSign> {
  const { digest } = await signableFor(tx, me, concernId, who);
  const concern = await findConcern(tx, concernId);
  if (concern === undefined) throw new NotFound('no such concern in this scope');
  // A lead's page is a page of the case; a witness looks at what is their own.
  if (who === 'lead')
    tx.record({
      chain: concern.schoolId,
      type: 'concern.read/1',
      subject: concernId,
      data: { page: 'sign' },
    });
  return { version: digest.toString('hex'), reference: concern.reference, files: concern.files.length };
}

/** Signs the version that was shown, with name, duty and time. Signing the same version again changes nothing. */
export async function sign(tx: Tx, me: Me, concernId: string, who: SignedAs, shown: string): Promise<void> {
  const signable = await signableFor(tx, me, concernId, who);
  const version = signable.digest.toString('hex');
  if (version !== shown) throw new OtherVersion();
  const id = await insertSignature(tx, signable, {
    signedAs: who,
    personId: me.id,
    name: `${me.givenName} ${me.familyName}`,
    designation: designationOf(me, signable.schoolId),
    digest: signable.digest,
  });
  if (id === undefined) return;
  tx.record({
    chain: signable.schoolId,
    type: 'concern.signed/1',
    subject: concernId,
    data: { as: who, digest: version },
    content: [{ table: 'concern.signature', id }],
  });
}
