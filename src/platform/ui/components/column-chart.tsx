import { useId } from 'react';

export interface ChartColumn {
  readonly label: string;
  /** Null is hidden: a hatched column of no height that says so. */
  readonly value: number | null;
}

export interface ColumnChartProps {
  readonly title: string;
  /** What it shows, for who does not see it; the table beside it has the numbers. */
  readonly description: string;
  readonly columns: readonly ChartColumn[];
}

const STEP = 56;
const WIDTH = 34;
const HEIGHT = 150;
const TOP = 24;
const HIDDEN_HEIGHT = 14;

/** Two words of a label stand one below the other. */
function Label({ text, x }: { readonly text: string; readonly x: number }) {
  return text.split(' ').map((word, line) => (
    <text key={word} x={x} y={TOP + HEIGHT + 18 + line * 15} textAnchor="middle" className="gh-chart__label">
      {word}
    </text>
  ));
}

/** Numbers over time. The table that belongs beside it says the same in words. */
export function ColumnChart({ title, description, columns }: ColumnChartProps) {
  const id = useId();
  const most = Math.max(1, ...columns.map(({ value }) => value ?? 0));
  const width = Math.max(columns.length, 4) * STEP;
  return (
    <svg
      className="gh-chart"
      role="img"
      aria-labelledby={`${id}t ${id}d`}
      viewBox={`0 0 ${width} ${TOP + HEIGHT + 40}`}
      width={width}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      <defs>
        <pattern
          id={`${id}p`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className="gh-chart__ground" />
          <rect width="2" height="6" className="gh-chart__hatch" />
        </pattern>
      </defs>
      <line x1="0" x2={width} y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="gh-chart__axis" />
      {columns.map(({ label, value }, at) => {
        const middle = at * STEP + STEP / 2;
        const height = value === null ? HIDDEN_HEIGHT : (value / most) * HEIGHT;
        return (
          <g key={label}>
            <rect
              x={middle - WIDTH / 2}
              y={TOP + HEIGHT - height}
              width={WIDTH}
              height={height}
              className="gh-chart__column"
              {...(value === null ? { fill: `url(#${id}p)` } : {})}
              data-hidden={value === null ? '' : undefined}
            />
            <text x={middle} y={TOP + HEIGHT - height - 6} textAnchor="middle" className="gh-chart__value">
              {value === null ? 'hidden' : value}
            </text>
            <Label text={label} x={middle} />
          </g>
        );
      })}
    </svg>
  );
}

export interface BarProps {
  readonly value: number;
  readonly most: number;
}

/** Beside a number in a table: how much of the most it is. The number says it to who does not see it. */
export function Bar({ value, most }: BarProps) {
  return (
    <svg className="gh-bar-of" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={most === 0 ? 0 : (100 * value) / most} height="10" className="gh-chart__column" />
    </svg>
  );
}
