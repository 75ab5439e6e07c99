import { existsSync, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inWords as auditInWords } from '#domains/audit';
import { type Restored, restoreBackup } from '#domains/backups';
import { BackupError, chooseBackup, completeRestore, inWords as objectsInWords } from '#platform/backup';
import { formatInstant, Temporal } from '#platform/clock';
import { type Config, readConfig } from '#platform/config';
import { copyMasterKey, loadMasterKey, type MasterKey } from '#platform/crypto';
import { createLog } from '#platform/log';
import { markDemo, unmarkDemo } from './demo-folder.ts';
import { inMegabytes } from './megabytes.ts';
import { bar } from './progress.ts';
import { APP_PASSWORD } from './run.ts';

export interface RestoreCommand {
  readonly dir: string;
  readonly name: string | undefined;
  readonly into: string | undefined;
  /** A key file that lies elsewhere: a copy goes where Gatehouse looks for it. */
  readonly keyFile: string | undefined;
  readonly json: boolean;
}

async function sizesIn(folder: string): Promise<{ count: number; bytes: number }> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name))),
  );
  return { count: sizes.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
}

/** What is lost to whoever has no key: all of it, told by name, with the one way that is left. */
async function withoutKey(dir: string, name: string, file: string): Promise<BackupError> {
  const database = await sizesIn(join(dir, name));
  const evidence = await sizesIn(join(dir, 'objects'));
  return new BackupError(
    'wrong-key',
    `There is no key file ${file}. Without it nothing of the backup ${name} can be read:\n` +
      `  the database (${inMegabytes(database.bytes)}): every report, case, person and account, and the audit record\n` +
      `  the evidence (${evidence.count.toLocaleString('en-GB')} files, ${inMegabytes(evidence.bytes)}): screenshots, photos, videos, documents\n` +
      'Backups never hold the key. If you have the printed recovery key, make the key file from it again\n' +
      '("npx gatehouse key --help" says how), and run this once more with --key and the file.',
  );
}

async function findKey(command: RestoreCommand, dir: string, config: Config): Promise<MasterKey> {
  const file = command.keyFile === undefined ? config.keyFile : resolve(command.keyFile);
  if (!existsSync(file)) throw await withoutKey(dir, await chooseBackup(dir, command.name), file);
  const other =
    file !== config.keyFile &&
    existsSync(config.keyFile) &&
    readFileSync(file, 'utf8').trim() !== readFileSync(config.keyFile, 'utf8').trim();
  if (other)
    throw new BackupError(
      'wrong-key',
      `${config.keyFile} is another key than ${file}. Move it away first, if the backup was not made with it.`,
    );
  return loadMasterKey(file);
}

/** What else a folder needs: the key file where Gatehouse looks for it, and whether it is a demo. */
function furnish(command: RestoreCommand, { keyFile, dataDir }: Config, isDemo: boolean): void {
  if (command.keyFile !== undefined) copyMasterKey(resolve(command.keyFile), keyFile);
  if (isDemo) markDemo(dataDir);
  else unmarkDemo(dataDir); // an earlier restore, of a demo, may have been killed here
}

/** One that was killed when everything was there, but for its marks. */
async function finishEarlier({ dataDir, databaseUrl }: Config, json: boolean): Promise<boolean> {
  const backup = await completeRestore(dataDir, databaseUrl);
  if (backup === undefined) return false;
  process.stdout.write(
    json
      ? `${JSON.stringify({ backup, completedBefore: true })}\n`
      : `The backup ${backup} was restored into ${dataDir} before, whole; only a mark was left, and is gone now.\nNothing more was restored. Check it with: npx gatehouse audit verify\n`,
  );
  return true;
}

const perSecond = (bytes: number, seconds: number): string => `${inMegabytes(bytes / seconds)} a second`;

