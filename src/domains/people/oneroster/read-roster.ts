import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Archive } from './archive.ts';
import type { CsvContext } from './csv.ts';
import { createFaultLog, type FaultLog, RosterRefused } from './faults.ts';
import { openFolder } from './folder.ts';
import { readManifest } from './manifest.ts';
import { readDemographics, readEnrollments } from './members.ts';
import { createReading, type Reading } from './reading.ts';
import { readClasses, readCourses, readOrgs, readSessions } from './structure.ts';
import {
  defaultLimits,
  type ReadRosterOptions,
  type Roster,
  type RosterLimits,
  type RosterReading,
} from './types.ts';
import { readUsers } from './users.ts';
import { openZip } from './zip.ts';

export const emptyRoster: Roster = {
  orgs: [],
  academicSessions: [],
  courses: [],
  classes: [],
  users: [],
  enrollments: [],
  demographics: [],
};

/** In this order, so that what a record refers to has been read before it. */
const readFiles = async (reading: Reading): Promise<Roster> => {
  const orgs = await readOrgs(reading);
  const academicSessions = await readSessions(reading);
  const courses = await readCourses(reading);
  const classes = await readClasses(reading);
  const users = await readUsers(reading);
  const enrollments = await readEnrollments(reading, classes);
  const demographics = await readDemographics(reading);
  return { orgs, academicSessions, courses, classes, users, enrollments, demographics };
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
  const manifest = await readManifest(archive, context);
  const { version } = manifest;
  // With a file missing or of the wrong kind, every reference to it would be one more fault.
  if (log.errorCount() > 0) return { version, roster: emptyRoster, faults: log.all() };
  const roster = await readFiles(createReading(context, manifest));
  return { version, roster, faults: log.all() };
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
 * Reads a OneRoster 1.1 or 1.2 bulk export, a zip or a folder, and says all that is wrong with it.
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
