import type { Instant } from '#platform/clock';

/** What a school keeps of files, and how much it may. */
export interface Quota {
  readonly schoolId: string;
  readonly school: string;
  readonly files: number;
  readonly held: number;
  readonly limit: number;
}

/** Each time that somebody said how much a school may keep. */
export interface QuotaChange {
  readonly version: number;
  readonly limit: number;
  readonly at: Instant;
  /** `null` for somebody elsewhere. */
  readonly by: string | null;
  readonly reason: string;
}
