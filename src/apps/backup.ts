import { resolve } from 'node:path';
import { type BackedUp, backUp, checkAndRecord, clearOld, failureInWords } from '#domains/backups';
import { BackupError, listBackups, timeOf } from '#platform/backup';
import { formatInstant, Temporal } from '#platform/clock';
import { inMegabytes } from './megabytes.ts';
import { bar } from './progress.ts';
import { withDatabase } from './run.ts';

export interface BackupOptions {
  readonly dir: string;
  readonly check: boolean;
  readonly prune: boolean;
  readonly json: boolean;
}

interface Report {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  readonly fileBytes: number;
  readonly copiedBytes: number;
  readonly gone: readonly string[];
  readonly seconds: number;
  readonly checked: { readonly seconds: number; readonly failure: string | null } | null;
  readonly removed: readonly string[] | null;
}

function inWords(report: Report, dir: string): string {
  const { checked, removed, gone } = report;
  return [
    `Backup ${report.name} in ${dir}, in ${report.seconds.toFixed(1)} s.`,
    `  Database  ${report.rows.toLocaleString('en-GB')} rows, ${inMegabytes(report.bytes)}`,
    `  Evidence  ${report.files.toLocaleString('en-GB')} files, ${inMegabytes(report.fileBytes)}, of which ${inMegabytes(report.copiedBytes)} are new`,
    ...(gone.length > 0 ? [`  Destroyed while it was made, and not in it: ${gone.join(', ')}`] : []),
    ...(checked === null
      ? []
      : checked.failure === null
        ? [`  Checked   restored and verified in ${checked.seconds.toFixed(1)} s`]
        : [`  NOT GOOD  ${failureInWords(checked.failure)}`]),
    ...(removed === null || removed.length === 0 ? [] : [`  Cleared away: ${removed.join(', ')}`]),
    'The key file is not in it. Keep the key file, or the printed recovery key, somewhere else.',
    '',
  ].join('\n');
}

const reportOf = (made: BackedUp, seconds: number) => ({
  name: made.name,
  rows: made.manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  bytes: made.stored,
  files: made.manifest.objects.count,
  fileBytes: made.manifest.objects.total,
  copiedBytes: made.copied,
  gone: made.manifest.objects.gone,
  seconds,
});

/** Exit code 0 when the backup is there (and, if asked, was found good). */
export function runBackup(
  env: Readonly<Record<string, string | undefined>>,
  { dir, check, prune, json }: BackupOptions,
): Promise<number> {
  return withDatabase(env, async (services, ownerUrl) => {
    const progress = bar('Backing up');
    const began = performance.now();
    const options = { services, ownerUrl, dir: resolve(dir), scheduled: false, onProgress: progress.show };
    const made = await backUp(options).finally(progress.clear);
    const seconds = (performance.now() - began) / 1000;
    const checked = check ? await checkAndRecord(options, made) : null;
    const good = checked === null || checked.failure === null;
    const removed = prune && good ? (await clearOld(options)).removed : null;
    const report = { ...reportOf(made, seconds), checked, removed };
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : inWords(report, options.dir));
    return good ? 0 : 1;
  });
}

/** Needs no key and no database: names say when. */
export async function runBackupList(dir: string, json: boolean): Promise<number> {
  const names = await listBackups(resolve(dir));
  if (json) {
    process.stdout.write(`${JSON.stringify(names)}\n`);
    return 0;
  }
  if (names.length === 0) throw new BackupError('no-backup', `There is no backup in ${resolve(dir)}.`);
  const told = names.map((name) => {
    const time = timeOf(name);
    return `  ${name}   ${time === undefined ? '' : formatInstant(Temporal.Instant.from(time))}\n`;
  });
  process.stdout.write(told.join(''));
  return 0;
}
