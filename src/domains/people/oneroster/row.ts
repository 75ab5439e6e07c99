import { type FaultLog, shown } from './faults.ts';
import type { LocalDate } from './types.ts';
import { isExtension, parseList, parseLocalDate, pick } from './values.ts';

interface Words {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}

/**
 * One record of a file. Every reading checks what it reads and notes the fault; after reading a whole
 * record, `sound()` says whether it may be kept. One object serves a whole file.
 */
export interface Row {
  readonly file: string;
  line(): number;
  sound(): boolean;
  /** The row cannot be kept because of a fault that is in the log already, in another row or file. */
  spoil(): void;
  error(column: string, words: Words): void;
  warning(column: string, words: Words): void;
  /** Trimmed, '' where blank or where the file has no such column. For ids and codes. */
  raw(column: string): string;
  /** As `raw`, but null where blank, and in one Unicode form. For names and titles. */
  optional(column: string): string | null;
  needed(column: string): string;
  neededText(column: string): string;
  date(column: string): LocalDate | null;
  list(column: string): readonly string[];
  choice<T extends string>(column: string, allowed: readonly T[], extension?: T): T | undefined;
  flag(column: string): boolean | null;
}

export interface FilledRow extends Row {
  fill(fields: readonly string[], line: number): void;
}

const blank: Words = {
  code: 'blank',
  problem: 'This field is blank, but every record needs it.',
  remedy: 'Fill it in in the MIS and export again.',
};

const badDate: Words = {
  code: 'bad-date',
  problem: 'This is not a day in the calendar written as YYYY-MM-DD, such as 2026-09-01.',
  remedy: 'Set the export to ISO dates. A spreadsheet that opened the file may have rewritten them.',
};

/** The value itself is not repeated: where a line has slipped by a field, it may be somebody's name. */
const badChoice = (allowed: readonly string[]): Words => ({
  code: 'bad-value',
  problem: `This value is not one of: ${allowed.join(', ')}.`,
  remedy: 'Correct the value in the MIS, or how the export maps it, and export again.',
});

const otherCase = (value: string, meant: string): Words => ({
  code: 'value-case',
  problem: `${shown(value)} is written differently from the standard, which has ${meant}.`,
  remedy: 'Gatehouse reads it as that. A spreadsheet may have rewritten the file.',
});

/** Ways of reading a field that can go wrong, over the plain ones. */
const checkedReadings = (base: Pick<Row, 'raw' | 'error' | 'warning'>) => {
  const choice = <T extends string>(column: string, allowed: readonly T[], extension?: T): T | undefined => {
    const text = base.raw(column);
    if (text === '') return undefined;
    const found = pick(text, allowed);
    if (found !== undefined) {
      if (!found.exact) base.warning(column, otherCase(text, found.value));
      return found.value;
    }
    if (extension !== undefined && isExtension(text)) return extension;
    base.error(column, badChoice(allowed));
    return undefined;
  };
  return {
    choice,
    flag: (column: string): boolean | null => {
      const found = choice(column, ['true', 'false']);
      return found === undefined ? null : found === 'true';
    },
    needed: (column: string): string => {
      const text = base.raw(column);
      if (text === '') base.error(column, blank);
      return text;
    },
    date: (column: string): LocalDate | null => {
      const text = base.raw(column);
      if (text === '') return null;
      const date = parseLocalDate(text);
      if (date === undefined) base.error(column, badDate);
      return date ?? null;
    },
  };
};

/** The row of a file whose header has been read; `places` says where each column stands. */
export const createRow = (file: string, places: ReadonlyMap<string, number>, log: FaultLog): FilledRow => {
  let fields: readonly string[] = [];
  let line = 0;
  let errorsBefore = 0;
  let spoilt = false;
  const raw = (column: string): string => {
    const place = places.get(column);
    return place === undefined ? '' : (fields[place] ?? '').trim();
  };
  const error = (column: string, words: Words): void => log.error({ file, line, column, ...words });
  const warning = (column: string, words: Words): void => log.warning({ file, line, column, ...words });
  const checked = checkedReadings({ raw, error, warning });
  return {
    file,
    line: () => line,
    sound: () => !spoilt && log.errorCount() === errorsBefore,
    spoil: () => {
      spoilt = true;
    },
    error,
    warning,
    raw,
    optional: (column) => raw(column).normalize('NFC') || null,
    neededText: (column) => checked.needed(column).normalize('NFC'),
    list: (column) => parseList(raw(column)),
    ...checked,
    fill: (next, at) => {
      fields = next;
      line = at;
      errorsBefore = log.errorCount();
      spoilt = false;
    },
  };
};
