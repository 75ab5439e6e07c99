import { stringify } from 'csv-stringify/sync';
import type { Figures, Table } from './types.ts';
import { aboutWords, duration, said, whereWords } from './words.ts';

const linesOf = ({ title, rows, none }: Table): string[][] => [
  ...rows.map(({ text, n }) => [title, text, said(n)]),
  ...none.map((text) => [title, text, '0']),
];

/** What stands on the page, a line a number; what is hidden there is hidden here. */
export function figuresFile(figures: Figures): string {
  const { total, open, acknowledged, closed, overTime, tables } = figures;
  const lines = [
    ['Of', 'What', 'Number'],
    ['School', whereWords(figures), ''],
    ['Time', figures.period.name, ''],
    ['Concerns about', aboutWords[figures.about], ''],
    ['Concerns', 'Reported', said(total)],
    ...(open === null ? [] : [['Concerns', 'Of them open now', said(open)]]),
    ['Acknowledged', 'Half within', duration(acknowledged.half)],
    ['Acknowledged', 'Nine of ten within', duration(acknowledged.most)],
    ['Closed', 'Half within', duration(closed.half)],
    ['Closed', 'Nine of ten within', duration(closed.most)],
    ...[overTime, ...tables].flatMap(linesOf),
  ];
  // A school's name must not become a formula where the file is opened.
  return stringify(lines, { bom: true, escape_formulas: true });
}
