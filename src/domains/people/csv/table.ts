import { readFile, stat } from 'node:fs/promises';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { looksLikeUpn } from '../oneroster/upn.ts';
import { decode, lineOfUnseen, refuse, type Separator, separatorOf } from './decode.ts';

export interface ListRow {
  readonly cells: readonly string[];
  /** In the file, the header being line 1. */
  readonly line: number;
}

export interface ListTable {
  readonly headers: readonly string[];
  readonly rows: readonly ListRow[];
  readonly separator: Separator;
}

const MOST_BYTES = 50 * 1024 * 1024;

const ends = (cell: string): string => cell.trim().normalize('NFC');

const trim = (cell: string): string => cell.replaceAll(/\s+/g, ' ').trim().normalize('NFC');

/** A first line that is about somebody is not repeated in any message. */
const looksLikePerson = (headers: readonly string[]): boolean =>
  headers.some(
    (cell) =>
      looksLikeUpn(cell) ||
      cell.includes('@') ||
      /^\d+$/.test(cell) ||
      /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(cell),
  );

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function parseText(text: string, separator: Separator, file: string): Parsed[] {
  try {
    return parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
    }) as unknown as Parsed[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { lines } = cause as CsvError & { readonly lines?: number };
    return refuse({
      file,
      line: lines,
      code: 'bad-quotes',
      problem: 'A quotation mark is missing, or stands where it may not, so the file cannot be read on.',
      remedy: 'Save it again from the spreadsheet, or write a quotation mark inside a field as "".',
    });
  }
}

function checkHeaders(file: string, headers: readonly string[]): void {
  const at = { file, line: 1 };
  if (looksLikePerson(headers)) {
    refuse({
      ...at,
      code: 'header-missing',
      problem: 'The first line is not a header: it looks like a line about somebody.',
      remedy: 'Export with a header line that says what each column is.',
    });
  }
  const named = headers.filter((header) => header !== '');
  if (new Set(named).size < named.length) {
    refuse({
      ...at,
      code: 'column-twice',
      problem: 'Two columns have the same name, so it is not certain which is meant.',
      remedy: 'Rename one of them and save the file again.',
    });
  }
}

/** Where each record began: csv-parse says the line on which it ended. */
function placed(parsed: readonly Parsed[], clean: (cell: string) => string): ListRow[] {
  let before = 0;
  return parsed.map(({ record, info }) => {
    const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    const line = Math.max(before + 1, info.lines - breaks);
    before = info.lines;
    return { cells: record.map(clean), line };
  });
}

export interface ReadTableOptions {
  /** What messages call it. */
  readonly label: string;
  /** Keeps the ends of lines within a cell, as an account has them. */
  readonly asTyped?: boolean;
}

/** Reads a list as a spreadsheet or an MIS saved it. Throws `RosterRefused` where it is no list. */
export async function readTable(
  path: string,
  { label: file, asTyped = false }: ReadTableOptions,
): Promise<ListTable> {
  if ((await stat(path)).size > MOST_BYTES) {
    refuse({
      file,
      code: 'file-too-large',
      problem: 'The file is larger than 50 MB, which no list of a school is.',
      remedy: 'Check that it is the right file.',
    });
  }
  const text = decode(await readFile(path));
  const unseen = lineOfUnseen(text);
  if (unseen !== undefined) {
    refuse({
      file,
      line: unseen,
      code: 'control-character',
      problem: 'This is not a plain text file: it holds characters that nobody can see.',
      remedy: 'Save the list as CSV. A workbook (.xlsx) cannot be read.',
    });
  }
  const separator = separatorOf(text);
  const [header, ...rows] = placed(parseText(text, separator, file), asTyped ? ends : trim);
  if (header === undefined || rows.length === 0) {
    return refuse({
      file,
      code: 'file-empty',
      problem: 'The file holds no line after its header.',
      remedy: 'Export it again.',
    });
  }
  checkHeaders(file, header.cells);
  return { headers: header.cells, rows, separator };
}
