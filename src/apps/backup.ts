import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BackedUp, backUp, checkAndRecord, clearOld, failureInWords } from '#domains/backups';
import { BackupError, listBackups, opensWith, timeOf } from '#platform/backup';
import { formatInstant, Temporal } from '#platform/clock';
import { readConfig } from '#platform/config';
import { loadMasterKey, type MasterKey } from '#platform/crypto';
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

interface Listed {
  readonly name: string;
  /** Null without a key file to try. */
  readonly opens: boolean | null;
  readonly fault: string | null;
}

/** What cannot be read is a line like any other. */
async function tried(dir: string, name: string, key: MasterKey | undefined): Promise<Listed> {
  if (key === undefined) return { name, opens: null, fault: null };
  return opensWith(dir, name, key).then(
    (opens) => ({ name, opens, fault: null }),
    (error: Error) => ({ name, opens: false, fault: error.message }),
  );
}

function lineOf({ name, opens, fault }: Listed): string {
  const when = formatInstant(Temporal.Instant.from(timeOf(name) ?? ''));
  const how = opens === true ? 'opens with the key file' : opens === false ? 'needs another key' : '';
  return `  ${name}   ${when}   ${fault ?? how}`.trimEnd();
}

const OTHER_KEY =
  'What needs another key was made before the master key was changed, or by another Gatehouse. Restore it with the key\nfile of that day, or make that one again from its printed recovery key: npx gatehouse key --help\n';

/** Needs no database, and no key either: with the key file it says which ones that opens. */
export async function runBackupList(
  env: Readonly<Record<string, string | undefined>>,
  given: string,
  json: boolean,
): Promise<number> {
  const dir = resolve(given);
  const { keyFile } = readConfig(env);
  const key = existsSync(keyFile) ? loadMasterKey(keyFile) : undefined;
  const names = await listBackups(dir);
  const listed = await Promise.all(names.map((name) => tried(dir, name, key)));
  if (json) {
    process.stdout.write(`${JSON.stringify(listed)}\n`);
    return 0;
  }
  if (names.length === 0) throw new BackupError('no-backup', `There is no backup in ${dir}.`);
  const isOther = listed.some(({ opens, fault }) => opens === false && fault === null);
  const untried =
    key === undefined ? `There is no key file ${keyFile}: which ones it opens was not tried.\n` : '';
  process.stdout.write(`${listed.map(lineOf).join('\n')}\n${untried}${isOther ? OTHER_KEY : ''}`);
  return 0;
}
