import type { Instant } from '#platform/clock';
import type { Finding, Intent, Part } from '../types.ts';

/** What holds about one person of a case: three facts that do not follow from one another (design rule 10). */
export interface PartyFinding {
  readonly id: string;
  readonly partyId: string;
  readonly number: number;
  readonly finding: Finding;
  readonly intent: Intent;
  readonly selfReported: boolean;
  readonly reason: string;
  readonly foundAt: Instant;
  readonly foundBy: string;
}

/** Somebody who was named in a case wrongly, and since when that is known. */
export interface Cleared {
  readonly partyId: string;
  readonly personId: string;
  readonly name: string;
  readonly part: Part;
  readonly isAdult: boolean;
  readonly on: Instant;
}
