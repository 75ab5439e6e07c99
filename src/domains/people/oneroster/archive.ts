import type { Readable } from 'node:stream';
import type { FaultLog } from './faults.ts';
import type { RosterLimits } from './types.ts';

/** One file inside what was handed over, under the name it has at the top level. */
export interface ArchiveFile {
  readonly name: string;
  readonly bytes: number;
  open(): Promise<Readable>;
}

/** A zip or a folder, already checked to be safe to read. */
export interface Archive {
  /** What messages call it: its own name, never where it lies. */
  readonly label: string;
  readonly files: readonly ArchiveFile[];
  close(): void;
}

const SLASH = '/';

/** Files that operating systems add by themselves. */
export const isLitter = (path: string): boolean =>
  path.startsWith('__MACOSX/') ||
  path.split(SLASH).some((part) => part.startsWith('.') && part !== '.' && part !== '..') ||
  /(^|\/)(Thumbs\.db|desktop\.ini)$/i.test(path);

/** The folder that all paths share, when the roster was zipped together with its folder. */
const commonFolder = (paths: readonly string[]): string | undefined => {
  const first = paths[0];
  if (first === undefined || !first.includes(SLASH)) return undefined;
  const folder = first.slice(0, first.indexOf(SLASH) + 1);
  return paths.every((path) => path.startsWith(folder)) ? folder : undefined;
};

/**
 * Gives each file its top-level name. A roster is flat; one folder around everything is a common slip
 * and is allowed with a warning; anything deeper is left alone.
 */
export const flatten = (files: readonly ArchiveFile[], label: string, log: FaultLog): ArchiveFile[] => {
  const folder = commonFolder(files.map((file) => file.name));
  if (folder !== undefined) {
    log.warning({
      file: label,
      code: 'zip-folder',
      problem: 'The files lie in a folder inside the zip; the standard wants them at the top.',
      remedy: 'Gatehouse reads them all the same. Zip the files themselves, not their folder.',
    });
  }
  const start = folder?.length ?? 0;
  const flat: ArchiveFile[] = [];
  for (const file of files) {
    const name = file.name.slice(start);
    if (name.includes(SLASH)) {
      log.warning({
        file: name,
        code: 'file-nested',
        problem: 'This file lies in a folder of its own and is not read.',
        remedy: 'If it belongs to the roster, move it beside manifest.csv.',
      });
    } else if (name !== '') flat.push({ ...file, name });
  }
  return flat;
};

/** Refuses two files that are one on a computer that does not tell capitals apart. */
export const checkDuplicates = (files: readonly ArchiveFile[], log: FaultLog): void => {
  const seen = new Set<string>();
  for (const file of files) {
    const key = file.name.normalize('NFC').toLowerCase();
    if (seen.has(key)) {
      log.error({
        file: file.name,
        code: 'file-twice',
        problem: 'This file is there twice.',
        remedy: 'Keep the right one and remove the other.',
      });
    }
    seen.add(key);
  }
};

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Refuses more, or larger, files than any roster has. */
export const checkSizes = (
  files: readonly ArchiveFile[],
  label: string,
  limits: RosterLimits,
  log: FaultLog,
): void => {
  for (const file of files) {
    if (file.bytes <= limits.fileBytes) continue;
    log.error({
      file: file.name,
      code: 'file-too-large',
      problem: `This file is larger than ${mebibytes(limits.fileBytes)}.`,
      remedy: 'Check that it is the right file; export fewer schools at a time if it is.',
    });
  }
  if (files.reduce((sum, file) => sum + file.bytes, 0) > limits.totalBytes) {
    log.error({
      file: label,
      code: 'roster-too-large',
      problem: `All files together are larger than ${mebibytes(limits.totalBytes)}.`,
      remedy: 'Export fewer schools at a time.',
    });
  }
};

export const tooManyFiles = (label: string, limits: RosterLimits) => ({
  file: label,
  code: 'too-many-files',
  problem: `There are more than ${limits.entries} files in it.`,
  remedy: 'Hand over only the roster files and their manifest.csv.',
});
