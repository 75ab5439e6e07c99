import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { ArchiveFile } from './archive.ts';
import type { FileShape } from './columns.ts';
import { BadText, DamagedFile } from './damage.ts';
import type { FaultLog } from './faults.ts';
import { readHeader } from './header.ts';
import { createRow, type FilledRow, type Row } from './row.ts';
import { cleanLines } from './text.ts';
import type { RosterLimits } from './types.ts';

export interface CsvContext {
  readonly log: FaultLog;
  readonly limits: RosterLimits;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (file: string, count: number) => void;
}

const quotes = {
  code: 'bad-quotes',
  problem:
    'From this line on a quotation mark is missing, or stands where it may not, so the rest of the file cannot be read.',
  remedy:
    'Put a field that holds a comma or a quotation mark in "…", and write a quotation mark in it as "".',
};

const emptyFile = {
  code: 'file-empty',
  problem: 'This file is empty; it has not even a header.',
  remedy: 'Export it again, or say “absent” for it in manifest.csv.',
};

const wrongCount = (found: number, wanted: number) => ({
  code: 'field-count',
  problem: `This line has ${found} fields, the header ${wanted}.`,
  remedy: 'Look for a comma too many or too few; a field that holds a comma must stand in "…".',
});

const lineBreak = {
  code: 'line-break',
  problem: 'A field runs over more than one line.',
  remedy: 'Gatehouse reads it as one line. Remove the line break in the MIS.',
};

const isSystemError = (cause: unknown): cause is NodeJS.ErrnoException =>
  cause instanceof Error && 'syscall' in cause && 'code' in cause;

/** What broke the reading off, as words for the one who has to mend it; anything else is our own fault. */
const wordsFor = (cause: unknown, nextLine: number) => {
  if (cause instanceof BadText) {
    return { line: cause.line, code: cause.code, problem: cause.problem, remedy: cause.remedy };
  }
  if (cause instanceof DamagedFile) {
    return {
      code: 'file-damaged',
      problem: 'The bytes of this file are damaged: its checksum in the zip does not match.',
      remedy: 'Export or download it again.',
    };
  }
  if (isSystemError(cause)) {
    return {
      code: 'file-unreadable',
      problem: `This file cannot be opened or read (${cause.code}).`,
      remedy: 'Check that it is still there and that Gatehouse may read it.',
    };
  }
  return cause instanceof CsvError ? { line: nextLine, ...quotes } : undefined;
};

/** Follows physical lines; csv-parse counts a CRLF inside quotation marks as two. */
const lineKeeper = () => {
  let drift = 0;
  let end = 0;
  return {
    nextLine: () => end + 1,
    place: (fields: readonly string[], counted: number): { line: number; broken: boolean } => {
      let breaks = 0;
      for (const field of fields) {
        for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) {
          breaks += 1;
          if (field[at - 1] === '\r') drift += 1;
        }
      }
      end = counted - drift;
      return { line: end - breaks, broken: breaks > 0 };
    },
  };
};

const joinLines = (field: string): string =>
  field.includes('\n') ? field.replace(/\s*\r?\n\s*/g, ' ') : field;

/** Turns records into rows: the first is the header, each other one must be as long as it. */
const recordTaker = (file: string, shape: FileShape, log: FaultLog, onRow: (row: Row) => void) => {
  const lines = lineKeeper();
  let row: FilledRow | undefined;
  let width = 0;
  let headerSeen = false;
  let whole = true;
  const take = (fields: readonly string[], counted: number): void => {
    const { line, broken } = lines.place(fields, counted);
    if (!headerSeen) {
      headerSeen = true;
      width = fields.length;
      const places = readHeader(file, fields, shape, log);
      row = places === undefined ? undefined : createRow(file, places, log);
      return;
    }
    if (row === undefined) return;
    if (fields.length !== width) {
      whole = false;
      log.error({ file, line, ...wrongCount(fields.length, width) });
      return;
    }
    if (broken) log.warning({ file, line, ...lineBreak });
    row.fill(broken ? fields.map(joinLines) : fields, line);
    onRow(row);
  };
  const nothing = (): boolean => !headerSeen;
  return { take, nextLine: lines.nextLine, nothing, whole: () => whole && row !== undefined };
};

/**
 * Reads a file as a stream, a row at a time. Returns false when it could not be read to its end; the
 * fault is then in the log, and what refers to records of this file cannot be judged.
 */
export const readCsv = async (
  entry: ArchiveFile,
  shape: FileShape,
  context: CsvContext,
  onRow: (row: Row) => void,
): Promise<boolean> => {
  const { log, limits } = context;
  const file = entry.name;
  const taker = recordTaker(file, shape, log, onRow);
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: limits.lineBytes,
    on_record: (fields: string[], info) => {
      taker.take(fields, info.lines);
      return null;
    },
  });
  try {
    const options = context.signal === undefined ? {} : { signal: context.signal };
    const clean = cleanLines(limits, (count) => context.onBytes(file, count));
    await pipeline(await entry.open(), clean, parser, drain, options);
  } catch (cause) {
    const words = wordsFor(cause, taker.nextLine());
    if (words === undefined) throw cause;
    log.error({ file, ...words });
    return false;
  }
  if (taker.nothing()) log.error({ file, ...emptyFile });
  return taker.whole();
};

/** Every record has been taken by then; this only keeps the stream flowing. */
async function drain(records: AsyncIterable<unknown>): Promise<void> {
  for await (const _record of records);
}
