export type FaultKind =
  | 'event-changed'
  | 'event-missing'
  | 'event-misplaced'
  | 'event-unread'
  | 'cut-off'
  | 'beyond-head'
  | 'head-differs'
  | 'anchor-differs'
  | 'chain-gone'
  | 'content-changed'
  | 'content-missing';

/** Something that was changed behind Gatehouse's back. */
export interface Fault {
  readonly kind: FaultKind;
  readonly chain: string;
  /** The event where it shows; `null` where it is about the chain as a whole. */
  readonly seq: number | null;
  readonly table?: string;
  readonly row?: string;
  /** The day of the anchor that says so. */
  readonly anchored?: string;
}

/** A chain's length and head as they were written down outside the database. */
export interface Anchor {
  readonly day: string;
  readonly chain: string;
  readonly length: number;
  readonly head: string;
}

export interface Chain {
  readonly id: string;
  /** The school or trust it belongs to. */
  readonly name: string;
  readonly length: number;
  readonly head: Buffer;
}

export interface StoredEvent {
  readonly seq: number;
  readonly body: string;
  readonly hash: Buffer;
}

/** A row that an event carries the hash of. */
export interface ContentRef {
  readonly seq: number;
  readonly table: string;
  readonly id: string;
  readonly hash: string;
}

export interface Verification {
  readonly chains: number;
  readonly events: number;
  readonly contents: number;
  /** Rows that are gone and that an event says were destroyed. */
  readonly destroyed: number;
  readonly anchors: number;
  readonly lastAnchor: string | null;
  readonly faults: readonly Fault[];
  /** More were found than are listed. */
  readonly more: number;
  readonly names: Readonly<Record<string, string>>;
}
