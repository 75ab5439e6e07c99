import { shownId } from './faults.ts';
import type { Row } from './row.ts';

/** What became of the record with an id: withdrawn means that its file says `tobedeleted`. */
export type Fate = 'kept' | 'withdrawn' | 'faulty';

/** Whether a file was read to its end. What is missing from a broken or absent one proves nothing. */
export type Extent = 'whole' | 'broken' | 'absent';

interface Known {
  readonly id: string;
  /** Undefined for a record that is known from an earlier file, and not in this one. */
  line: number | undefined;
  fate: Fate;
}

/** The ids of one file. */
export interface IdBook {
  extent: Extent;
  /** Enters the id of a row; false when it is blank or was there before. */
  enter(row: Row): boolean;
  /** Notes a record of an earlier file, which stands until a row says otherwise. */
  hold(id: string): void;
  settle(id: string, fate: Fate): void;
  fateOf(id: string): Fate | 'unknown';
  lineOf(id: string): number | undefined;
  /** The one string kept for this id, so that 180,000 enrolments do not each hold copies of their own. */
  same(id: string): string;
}

export const createIdBook = (): IdBook => {
  const known = new Map<string, Known>();
  return {
    extent: 'absent',
    enter: (row) => {
      const id = row.needed('sourcedId');
      if (id === '') return false;
      const first = known.get(id);
      if (first?.line === undefined) {
        known.set(id, { id: first?.id ?? id, line: row.line(), fate: 'kept' });
        return true;
      }
      row.error('sourcedId', {
        code: 'id-twice',
        problem: `Line ${first.line} has the same sourcedId: ${shownId(id)}.`,
        remedy: 'Each record needs an id of its own. Remove the repeat, or mend it in the MIS.',
      });
      return false;
    },
    hold: (id) => {
      known.set(id, { id, line: undefined, fate: 'kept' });
    },
    settle: (id, fate) => {
      const entry = known.get(id);
      if (entry !== undefined) entry.fate = fate;
    },
    fateOf: (id) => known.get(id)?.fate ?? 'unknown',
    lineOf: (id) => known.get(id)?.line,
    same: (id) => known.get(id)?.id ?? id,
  };
};
