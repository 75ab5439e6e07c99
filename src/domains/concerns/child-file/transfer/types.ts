import type { Instant, LocalDate } from '#platform/clock';

export type TransferState = 'sent' | 'received' | 'refused' | 'withdrawn';

/** A case that moved whole: enough to know it again, nothing of what it tells. */
export interface Moved {
  readonly reference: string;
  readonly reported: string;
  readonly status: string;
  readonly files: number;
}

export interface Transfer {
  readonly id: string;
  readonly childId: string;
  readonly child: string | null;
  readonly fromSchoolId: string;
  readonly from: string;
  /** Null outside the trust. */
  readonly toSchoolId: string | null;
  readonly to: string;
  readonly how: string | null;
  readonly manifest: readonly Moved[];
  readonly lines: number;
  readonly note: string | null;
  readonly state: TransferState;
  readonly sentAt: Instant;
  readonly sentById: string;
  readonly sentBy: string | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly reason: string | null;
  readonly receiptName: string | null;
  readonly receiptRole: string | null;
  readonly receiptOn: LocalDate | null;
  readonly receiptHash: string | null;
  readonly leadsSender: boolean;
  readonly leadsReceiver: boolean;
}

/** Whole; as lines with other children masked; or not yet, as nobody has acknowledged it, or it is on its way. */
export type Goes = 'whole' | 'lines' | 'unread' | 'gone';

export interface Sendable {
  readonly concernId: string;
  readonly reference: string;
  readonly headline: string;
  readonly reportedAt: Instant;
  readonly schoolId: string;
  readonly school: string;
  readonly goes: Goes;
}
