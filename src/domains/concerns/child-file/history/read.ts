import { parseDay } from '#domains/people';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Columns, FieldName } from './fields.ts';

export interface FileLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A child as the file has them; `key` is the same in each of their lines. */
export interface NamedChild {
  readonly key: string;
  readonly upn: string;
  readonly name: string;
  readonly born: string | null;
}

export interface ReadEntry {
  readonly line: number;
  readonly child: NamedChild;
  readonly on: LocalDate;
  readonly category: string;
  readonly body: string;
  readonly by: string | null;
}

export interface LineError {
  readonly line: number;
  readonly message: string;
}

export interface ReadHistories {
  readonly entries: readonly ReadEntry[];
  readonly errors: readonly LineError[];
}

type Cell = (field: FieldName) => string;

function childOf(cell: Cell): NamedChild {
  const upn = cell('upn').toUpperCase();
  const whole = cell('name').replaceAll(/\s+/g, ' ');
  // "Quill, Amara" is how some systems write it.
  const turned = /^([^,]+), ?([^,]+)$/.exec(whole);
  const name =
    whole === ''
      ? `${cell('givenName')} ${cell('familyName')}`.trim()
      : turned === null
        ? whole
        : `${turned[2]} ${turned[1]}`;
  const born = parseDay(cell('born'))?.toString() ?? null;
  return { key: `${upn}|${name.toLowerCase()}|${born ?? ''}`, upn, name, born };
}

const dayOf = (text: string): LocalDate | undefined => {
  const found = parseDay(text);
  return found === undefined ? undefined : Temporal.PlainDate.from(found.toString());
};

/** Every line as an entry, or what is wrong with it. Nothing is guessed: a line with a fault stops the file. */
export function readHistories(
  headers: readonly string[],
  lines: readonly FileLine[],
  columns: Columns,
  today: LocalDate,
): ReadHistories {
  const entries: ReadEntry[] = [];
  const errors: LineError[] = [];
  for (const { line, cells } of lines) {
    const cell: Cell = (field) => {
      const column = columns[field];
      return column === undefined ? '' : (cells[headers.indexOf(column)] ?? '');
    };
    const child = childOf(cell);
    const on = dayOf(cell('date'));
    const late = on !== undefined && Temporal.PlainDate.compare(on, today) > 0;
    const problems = [
      ...(child.upn === '' && child.name === '' ? ['It names no child.'] : []),
      ...(on === undefined ? ['Its date is no date: write it as 27/03/2015.'] : []),
      ...(late ? ['Its date is still to come.'] : []),
      ...(cell('category') === '' ? ['Its category is blank.'] : []),
      ...(cell('text') === '' ? ['Nothing is written in it.'] : []),
    ];
    if (on === undefined || problems.length > 0) {
      errors.push({ line, message: problems.join(' ') });
      continue;
    }
    const action = cell('action');
    const body = action === '' ? cell('text') : `${cell('text')}\n\nActions: ${action}`;
    entries.push({ line, child, on, category: cell('category'), body, by: cell('by') || null });
  }
  return { entries, errors };
}
