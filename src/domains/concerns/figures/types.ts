import type { Stream } from '../types.ts';
import type { Period } from './periods.ts';
import type { Shown } from './small-numbers.ts';

export interface Row {
  readonly text: string;
  readonly n: Shown;
}

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  /** Those of which there was one, or which are hidden. */
  readonly rows: readonly Row[];
  /** The values of which there was none. */
  readonly none: readonly string[];
}

/** In minutes; null where there is none, or where they are too few to tell. */
export interface Times {
  readonly half: number | null;
  readonly most: number | null;
}

/** What was asked for; everything else in an address is passed over. */
export interface Asked {
  readonly school: string | null;
  readonly period: string | null;
  readonly about: Stream | null;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface Figures {
  /** Whoever may not see children is given trends, with small numbers hidden. */
  readonly trends: boolean;
  readonly schools: readonly Choice[];
  /** Those that I handle can be counted together. */
  readonly several: boolean;
  /** Null is all of them. */
  readonly school: Choice | null;
  readonly periods: readonly Period[];
  readonly period: Period;
  readonly abouts: readonly Stream[];
  readonly about: Stream;
  readonly total: Shown;
  readonly open: number | null;
  readonly acknowledged: Times;
  readonly closed: Times;
  /** Terms for trends, else months. */
  readonly overTime: Table;
  readonly tables: readonly Table[];
  /** Something is hidden here. */
  readonly hides: boolean;
}
