import type { Archive, ArchiveFile } from './archive.ts';
import { neededFiles, type RosterFileName, rosterFileNames, unreadFileNames } from './columns.ts';
import { type CsvContext, readCsv } from './csv.ts';
import { type FaultLog, RosterRefused, shown } from './faults.ts';
import type { FileMode, HeldRoster, RosterVersion } from './types.ts';

const FILE = 'manifest.csv';
const shape = { required: ['propertyName', 'value'], optional: [], skipped: [] } as const;

interface Entry {
  readonly value: string;
  readonly line: number;
}

export interface Manifest {
  readonly version: RosterVersion;
  /** The files to read. */
  readonly files: ReadonlyMap<RosterFileName, ArchiveFile>;
  /** Whether each of them is the whole of it or holds changes alone. */
  readonly modes: ReadonlyMap<RosterFileName, FileMode>;
}

const noManifest = {
  file: FILE,
  code: 'manifest-missing',
  problem: 'There is no manifest.csv.',
  remedy: 'Export as OneRoster 1.1 or 1.2 CSV; the export makes a manifest.csv. Do not rename it.',
};

/** Finds a file by name; where only its capitals differ, with a warning. */
const findFile = (archive: Archive, name: string, log: FaultLog): ArchiveFile | undefined => {
  const exact = archive.files.find((file) => file.name === name);
  if (exact !== undefined) return exact;
  const similar = archive.files.find((file) => file.name.toLowerCase() === name.toLowerCase());
  if (similar !== undefined) {
    log.warning({
      file: similar.name,
      code: 'file-case',
      problem: `The standard writes this name ${name}.`,
      remedy: 'Gatehouse reads it all the same.',
    });
  }
  return similar;
};

const readEntries = async (file: ArchiveFile, context: CsvContext): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>();
  await readCsv(file, shape, context, (row) => {
    const name = row.needed('propertyName');
    if (entries.has(name)) {
      row.error('propertyName', {
        code: 'manifest-twice',
        problem: `${shown(name)} is there twice.`,
        remedy: 'Keep the right line and remove the other.',
      });
    }
    entries.set(name, { value: row.raw('value'), line: row.line() });
  });
  return entries;
};

const readVersion = (entries: ReadonlyMap<string, Entry>, log: FaultLog): RosterVersion | undefined => {
  const entry = entries.get('oneroster.version');
  if (entry?.value === '1.1' || entry?.value === '1.2') return entry.value;
  log.error({
    file: FILE,
    line: entry?.line,
    column: 'value',
    code: 'version',
    problem:
      entry === undefined
        ? 'The manifest does not say which version of OneRoster this is (oneroster.version).'
        : `The version is ${shown(entry.value)}; Gatehouse reads 1.1 and 1.2.`,
    remedy: 'Set the export to OneRoster 1.1 or 1.2 CSV.',
  });
  return undefined;
};

const checkManifestVersion = (entries: ReadonlyMap<string, Entry>, log: FaultLog): void => {
  const entry = entries.get('manifest.version');
  if (entry?.value === '1.0') return;
  log.error({
    file: FILE,
    line: entry?.line,
    column: 'value',
    code: 'manifest-version',
    problem: 'The line manifest.version is missing or is not 1.0, the only version there is.',
    remedy: 'Export again; do not edit the manifest by hand.',
  });
};

