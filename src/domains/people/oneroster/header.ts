import { type FileShape, isExtensionColumn } from './columns.ts';
import { type FaultLog, shown } from './faults.ts';

const missing = (file: string, column: string) => ({
  file,
  line: 1,
  column,
  code: 'column-missing',
  problem: `The column ${column} is missing.`,
  remedy: 'Export with all columns of the standard. Capitals count in column names.',
});

const noHeader = (file: string, column: string) => ({
  file,
  line: 1,
  column,
  code: 'header-missing',
  problem: `The first line is not the header: it has no column ${column}.`,
  remedy: 'Export with a header line, and with all columns of the standard. Capitals count.',
});

const unknown = (file: string, column: string) => ({
  file,
  line: 1,
  column: shown(column),
  code: 'column-unknown',
  problem: `The column ${shown(column)} is not in the standard and is not read.`,
  remedy: 'Nothing, unless it is a misspelt column that Gatehouse should read.',
});

const twice = (file: string, column: string) => ({
  file,
  line: 1,
  column: shown(column),
  code: 'column-twice',
  problem: `The column ${shown(column)} is there twice, so its value is not certain.`,
  remedy: 'Remove one of them and export again.',
});

const notThere = (file: string, columns: readonly string[]) => ({
  file,
  line: 1,
  code: 'columns-not-there',
  problem: `These columns of the standard are not there, so Gatehouse learns nothing from them: ${columns.join(', ')}.`,
  remedy: 'Export with all columns of the standard, even where they are blank.',
});

/** Where each column stands; undefined when the file cannot be read by this header. The order is free. */
export const readHeader = (
  file: string,
  fields: readonly string[],
  shape: FileShape,
  log: FaultLog,
): ReadonlyMap<string, number> | undefined => {
  const first = shape.required[0];
  // Without its first column it may be a line about somebody: nothing of it is repeated in a message.
  if (first !== undefined && !fields.some((field) => field.trim() === first)) {
    log.error(noHeader(file, first));
    return undefined;
  }
  const before = log.errorCount();
  const known = new Set([...shape.required, ...shape.optional, ...shape.skipped]);
  const places = new Map<string, number>();
  fields.forEach((field, place) => {
    const name = field.trim();
    if (places.has(name)) log.error(twice(file, name));
    else if (!known.has(name) && !isExtensionColumn(name)) log.warning(unknown(file, name));
    places.set(name, place);
  });
  for (const name of shape.required) if (!places.has(name)) log.error(missing(file, name));
  const absent = shape.optional.filter((name) => !places.has(name));
  if (absent.length > 0) log.warning(notThere(file, absent));
  return log.errorCount() === before ? places : undefined;
};
