import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Archive } from './archive.ts';
import type { CsvContext } from './csv.ts';
import { createFaultLog, type FaultLog, RosterRefused } from './faults.ts';
import { openFolder } from './folder.ts';
import { readManifest } from './manifest.ts';
import { readDemographics, readEnrollments } from './members.ts';
import { createReading, isDelta, type Reading } from './reading.ts';
import { readClasses, readCourses, readOrgs, readSessions } from './structure.ts';
import {
  defaultLimits,
  type ReadRosterOptions,
  type Roster,
  type RosterChanges,
  type RosterLimits,
  type RosterReading,
} from './types.ts';
import { readUsers } from './users.ts';
import { openZip } from './zip.ts';

const heldFileNames = ['orgs', 'classes', 'users', 'enrollments', 'demographics'] as const;

export const emptyRoster: Roster = {
  orgs: [],
  academicSessions: [],
  courses: [],
  classes: [],
  users: [],
  enrollments: [],
  demographics: [],
};

const laterOf = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b > a) ? b : a;

/** Whoever is missing from a whole list of people, or of their roles, may have left; else only whom a delta names. */
const leaversOf = ({ manifest: { modes }, spoken }: Reading): RosterChanges['leavers'] =>
  modes.get('users') === 'bulk' || modes.get('roles') === 'bulk' ? 'all' : spoken;

/** A delta that is older than what is held would bring back what a later one took away. */
const checkOrder = (reading: Reading): void => {
  const stamp = reading.held?.records.stamp ?? null;
  if (stamp === null || reading.stamp === null || reading.stamp >= stamp) return;
  const file = [...reading.manifest.modes].find(([, mode]) => mode === 'delta')?.[0];
  reading.log.error({
    file: `${file}.csv`,
    column: 'dateLastModified',
    code: 'delta-older',
    problem: `This delta goes up to ${reading.stamp}; one that goes up to ${stamp} has been imported already.`,
    remedy: 'Import deltas in the order in which they were exported, or export in bulk.',
  });
};

/** Whether any of what is held stands on: of a delta, and of a file that is absent. */
const restsOnHeld = ({ manifest: { modes, version } }: Reading): boolean =>
  [...heldFileNames, ...(version === '1.2' ? (['roles'] as const) : [])].some(
    (name) => modes.get(name) !== 'bulk',
  );

/** In this order, so that what a record refers to has been read before it. */
const readFiles = async (reading: Reading): Promise<Omit<RosterReading, 'version' | 'faults'>> => {
  const orgs = await readOrgs(reading);
  const academicSessions = await readSessions(reading);
  const courses = await readCourses(reading);
  const classes = await readClasses(reading);
  const { users, drafts, roles } = await readUsers(reading);
  const enrollments = await readEnrollments(reading, classes);
  const demographics = await readDemographics(reading);
  checkOrder(reading);
  const delta = isDelta(reading);
  const stamp = delta ? laterOf(reading.held?.records.stamp ?? null, reading.stamp) : null;
  const { version } = reading.manifest;
  return {
    roster: { orgs, academicSessions, courses, classes, users, enrollments, demographics },
    changes: {
      records: { version, orgs, classes, users: drafts, roles, enrollments, demographics, stamp },
      base: restsOnHeld(reading) ? (reading.held?.fingerprint ?? null) : null,
      isDelta: delta,
      leavers: leaversOf(reading),
    },
  };
};

const progressOf = (archive: Archive, options: ReadRosterOptions): CsvContext['onBytes'] => {
  const bytesTotal = archive.files.reduce((sum, file) => sum + file.bytes, 0);
  let bytesRead = 0;
  return (file, count) => {
    bytesRead += count;
    options.onProgress?.({ file, bytesRead, bytesTotal });
  };
};

/** Reads a roster out of an archive that is open already. */
export const readArchive = async (
  archive: Archive,
  limits: RosterLimits,
  log: FaultLog,
  options: ReadRosterOptions = {},
): Promise<RosterReading> => {
  const context = { log, limits, signal: options.signal, onBytes: progressOf(archive, options) };
  const held = options.held ?? null;
  const manifest = await readManifest(archive, context, held);
  const { version } = manifest;
  // With a file missing or of the wrong kind, every reference to it would be one more fault.
  if (log.errorCount() > 0) return { version, roster: emptyRoster, faults: log.all() };
  const read = await readFiles(createReading(context, manifest, held));
  return { version, ...read, faults: log.all() };
};

const openPath = async (
  path: string,
  label: string,
  limits: RosterLimits,
  log: FaultLog,
): Promise<Archive> => {
  let folder: boolean;
  try {
    folder = (await stat(path)).isDirectory();
  } catch {
    log.error({
      file: label,
      code: 'not-found',
      problem: 'There is no such file or folder, or Gatehouse may not read it.',
      remedy: 'Check the name and who may read it.',
    });
    throw new RosterRefused(log.all());
  }
  return folder ? openFolder(path, label, limits, log) : openZip(path, label, limits, log);
};

/**
 * Reads a OneRoster 1.1 or 1.2 export, bulk or delta, a zip or a folder, and says all that is wrong with it.
 *
 * Throws `RosterRefused`, which carries its faults, when there is nothing to read: no zip or folder, one
 * that is not safe to unpack, no manifest, no known version. In every other case it returns; when any
 * fault is an error (`hasErrors`), the roster is incomplete and must not be applied.
 */
export const readRoster = async (path: string, options: ReadRosterOptions = {}): Promise<RosterReading> => {
  const limits = { ...defaultLimits, ...options.limits };
  const log = createFaultLog(limits.faultsOfAKind);
  const archive = await openPath(path, options.label ?? basename(resolve(path)), limits, log);
  try {
    return await readArchive(archive, limits, log, options);
  } finally {
    archive.close();
  }
};
