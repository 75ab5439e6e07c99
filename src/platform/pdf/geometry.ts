import type { Line } from './lines.ts';

/** Points: 72 to the inch, on A4. */
export const LEFT = 42;
export const WIDTH = 511;
export const TOP = 62;
export const BOTTOM = 786;
export const LABEL_WIDTH = 138;
export const PADDING = 5;
export const RULE_STEP = 23;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
}

export const styles = {
  title: { size: 19, bold: true },
  section: { size: 12.5, bold: true },
  label: { size: 10, bold: true },
  hint: { size: 8.5 },
  text: { size: 10.5 },
  big: { size: 16, bold: true },
  tick: { size: 9.8 },
  warning: { size: 10.5, bold: true },
  edge: { size: 8.5 },
} as const satisfies Record<string, Style>;

export const lineHeight = (style: Style) => style.size * 1.32;

/** One line of a table: what is asked on the left, what is known, or room to write, on the right. */
export interface Row {
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  /** Boxes to tick on paper, in this many columns. */
  readonly ticks?: readonly string[];
  readonly columns?: number;
  /** Ruled lines to write on. */
  readonly lines?: number;
  /** The value under its label over the whole width, where more room is needed. */
  readonly wide?: boolean;
}

/** A line as it will be drawn: where it begins, and whether a box to tick stands before it. */
export interface Placed {
  readonly line: Line;
  readonly style: Style;
  readonly x: number;
  readonly y: number;
  readonly box: boolean;
}

export interface Cell {
  readonly placed: readonly Placed[];
  readonly height: number;
}

/** A row that has been measured: its two cells, and where the line between them stands. */
export interface Measured {
  readonly label: Cell;
  readonly value: Cell;
  readonly height: number;
  /** Points of ruled lines at its foot. */
  readonly ruled: number;
  /** Width of the label's column; nought for a wide row. */
  readonly split: number;
}