/** What was destroyed since, and did not come back; or may have. */
function againInWords({ cases, certificates, sealedLists }: Restored['again']): string[] {
  return [
    ...(certificates === 0
      ? []
      : [
          `  Destroyed after the backup was made, and not brought back: ${cases} ${cases === 1 ? 'case' : 'cases'}, with all files`,
        ]),
    ...(sealedLists.length === 0
      ? []
      : [
          '',
          `A list of what was destroyed does not open with this key: ${sealedLists.join(', ')}.`,
          'Cases that were destroyed under another key are back: look at “Due for review” in Gatehouse and destroy them again.',
        ]),
  ];
}

function inWords(restored: Restored, config: Config): string {
  const { backup, times, files, seconds, verifySeconds, bytes } = restored;
  const taken = formatInstant(Temporal.Instant.from(backup.manifest.takenAt));
  const damaged = files.damaged.length;
  return [
    `Restored the backup ${backup.name} (${taken}) into ${config.dataDir}.`,
    '',
    `  Database  ${times.rows.toLocaleString('en-GB')} rows in ${backup.manifest.tables.length} tables (rows ${times.load.toFixed(1)} s, indexes ${times.index.toFixed(1)} s, references ${times.check.toFixed(1)} s)`,
    `  Evidence  ${files.count.toLocaleString('en-GB')} files, ${inMegabytes(files.bytes)}`,
    `  In all    ${seconds.toFixed(1)} s, ${perSecond(bytes, seconds)}; verifying took ${verifySeconds.toFixed(1)} s more`,
    ...(backup.manifest.objects.gone.length > 0
      ? [`  Destroyed while the backup was made, and not in it: ${backup.manifest.objects.gone.join(', ')}`]
      : []),
    ...againInWords(restored.again),
    '',
    auditInWords(restored.verification, restored.unreadable).trimEnd(),
    ...(damaged === 0
      ? []
      : [
          '',
          `${damaged} evidence files are damaged in the backup and were not restored. Look for them in an older one:`,
          objectsInWords(files.damaged),
        ]),
    '',
    'Nobody is signed in: everybody signs in anew. What was reported after the backup is not in it.',
    '',
  ].join('\n');
}

function asJson(restored: Restored): string {
  const { backup, times, files, again, verification, seconds, verifySeconds, bytes } = restored;
  return `${JSON.stringify({
    backup: backup.name,
    takenAt: backup.manifest.takenAt,
    rows: times.rows,
    files: files.count,
    fileBytes: files.bytes,
    damaged: files.damaged,
    destroyedAgain: again.cases,
    sealedLists: again.sealedLists,
    seconds,
    verifySeconds,
    times,
    bytes,
    auditFaults: verification.faults.length + verification.more,
  })}\n`;
}

/** Exit code 0 when everything is back, and as it was. */
export async function runRestore(
  env: Readonly<Record<string, string | undefined>>,
  command: RestoreCommand,
): Promise<number> {
  const into = command.into === undefined ? {} : { GATEHOUSE_DATA: command.into };
  // What is said of the temporary way it works is noise here, and what is printed may be read by a program.
  const config = readConfig({ LOG_LEVEL: 'error', ...env, ...into });
  if (await finishEarlier(config, command.json)) return 0;
  const dir = resolve(command.dir);
  const key = await findKey(command, dir, config);
  const bars = { restoring: bar('Restoring'), verifying: bar('Verifying') };
  const restored = await restoreBackup({
    dir,
    name: command.name,
    key,
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    appPassword: key.password(APP_PASSWORD),
    log: createLog(config.logLevel, 'gatehouse', 'stderr'),
    onProgress: (what, done, all) => bars[what].show(done, all),
    finish: async ({ manifest }) => furnish(command, config, manifest.demo),
  }).finally(() => {
    bars.restoring.clear();
    bars.verifying.clear();
  });
  process.stdout.write(command.json ? asJson(restored) : inWords(restored, config));
  const { faults, more } = restored.verification;
  return faults.length + more + restored.files.damaged.length === 0 ? 0 : 1;
}
