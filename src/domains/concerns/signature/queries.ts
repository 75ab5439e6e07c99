import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { Signature } from '../types.ts';

export type SignedAs = Signature['signedAs'];

const digestNow = (concern: string, who: unknown) =>
  sql<Buffer | null>`concern.digest_to_sign(${sql.ref(concern)}, ${who})`;

export interface Signable {
  readonly concernId: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly reporterId: string | null;
  readonly digest: Buffer | null;
  /** I may sign as its lead. */
  readonly lead: boolean;
}

/** What a signature would sign now. */
export async function findSignable(tx: Tx, concernId: string, who: SignedAs): Promise<Signable | undefined> {
  return tx.db
    .selectFrom('concern.concern as c')
    .select([
      'c.id as concernId',
      'c.caseload_id as caseloadId',
      'c.school_id as schoolId',
      'c.reporter_id as reporterId',
    ])
    .select(digestNow('c.id', who).as('digest'))
    .select(sql<boolean>`concern.leads(c.caseload_id)`.as('lead'))
    .where('c.id', '=', concernId)
    .executeTakeFirst();
}

interface NewSignature {
  readonly signedAs: SignedAs;
  readonly personId: string;
  readonly name: string;
  readonly designation: string;
  readonly digest: Buffer;
}

/** Undefined where this person signed this very version before. */
export async function insertSignature(
  tx: Tx,
  { concernId, caseloadId }: Signable,
  { signedAs, personId, name, designation, digest }: NewSignature,
): Promise<string | undefined> {
  const row = await tx.db
    .insertInto('concern.signature')
    .values({
      id: tx.ids.uuid(),
      concern_id: concernId,
      caseload_id: caseloadId,
      signed_as: signedAs,
      person_id: personId,
      name,
      designation,
      at: tx.at,
      digest,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** As a branch of a child's file (child-file/queries.ts). */
export const signaturesInFile = sql`
  select g.id, 'signed', g.at, g.concern_id, g.signed_as, false, g.name || ', ' || g.designation, g.person_id
    from mine join concern.signature g on g.concern_id = mine.concern_id`;
