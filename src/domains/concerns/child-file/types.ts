import type { Instant } from '#platform/clock';
import type { Part, Status } from '../types.ts';

/** What somebody asks a child's file for, by the school's words. */
export const fileKinds = [
  'concern',
  'action',
  'pathway',
  'referral',
  'duty',
  'parents',
  'finding',
  'sanction',
  'access',
  'support',
  'signed',
  'outcome',
  'note',
  'history',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** What a row of the file is; several belong to one kind. */
export const rowKinds = {
  concern: 'concern',
  addition: 'concern',
  action: 'action',
  action_ended: 'action',
  pathway: 'pathway',
  referral: 'referral',
  heard: 'referral',
  duty: 'duty',
  parents: 'parents',
  finding: 'finding',
  cleared: 'finding',
  sanction: 'sanction',
  sanction_tell: 'sanction',
  sanction_appeal: 'sanction',
  sanction_answer: 'sanction',
  sanction_served: 'sanction',
  sanction_reversed: 'sanction',
  sanction_dropped: 'sanction',
  restriction: 'access',
  restriction_lifted: 'access',
  support: 'support',
  support_end: 'support',
  signed: 'signed',
  outcome: 'outcome',
  close: 'outcome',
  reopen: 'outcome',
  note: 'note',
  history: 'history',
} as const satisfies Readonly<Record<string, FileKind>>;
export type RowKind = keyof typeof rowKinds;

/** One thing that happened about a child. */
export interface FileItem {
  readonly id: string;
  readonly kind: RowKind;
  readonly at: Instant;
  /** Told without a name: of the moment the day alone is kept. */
  readonly dayOnly: boolean;
  /** Null for a line from elsewhere, which belongs to no case here. */
  readonly concernId: string | null;
  /** Of a line from elsewhere: the school or the system that it comes from. */
  readonly reference: string;
  readonly status: Status | null;
  readonly schoolId: string;
  /** What this child was to that concern. */
  readonly part: Part | null;
  /** They were named wrongly in it: it was somebody else. */
  readonly cleared: boolean;
  /** Which pathway, whom it was referred to, which duty, what was answered for parents, which step, what it was called elsewhere: see `words.ts`. */
  readonly word: string | null;
  /** It was decided not to, or not yet: no referral, an action that was not done, a sanction that is only proposed. */
  readonly not: boolean;
  readonly text: string | null;
  readonly by: string | null;
}

export interface FileChild {
  readonly id: string;
  readonly name: string;
  readonly schoolId: string | null;
  readonly schoolName: string | null;
  readonly ncYear: number | null;
  readonly registrationGroup: string | null;
}
