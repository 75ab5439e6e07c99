import type { Instant } from '#platform/clock';

export type InboxState = 'seen' | 'waiting' | 'done' | 'refused';

/** Why a file waits, or was refused. */
export type InboxReason = 'first' | 'share' | 'faults' | 'columns' | 'kind' | 'declined' | 'undecided';

export interface InboxFile {
  readonly id: string;
  readonly schoolId: string;
  readonly fileName: string;
  readonly stamp: string;
  readonly state: InboxState;
  readonly reason: InboxReason | null;
  readonly importId: string | null;
  readonly seenAt: Instant;
  readonly decidedAt: Instant | null;
  readonly moved: boolean;
  readonly noted: boolean;
}

export const reasonWords: Readonly<Record<InboxReason, string>> = {
  first: 'It is the first roster of this school, so a person looks at it first.',
  share: 'It would change, move or propose to leave more people than usual, so a person looks at it first.',
  faults: 'It has errors. Put them right in the MIS or its export.',
  columns:
    'Which column is which is not known, or has changed. Upload the list by page once; its columns are remembered.',
  kind: 'It is neither a zip nor a CSV file.',
  declined: 'Somebody who keeps the roster decided not to apply it.',
  undecided: 'Nobody decided about it within a week.',
};
