import type { Instant } from '#platform/clock';

/** Could it show anyone under 18 nude, part-nude or sexual? The answer in force for a report and all its files. */
export const answers = ['yes', 'not_sure', 'no'] as const;
export type Answer = (typeof answers)[number];

/** What belongs to one report, from its draft on; its id is the draft's. */
export interface Folder {
  readonly id: string;
  readonly schoolId: string;
  readonly concernId: string | null;
  readonly caseloadId: string | null;
  /** In force: what was answered, or what the draft says already, where that is stricter. */
  readonly guard: Answer | null;
  readonly answered: Answer | null;
  /** I am its reporter. */
  readonly mine: boolean;
  /** I handle its case. */
  readonly handled: boolean;
  /** I may let Not sure become No, and hand out a sealed copy. */
  readonly lead: boolean;
}

/** What a school may keep where nobody set another limit. */
export const USUAL_QUOTA = 20 * 1024 ** 3;

export const flagIds = ['place', 'author', 'device', 'may_tell', 'name_differs'] as const;
export type FlagId = (typeof flagIds)[number];

export type Virus = 'clean' | 'not_checked' | 'found';

/** A file that is kept, as far as somebody may know of it who does not open it. */
export interface Item {
  readonly id: string;
  readonly folderId: string;
  readonly schoolId: string;
  readonly concernId: string | null;
  readonly caseloadId: string | null;
  readonly addedBy: string;
  readonly addedByName: string | null;
  readonly addedAt: Instant;
  readonly called: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly flags: readonly FlagId[];
  readonly virus: Virus;
  readonly quarantinedAt: Instant | null;
  readonly destroyedAt: Instant | null;
}

export type CustodyAct =
  | 'added'
  | 'revealed'
  | 'downloaded'
  | 'copied'
  | 'quarantined'
  | 'restored'
  | 'police_copy'
  | 'checked'
  | 'destroyed';

export interface CustodyEntry {
  readonly id: string;
  readonly at: Instant;
  readonly act: CustodyAct;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly reason: string | null;
}
