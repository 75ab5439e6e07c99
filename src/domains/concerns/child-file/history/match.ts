import type { NamedChild } from './read.ts';

export interface KnownChild {
  readonly id: string;
  readonly names: readonly string[];
  readonly born: string | null;
  readonly upns: readonly string[];
}

/** Known for certain; or for a person to say which of these is meant, or that none is. */
export type Match =
  | { readonly kind: 'sure'; readonly child: NamedChild; readonly id: string }
  | { readonly kind: 'doubtful'; readonly child: NamedChild; readonly candidates: readonly string[] };

/** What somebody chooses for a child who is not to be taken in. */
export const LEAVE_OUT = 'leave-out';

/** By UPN; or by name and birth date, where one child alone has both. A name alone is always for a person to decide. */
export function matchChild(child: NamedChild, known: readonly KnownChild[]): Match {
  const byUpn = child.upn === '' ? [] : known.filter(({ upns }) => upns.includes(child.upn));
  const [only] = byUpn;
  if (only !== undefined && byUpn.length === 1) return { kind: 'sure', child, id: only.id };
  const called = known.filter(({ names }) => names.includes(child.name.toLowerCase()));
  const both = called.filter(({ born }) => born !== null && born === child.born);
  const [one] = both;
  // A UPN that is nobody's here says that it is somebody else, whatever they are called.
  if (child.upn === '' && one !== undefined && both.length === 1) return { kind: 'sure', child, id: one.id };
  return { kind: 'doubtful', child, candidates: called.map(({ id }) => id) };
}
