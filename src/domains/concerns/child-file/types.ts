import type { Instant } from '#platform/clock';
import type { Part, Status } from '../types.ts';

/** What somebody asks a child's file for, by the school's words. */
export const fileKinds = [
  'concern',
  'action',
  'referral',
  'duty',
  'sanction',
  'support',
  'parents',
  'outcome',
  'note',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** What a row of the file is; several belong to one kind. */
export const rowKinds = {
  concern: 'concern',
  addition: 'concern',
  action: 'action',
  action_ended: 'action',
  referral: 'referral',
  heard: 'referral',
  duty: 'duty',
  finding: 'sanction',
  sanction: 'sanction',
  sanction_ended: 'sanction',
  support: 'support',
  support_ended: 'support',
  parents: 'parents',
  outcome: 'outcome',
  close: 'outcome',
  reopen: 'outcome',
  note: 'note',
} as const satisfies Readonly<Record<string, FileKind>>;
export type RowKind = keyof typeof rowKinds;

/** One thing that happened about a child. */
export interface FileItem {
  readonly id: string;
  readonly kind: RowKind;
  readonly at: Instant;
  /** Told without a name: of the moment the day alone is kept. */
  readonly dayOnly: boolean;
  readonly concernId: string;
  readonly reference: string;
  readonly status: Status;
  readonly schoolId: string;
  /** What this child was to that concern. */
  readonly part: Part;
  /** They were named wrongly: it was somebody else. */
  readonly cleared: boolean;
  /** Whom it was referred to, which duty, what was answered for parents: see `words.ts`. */
  readonly word: string | null;
  /** It was decided not to: no referral, an action that ended without being done. */
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
