import { type FaultLog, shown } from '../oneroster/faults.ts';
import type { FieldName, ListField, Mapping } from './fields.ts';

interface Words {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}

/** One line of a list, read by what its columns mean. One object serves a whole file. */
export interface Line {
  fill(cells: readonly string[], line: number): void;
  at(): number;
  /** '' where blank, or where no column says it. */
  text(field: FieldName): string;
  /** As `text`; blank is a fault. */
  needed(field: FieldName): string;
  error(field: FieldName, words: Words): void;
  warning(field: FieldName, words: Words): void;
  /** No error in this line so far. */
  sound(): boolean;
}

const blank: Words = {
  code: 'blank',
  problem: 'This field is blank, but every line needs it.',
  remedy: 'Fill it in in your system and export again.',
};

export function createLine(
  file: string,
  headers: readonly string[],
  mapping: Mapping,
  fields: readonly ListField[],
  log: FaultLog,
): Line {
  const places = new Map<FieldName, number>();
  for (const { name } of fields) {
    const column = mapping[name];
    if (column !== undefined) places.set(name, headers.indexOf(column));
  }
  let cells: readonly string[] = [];
  let line = 0;
  let before = 0;
  const where = (field: FieldName) => {
    const column = mapping[field];
    return { file, line, ...(column === undefined ? {} : { column: shown(column) }) };
  };
  const text = (field: FieldName): string => cells[places.get(field) ?? -1] ?? '';
  const error = (field: FieldName, words: Words): void => log.error({ ...where(field), ...words });
  return {
    fill: (next, at) => {
      cells = next;
      line = at;
      before = log.errorCount();
    },
    at: () => line,
    text,
    needed: (field) => {
      const found = text(field);
      if (found === '') error(field, blank);
      return found;
    },
    error,
    warning: (field, words) => log.warning({ ...where(field), ...words }),
    sound: () => log.errorCount() === before,
  };
}
