import type { Role } from '#platform/db';

/** Duties that read cases: their sign-in takes two steps, and is given back by two people (design rule 2). */
export const caseRoles = [
  'trust_safeguarding_lead',
  'head',
  'dsl',
  'deputy_dsl',
  'chair_of_governors',
] as const satisfies readonly Role[];
export type CaseRole = (typeof caseRoles)[number];

/** An account as sign-in sees it. */
export interface Account {
  readonly personId: string;
  readonly userName: string;
  readonly passwordHash: string | null;
  readonly totpSealed: Buffer | null;
  /** Not closed, and somebody with a post today: whoever has left does not get in. */
  readonly isActive: boolean;
  readonly readsCases: boolean;
  /** The audit chain of this person's sign-ins: a school of theirs, else the trust. */
  readonly chain: string;
}

/** Where somebody signs in from. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
  /** What the browser keeps of accounts that were signed in to from it (attempts/known-browser.ts). */
  readonly known?: string | undefined;
  /** Whoever is signed in there already: one browser is one person. */
  readonly signedIn?: { readonly id: string; readonly personId: string } | undefined;
  /** What it was given when something was typed in it after the session had been ended. */
  readonly claim?: string | undefined;
}

/** What the page asked for before it was known who asks. */
export interface Wish {
  readonly next?: string | undefined;
  /** Something that they typed was kept when their session ended. */
  readonly kept?: boolean | undefined;
}

/** A one-time code on its way to somebody: shown once, never kept. */
export interface GivenCode {
  readonly userName: string;
  readonly code: string;
  readonly personName: string;
  readonly mailed: boolean;
}

export interface School {
  readonly id: string;
  readonly name: string;
}
