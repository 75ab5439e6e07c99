import type { KindId, OutsideTold } from '../types.ts';

/** An adult whom a school offers by name to a pupil who wants to talk. */
export interface OfferedAdult {
  readonly id: string;
  readonly called: string;
}

/** What the public page of a school shows of it. */
export interface School {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly adults: readonly OfferedAdult[];
}

/** What somebody without an account sends. */
export interface Told
  extends Pick<OutsideTold, 'wayIn' | 'toldAs' | 'keyStage' | 'name' | 'className' | 'contact'> {
  readonly schoolId: string;
  /** Of the form: whoever presses Send twice has told it once. */
  readonly token: string;
  readonly designation: string;
  readonly headline: string;
  readonly kinds: readonly KindId[];
  readonly words: string | null;
  /** Somebody is not safe now. */
  readonly danger: boolean;
  readonly indecentImage: 'yes' | 'not_sure' | 'no';
  readonly about: 'child' | 'adult' | 'head';
  readonly adultName: string | null;
  readonly wants: OfferedAdult | null;
  readonly hirerId: string | null;
}
