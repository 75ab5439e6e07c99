import type { Instant } from '#platform/clock';
import type { KindId, Stream } from '../types.ts';

/** The duties that a concern can be told to. */
export const routeRoles = [
  'dsl',
  'deputy_dsl',
  'head',
  'chair_of_governors',
  'trust_safeguarding_lead',
] as const;
export type RouteRole = (typeof routeRoles)[number];

/** One line of a school's route: told with the first, or next in line. */
export interface RouteRule {
  readonly role: RouteRole;
  readonly atOnce: boolean;
}

/** Somebody who holds a duty today. */
export interface Recipient {
  readonly personId: string;
  readonly name: string;
  readonly role: RouteRole;
  readonly asCover: boolean;
  /** Without an address they are told in Gatehouse alone. */
  readonly hasMail: boolean;
}

export interface RouteRequest {
  readonly schoolId: string;
  readonly stream: Stream;
  readonly kinds: readonly KindId[];
  readonly urgent: boolean;
  /** Escalation then keeps to the wall clock, nights and holidays too. */
  readonly immediateDanger?: boolean;
  /** Persons who are alleged or in conflict. */
  readonly notTell: readonly string[];
}

export interface RoutePlan {
  readonly caseloadId: string;
  /** May be further up than asked for, where nobody could read it there. */
  readonly stream: Stream;
  /** The first are told at once, then whoever is next in line. Empty when nobody holds any duty: see `refuseEmptyRoute`. */
  readonly steps: readonly (readonly Recipient[])[];
  /** By when somebody has to say that they have it; urgent concerns only. */
  readonly acknowledgeBy: Instant | null;
  readonly lado: string | null;
  readonly schoolPhone: string | null;
}

/** Who reads a concern that is sent now, and when (design rule 13). */
export interface ReadersNow {
  readonly open: boolean;
  readonly readers: string;
  readonly nextOpening: Instant;
  readonly text: string;
}
