/**
 * Leave to let one file in. Nothing in Gatehouse stores a byte of a file without one (design rule 5), and there are two
 * ways to get it: an answer No to the guard's question that is stored already, or a file that is read once and deleted.
 */
export type Permit = EvidencePermit | WorkingPermit;

export interface EvidencePermit {
  readonly kind: 'evidence';
  /** The stored answer No that this upload is tied to, and that no other upload was. */
  readonly answerId: string;
  /** Where it comes in, sealed with `key` from its first byte. */
  readonly path: string;
  readonly key: Buffer;
  readonly maxBytes: number;
  /** Said of a larger file where there is more to say than how large it may be. */
  readonly tooLarge?: string | undefined;
}

/** A roster or the like: read by us, shown to nobody, deleted when the request ends. */
export interface WorkingPermit {
  readonly kind: 'working-copy';
  readonly path: string;
  readonly maxBytes: number;
}

const given = new WeakSet<Permit>();

/** For the domain that asks the question, once its answer is stored; the database holds the same rule. */
export function permitEvidence(permit: Omit<EvidencePermit, 'kind'>): EvidencePermit {
  const made = { ...permit, kind: 'evidence' } as const;
  given.add(made);
  return made;
}

export function permitWorkingCopy(permit: Omit<WorkingPermit, 'kind'>): WorkingPermit {
  const made = { ...permit, kind: 'working-copy' } as const;
  given.add(made);
  return made;
}

/** An object that only looks like a permit is none. */
export function checkPermit(permit: Permit): void {
  if (!given.has(permit)) throw new Error('a file comes in by a permit, and this is none');
}
