import { type RosterFileName, shapeOf } from './columns.ts';
import { type CsvContext, readCsv } from './csv.ts';
import { shownId } from './faults.ts';
import { createIdBook, type IdBook } from './ids.ts';
import type { Manifest } from './manifest.ts';
import type { Row } from './row.ts';
import type { HeldRoster } from './types.ts';
import { parseInstant } from './values.ts';

/** What the readers of single files share. */
export interface Reading extends CsvContext {
  readonly manifest: Manifest;
  readonly books: Readonly<Record<RosterFileName, IdBook>>;
  /** What earlier files said, where this one leaves some of it standing. */
  readonly held: HeldRoster | null;
  /** Ids of the people whom a delta's users or roles speak of, those withdrawn included. */
  readonly spoken: Set<string>;
  /** The latest `dateLastModified` of a delta so far. */
  stamp: string | null;
}

export const createReading = (context: CsvContext, manifest: Manifest, held: HeldRoster | null): Reading => {
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
  // Of another version, its users and roles are built otherwise.
  const usable = held?.records.version === manifest.version ? held : null;
  return { ...context, manifest, books, held: usable, spoken: new Set(), stamp: null };
};

export const isDelta = (reading: Reading): boolean => [...reading.manifest.modes.values()].includes('delta');

/**
 * Whether a record of a delta is of another school. Of a roster for several schools only this one's records are held, so
 * what refers to another's cannot be followed, and need not be.
 */
export const isElsewhere = (reading: Reading, org: string): boolean => {
  if (reading.held === null || !isDelta(reading) || org === '') return false;
  const { urn, records } = reading.held;
  return records.orgs.find((one) => one.urn === urn)?.sourcedId !== org;
};

/** The name a file has here; capitals may differ from the standard's. */
export const nameOf = (reading: Reading, name: RosterFileName): string =>
  reading.manifest.files.get(name)?.name ?? `${name}.csv`;

const badInstant = {
  code: 'bad-instant',
  problem: 'This is not a moment written as 2026-09-01T08:30:00Z.',
  remedy: 'Export again; do not let a spreadsheet rewrite the file.',
};

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

/** What a file of changes leaves standing of what was held, and what a file that is not there leaves alone. */
interface Standing<T> {
  readonly held: readonly T[];
  readonly idOf: (record: T) => string;
}

/** A delta may only be read in order: an older one would bring back what a later one took away. */
const takeStamp = (reading: Reading, row: Row): void => {
  const told = row.needed('dateLastModified');
  const at = told === '' ? undefined : parseInstant(told);
  if (told !== '' && at === undefined) row.error('dateLastModified', badInstant);
  else if (at !== undefined && (reading.stamp === null || at > reading.stamp)) reading.stamp = at;
};

/** Notes ids of what was held, so that what a file refers to is found there. */
const hold = <T>(reading: Reading, name: RosterFileName, { held, idOf }: Standing<T>): void => {
  const book = reading.books[name];
  for (const record of held) book.hold(idOf(record));
};

/**
 * Reads one file into records. A row is kept when nothing in it is an error and `build` gives a record;
 * `build` gives undefined for a row that is rightly dropped, such as one about somebody withdrawn.
 * With `standing`, a delta changes what was held, and a file that is absent leaves it as it was.
 */
export const readRecords = async <T>(
  reading: Reading,
  name: RosterFileName,
  build: (row: Row) => T | undefined,
  standing?: Standing<T>,
): Promise<T[]> => {
  const file = reading.manifest.files.get(name);
  const book = reading.books[name];
  const delta = reading.manifest.modes.get(name) === 'delta';
  const stands = file === undefined || delta ? standing : undefined;
  if (stands !== undefined) hold(reading, name, stands);
  if (file === undefined) {
    // What was held is all there is; where nothing is, nothing can be missed.
    if (standing !== undefined && reading.held !== null) book.extent = 'whole';
    return [...(standing?.held ?? [])];
  }
  const records: T[] = [];
  let withdrawn = 0;
  // A row whose id is blank or taken may be the one that a reference elsewhere means.
  let idsSound = true;
  const take = (row: Row): void => {
    const fresh = book.enter(row);
    idsSound &&= fresh;
    if (delta) takeStamp(reading, row);
    if (delta && row.needed('status') === '') return;
    const status = row.choice('status', ['active', 'tobedeleted']);
    const id = row.raw('sourcedId');
    if (delta && name === 'users') reading.spoken.add(id);
    if (status === 'tobedeleted') {
      withdrawn += 1;
      if (fresh) book.settle(id, 'withdrawn');
      return;
    }
    const record = build(row);
    if (row.sound() && record !== undefined) records.push(record);
    else if (fresh) book.settle(id, row.sound() ? 'withdrawn' : 'faulty');
  };
  const whole = await readCsv(
    file,
    shapeOf(name, reading.manifest.version, delta ? 'delta' : 'bulk'),
    reading,
    take,
  );
  // Terms and courses are not held, so a delta of them shows no more than some.
  if (delta && standing === undefined) book.extent = 'absent';
  else book.extent = whole && idsSound ? 'whole' : 'broken';
  if (!delta) warnOfWithdrawn(reading, name, withdrawn);
  const untouched = stands?.held.filter((record) => book.lineOf(stands.idOf(record)) === undefined) ?? [];
  return [...untouched, ...records];
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
