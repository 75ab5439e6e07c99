import type { LocalDate } from '#platform/clock';
import type { Status } from '../../types.ts';
import type { Reader } from '../types.ts';

/** Somebody with whom open work lies that they read no longer, or soon will not. */
export interface LeftBehind {
  readonly personId: string;
  readonly name: string;
  readonly schoolId: string;
  readonly school: string;
  readonly what: 'gone' | 'leaves' | 'missing';
  readonly lastDay: LocalDate | null;
  readonly cases: number;
  readonly actions: number;
}

/** A case of theirs, with who could take it: never anybody who is excluded from it. */
export interface HeldCase {
  readonly concernId: string;
  readonly reference: string;
  readonly school: string;
  readonly status: Status;
  readonly urgent: boolean;
  readonly version: number;
  /** The case itself is theirs; else only actions in it. */
  readonly isTheirs: boolean;
  readonly actionIds: readonly string[];
  readonly eligible: readonly Reader[];
}

export interface Hands {
  readonly personId: string;
  readonly name: string;
  readonly cases: readonly HeldCase[];
  /** Who could take every case that is shown. */
  readonly forAll: readonly Reader[];
  /** There are more than are shown: they come when these are passed on. */
  readonly more: number;
}

export interface Move {
  readonly concernId: string;
  readonly version: number;
  /** Null: to whoever gets everything. */
  readonly to: string | null;
  readonly stays: boolean;
}

export interface PassOn {
  readonly everything: string | null;
  readonly note: string;
  readonly moves: readonly Move[];
}

export interface PassedOn {
  readonly moved: number;
  /** Somebody changed them meanwhile: nothing was done to them, and they are shown again. */
  readonly changed: number;
}
