import type { Instant } from '#platform/clock';
import type { ListKind, Mapping } from '../../csv/index.ts';
import type { Fault } from '../../oneroster/index.ts';
import type { RosterCounts, RosterLists } from '../types.ts';

/** A OneRoster export, or a plain list of one kind of people. */
export type ImportFormat = 'oneroster' | ListKind;

export type ImportStatus =
  | 'columns'
  | 'reading'
  | 'previewed'
  | 'approved'
  | 'applying'
  | 'applied'
  | 'unchanged'
  | 'refused'
  | 'discarded'
  | 'failed';

/** What whoever imports is shown: the first of each list, with how many there are in `counts`. */
export interface Preview {
  readonly lists: RosterLists;
  readonly faults: readonly Fault[];
  /** The plan changed since it was first shown: somebody else changed the same people. */
  readonly changed?: boolean;
}

export interface RosterImport {
  readonly id: string;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly fileName: string;
  readonly digest: string | null;
  readonly format: ImportFormat;
  /** Which column of a list says what, once that is chosen. */
  readonly mapping: Mapping | null;
  readonly status: ImportStatus;
  /** Of a hundred. */
  readonly progress: number;
  readonly beatAt: Instant;
  readonly counts: Partial<RosterCounts>;
  readonly preview: Preview | null;
  readonly requestedBy: string | null;
  readonly createdAt: Instant;
  readonly appliedAt: Instant | null;
}
