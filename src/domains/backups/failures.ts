import { BackupError } from '#platform/backup';

/** Why a backup failed, or its check: what is written down, and what is said of it. */
export const failures = {
  'no-space': 'There was no room left in the folder for backups.',
  'file-too-long':
    'The disk for backups takes no file as long as was needed: it is formatted for small ones (FAT32), or this account has a limit.',
  folder: 'The folder for backups could not be written to. Is the disk or the share connected?',
  database: 'The database did not answer.',
  unprotected: 'The database holds a table that the backup cannot see whole.',
  damaged: 'It could not be read back: something in the folder was changed or is missing.',
  objects: 'Evidence files in the folder are missing or were changed.',
  audit: 'The audit record in it does not verify. Run “gatehouse audit verify” on the installation now.',
  rotating:
    'A change of the master key was begun and not finished: stop Gatehouse and run “gatehouse key rotate” again.',
  version: 'It was made by another version of Gatehouse.',
  other: 'The log says why.',
} as const;
export type Failure = keyof typeof failures;

const isFailure = (text: string): text is Failure => text in failures;

export function failureInWords(failure: string): string {
  return isFailure(failure) ? failures[failure] : failures.other;
}

const bySystem: Readonly<Record<string, Failure>> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'file-too-long',
  '53100': 'no-space',
  ENOENT: 'folder',
  EACCES: 'folder',
  EPERM: 'folder',
  EROFS: 'folder',
  ENOTDIR: 'folder',
  EIO: 'folder',
  ESTALE: 'folder',
  ECONNREFUSED: 'database',
  ECONNRESET: 'database',
  '57P01': 'database',
  '57P03': 'database',
};

export function failureOf(error: unknown): Failure {
  if (error instanceof BackupError) {
    if (error.code === 'damaged') return 'damaged';
    if (error.code === 'unprotected' || error.code === 'rotating') return error.code;
    return error.code === 'other-version' ? 'version' : 'other';
  }
  return bySystem[String((error as { code?: unknown }).code)] ?? 'other';
}
