import { type RosterFileName, shapeOf } from './columns.ts';
import { type CsvContext, readCsv } from './csv.ts';
import { shownId } from './faults.ts';
import { createIdBook, type IdBook } from './ids.ts';
import type { Manifest } from './manifest.ts';
import type { Row } from './row.ts';

/** What the readers of single files share. */
export interface Reading extends CsvContext {
  readonly manifest: Manifest;
  readonly books: Readonly<Record<RosterFileName, IdBook>>;
}

export const createReading = (context: CsvContext, manifest: Manifest): Reading => {
  const books = {
    orgs: createIdBook(),
    academicSessions: createIdBook(),
    courses: createIdBook(),
    classes: createIdBook(),
    users: createIdBook(),
    roles: createIdBook(),
    enrollments: createIdBook(),
    demographics: createIdBook(),
  };
  return { ...context, manifest, books };
};

/** The name a file has here; capitals may differ from the standard's. */
export const nameOf = (reading: Reading, name: RosterFileName): string =>
  reading.manifest.files.get(name)?.name ?? `${name}.csv`;

const warnOfWithdrawn = (reading: Reading, name: RosterFileName, count: number): void => {
  if (count === 0) return;
  reading.log.warning({
    file: nameOf(reading, name),
    column: 'status',
    code: 'marked-for-deletion',
    problem: `${count} ${count === 1 ? 'record is' : 'records are'} marked tobedeleted, which belongs in delta files.`,
    remedy:
      'Gatehouse reads the file as if they were not in it. Nobody is deleted: they become proposed leavers.',
  });
};

/**
 * Reads one file into records. A row is kept when nothing in it is an error and `build` gives a record;
 * `build` gives undefined for a row that is rightly dropped, such as one about somebody withdrawn.
 */
export const readRecords = async <T>(
  reading: Reading,
  name: RosterFileName,
  build: (row: Row) => T | undefined,
): Promise<T[]> => {
  const records: T[] = [];
  const file = reading.manifest.files.get(name);
  const book = reading.books[name];
  if (file === undefined) return records;
  let withdrawn = 0;
  // A row whose id is blank or taken may be the one that a reference elsewhere means.
  let idsSound = true;
  const take = (row: Row): void => {
    const fresh = book.enter(row);
    idsSound &&= fresh;
    const status = row.choice('status', ['active', 'tobedeleted']);
    const id = row.raw('sourcedId');
    if (status === 'tobedeleted') {
      withdrawn += 1;
      if (fresh) book.settle(id, 'withdrawn');
      return;
    }
    const record = build(row);
    if (row.sound() && record !== undefined) records.push(record);
    else if (fresh) book.settle(id, row.sound() ? 'withdrawn' : 'faulty');
  };
  const whole = await readCsv(file, shapeOf(name, reading.manifest.version), reading, take);
  book.extent = whole && idsSound ? 'whole' : 'broken';
  warnOfWithdrawn(reading, name, withdrawn);
  return records;
};

const nowhere = (target: RosterFileName, id: string) => ({
  code: 'no-such-record',
  problem: `What it refers to is not in ${target}.csv: ${shownId(id)}.`,
  remedy: 'Export the whole roster again; if it stays, mend or remove this record in the MIS.',
});

const withdrawnTarget = (target: RosterFileName) => ({
  code: 'refers-to-withdrawn',
  problem: `It refers to a record of ${target}.csv that is marked tobedeleted or was left out.`,
  remedy: 'Gatehouse leaves this record out too.',
});

/**
 * Whether a row's reference stands. A reference to nothing is an error; one to a record that is faulty
 * itself adds no second fault; one to a withdrawn record drops the row with a warning.
 */
export const refers = (
  reading: Reading,
  row: Row,
  column: string,
  target: RosterFileName,
  id: string,
): boolean => {
  if (id === '') return false;
  const book = reading.books[target];
  const fate = book.fateOf(id);
  if (fate === 'kept') return true;
  if (fate === 'withdrawn') row.warning(column, withdrawnTarget(target));
  else if (fate === 'unknown' && book.extent === 'whole') row.error(column, nowhere(target, id));
  else row.spoil();
  return false;
};

/**
 * A reference that Gatehouse can do without (a course, a term, a parent organisation, a guardian). When
 * it leads nowhere, that is a warning and the record is kept.
 */
export const warnIfNowhere = (
  reading: Reading,
  from: { file: string; line: number | undefined; column: string },
  target: RosterFileName,
  id: string,
): boolean => {
  const book = reading.books[target];
  const fate = book.fateOf(id);
  if (fate === 'kept') return true;
  if (fate === 'unknown' && book.extent === 'whole') {
    const remedy = 'Gatehouse leaves out the link. To have it, export that record too.';
    reading.log.warning({ ...from, ...nowhere(target, id), remedy });
  }
  return book.extent === 'absent';
};
