import type { Instant } from '#platform/clock';

/** One backup, as it is written down when it has ended. */
export interface BackupRow {
  readonly id: string;
  readonly name: string;
  readonly beganAt: Instant;
  readonly endedAt: Instant;
  readonly scheduled: boolean;
  /** Null where it is whole. */
  readonly failure: string | null;
  readonly databaseBytes: number | null;
  readonly objectCount: number | null;
  readonly objectBytes: number | null;
  readonly copiedBytes: number | null;
  readonly checkedAt: Instant | null;
  readonly checkSeconds: number | null;
  readonly checkFailure: string | null;
  readonly removedAt: Instant | null;
}

/** How it stands: `off` while nobody has said where backups go. */
export type State = 'good' | 'late' | 'none' | 'off';

export interface Backups {
  readonly at: Instant;
  readonly state: State;
  readonly lastGood: BackupRow | null;
  /** The newest first. */
  readonly rows: readonly BackupRow[];
  readonly dir: string | null;
  readonly kept: { readonly daily: number; readonly weekly: number };
}