interface Contradiction {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Where the manifest and what was handed over disagree about a file; undefined where they agree. */
const contradiction = (name: string, said: string | undefined, there: boolean): Contradiction | undefined => {
  const csv = `${name}.csv`;
  const fault = (code: string, problem: string, remedy: string) => ({ code, problem, remedy });
  switch (said) {
    case undefined: {
      const remedy = `Export again, or add the line file.${name},bulk.`;
      return there
        ? fault('manifest-silent', `${csv} is there, but the manifest does not name it.`, remedy)
        : undefined;
    }
    case 'bulk':
    case 'delta': {
      const remedy = 'Export again, and hand over every file of the export.';
      return there
        ? undefined
        : fault('file-missing', `The manifest says ${csv} is there, but it is not.`, remedy);
    }
    case 'absent': {
      const remedy = 'Export again; do not mix the files of two exports.';
      return there
        ? fault('file-not-absent', `The manifest says ${csv} is absent, but it is there.`, remedy)
        : undefined;
    }
    default: {
      const problem = `file.${name} is ${shown(said)}; it must be bulk, delta or absent.`;
      return fault('manifest-value', problem, 'Export again; do not edit the manifest by hand.');
    }
  }
};

/** The file when it is to be read. */
const reconcile = (
  name: string,
  entry: Entry | undefined,
  file: ArchiveFile | undefined,
  log: FaultLog,
): ArchiveFile | undefined => {
  const words = contradiction(name, entry?.value, file !== undefined);
  if (words === undefined) return file;
  log.error({ file: FILE, line: entry?.line, column: 'value', ...words });
  return undefined;
};

/** A delta says what changed, so there must be something that it changes; and it must be of the same version. */
const checkDelta = (
  version: RosterVersion,
  modes: Manifest['modes'],
  held: HeldRoster | null,
  entries: ReadonlyMap<string, Entry>,
  log: FaultLog,
): void => {
  const delta = [...modes].find(([, mode]) => mode === 'delta');
  if (delta === undefined) return;
  const at = { file: FILE, line: entries.get(`file.${delta[0]}`)?.line, column: 'value' };
  if (held === null) {
    log.error({
      ...at,
      code: 'delta-first',
      problem:
        'This file holds only changes (delta), and Gatehouse holds no whole roster of this school yet.',
      remedy: 'Export in bulk once, with all files; deltas can follow it.',
    });
  } else if (held.records.version !== version) {
    log.error({
      ...at,
      code: 'delta-version',
      problem: `This delta is OneRoster ${version}; the roster that it changes is OneRoster ${held.records.version}.`,
      remedy: 'Export in bulk once in the new version; deltas can follow it.',
    });
  }
};

const checkNeeded = (version: RosterVersion, files: Manifest['files'], log: FaultLog): void => {
  const needed: RosterFileName[] = [...neededFiles(version)];
  if (files.has('enrollments')) needed.push('classes');
  for (const name of needed) {
    if (files.has(name)) continue;
    log.error({
      file: `${name}.csv`,
      code: 'file-needed',
      problem: 'Gatehouse cannot read the roster without this file.',
      remedy: 'Set the export to include it, in bulk.',
    });
  }
};

const warnOfStrangers = (archive: Archive, version: RosterVersion, log: FaultLog): void => {
  const known = new Set(
    [...rosterFileNames, ...unreadFileNames, 'manifest'].map((name) => `${name}.csv`.toLowerCase()),
  );
  for (const file of archive.files) {
    const roles11 = version === '1.1' && file.name.toLowerCase() === 'roles.csv';
    if (known.has(file.name.toLowerCase()) && !roles11) continue;
    log.warning({
      file: shown(file.name),
      code: 'file-unknown',
      problem: `This file is not part of OneRoster ${version} and is not read.`,
      remedy: 'Nothing, unless it is a roster file with a wrong name.',
    });
  }
};

const modesOf = (
  files: Manifest['files'],
  entries: ReadonlyMap<string, Entry>,
): Map<RosterFileName, FileMode> =>
  new Map(
    [...files.keys()].map((name) => [
      name,
      entries.get(`file.${name}`)?.value === 'delta' ? 'delta' : 'bulk',
    ]),
  );

/** Reads manifest.csv and settles which files are read. Throws when not even the version is known. */
export const readManifest = async (
  archive: Archive,
  context: CsvContext,
  held: HeldRoster | null,
): Promise<Manifest> => {
  const { log } = context;
  const file = findFile(archive, FILE, log);
  if (file === undefined) {
    log.error(noManifest);
    throw new RosterRefused(log.all());
  }
  const entries = await readEntries(file, context);
  const version = readVersion(entries, log);
  if (version === undefined) throw new RosterRefused(log.all());
  checkManifestVersion(entries, log);
  const files = new Map<RosterFileName, ArchiveFile>();
  for (const name of rosterFileNames) {
    if (name === 'roles' && version === '1.1') continue;
    const found = reconcile(name, entries.get(`file.${name}`), findFile(archive, `${name}.csv`, log), log);
    if (found !== undefined) files.set(name, found);
  }
  const modes = modesOf(files, entries);
  checkDelta(version, modes, held, entries, log);
  // What a file does not bring stands as it is held; where nothing is held, some files there must be.
  if (log.errorCount() === 0 && held?.records.version !== version) checkNeeded(version, files, log);
  warnOfStrangers(archive, version, log);
  return { version, files, modes };
};
