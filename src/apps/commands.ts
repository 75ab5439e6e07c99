import type { ParseArgsConfig } from 'node:util';
import { type FieldName, fieldNames, type Mapping } from '#domains/people';
import { readConfig, settings } from '#platform/config';
import { runAuditVerify } from './audit-verify.ts';
import { runBackup, runBackupList } from './backup.ts';
import { endAnyway, runDoctor } from './doctor/doctor.ts';
import { type ImportOptions, runImportRoster } from './import-roster.ts';
import { runKeyRestore, runKeyRotate, runKeyShow, runKeyVerify } from './key.ts';
import { runRestore } from './restore.ts';
import { runDemo, runMigrate, runStart } from './run.ts';
import { WrongUse } from './wrong-use.ts';

export interface Arguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes besides its options; none, if it does not say. */
  readonly takes?: number;
  /** Gives the exit code: 0 done, 1 refused. Throws {@link WrongUse} where the words were wrong. */
  run(args: Arguments): Promise<number>;
}

type Setting = keyof typeof settings;

/** A line for each setting: what it is for, and what holds while it is not set. */
function settingLines(names: readonly Setting[]): string {
  const width = Math.max(...names.map((name) => name.length)) + 2;
  return names.map((name) => `  ${name.padEnd(width)}${settings[name].about}\n`).join('');
}

export const environment = settingLines(Object.keys(settings) as Setting[]);

/** What both imports take. */
function importOptions(takes: string, { values, positionals: [path] }: Arguments): ImportOptions {
  if (path === undefined) throw new WrongUse(takes);
  if (typeof values.school !== 'string' || !/^\d{6}$/.test(values.school))
    throw new WrongUse('Say which school it is for: --school and its URN, six digits.');
  return {
    path,
    urn: values.school,
    dryRun: values['dry-run'] === true,
    json: values.json === true,
    ask: values.yes !== true && values.json !== true,
  };
}

/** `--map upn="Unique number"`, once for each column. */
function columnsSaid(said: unknown): Mapping {
  const found: Partial<Record<FieldName, string>> = {};
  for (const word of Array.isArray(said) ? said.map(String) : []) {
    const [, given, column] = /^([^=]+)=(.+)$/.exec(word) ?? [];
    const name = fieldNames.find((one) => one === given);
    if (name === undefined || column === undefined)
      throw new WrongUse(`--map takes name=column, with one of: ${fieldNames.join(', ')}.`);
    found[name] = column;
  }
  return found;
}

export const commands: readonly Command[] = [
  {
    name: 'demo',
    usage: 'demo',
    summary: 'Try it: a made-up trust with a year of history, on this machine alone',
    details: `\nDelete the folder to begin again. Settings, from the environment:\n${settingLines(['PORT', 'GATEHOUSE_DATA'])}`,
    run: () => runDemo(process.env),
  },
  {
    name: 'start',
    usage: 'start [--only web,worker]',
    summary: 'Run it for real',
    details: `\nSettings, from the environment:\n${environment}`,
    options: { only: { type: 'string' } },
    run: ({ values }) => {
      const parts = typeof values.only === 'string' ? values.only.split(',') : ['web', 'worker'];
      const unknown = parts.find((part) => part !== 'web' && part !== 'worker');
      if (unknown !== undefined) throw new WrongUse(`--only takes web and worker, not "${unknown}".`);
      return runStart(process.env, { web: parts.includes('web'), worker: parts.includes('worker') });
    },
  },
  {
    name: 'migrate',
    usage: 'migrate',
    summary: 'Bring the database to this version',
    run: () => runMigrate(process.env),
  },
  {
    name: 'doctor',
    usage: 'doctor [--json]',
    summary: 'Say how Gatehouse is on this machine, and what to do',
    details:
      '\nLooks at settings, files, database, web server, certificate, worker, mail server and backups; starts, stops and\nchanges nothing, and runs beside a running Gatehouse. Run it as the account and with the settings that Gatehouse runs\nwith. Exit code 0: nothing is wrong, though something may be worth a look; 1: something is.\n',
    options: { json: { type: 'boolean' } },
    run: ({ values }) => runDoctor(process.env, values.json === true).finally(endAnyway),
  },
  {
    name: 'audit verify',
    usage: 'audit verify [--json]',
    summary: 'Check that nobody has altered the audit record',
    details:
      '\nWalks every chain, compares the rows that it vouches for, and the anchors in the data folder. Runs beside a\nrunning Gatehouse. Exit code 0: whole; 1: altered, and it says where.\n',
    options: { json: { type: 'boolean' } },
    run: ({ values }) => runAuditVerify(process.env, values.json === true),
  },
  {
    name: 'key show',
    usage: 'key show',
    summary: 'Print the recovery key, for the safe',
    details:
      '\nThe master key in eight lines that can be typed back. Whoever has them opens every file and backup.\n',
    run: () => runKeyShow(process.env),
  },
  {
    name: 'key verify',
    usage: 'key verify [--json]',
    summary: 'Try every key, and look for every sealed file',
    details: '\nRuns beside a running Gatehouse. Exit code 0: everything opens; 1: it says what does not.\n',
    options: { json: { type: 'boolean' } },
    run: ({ values }) => runKeyVerify(process.env, values.json === true),
  },
  {
    name: 'key rotate',
    usage: 'key rotate',
    summary: 'Replace the master key',
    details:
      '\nWhen the key file or the recovery key may have been seen. Stop Gatehouse first, on every machine: it\nrefuses while one runs. What the old key sealed is sealed anew; files are not touched. Killed in the middle, nothing is\nlost: run it again. Backups from before need the old key: keep its recovery key as long as you keep them.\n',
    run: () => runKeyRotate(process.env),
  },
  {
    name: 'key restore',
    usage: 'key restore',
    summary: 'Make the key file from the recovery key',
    run: () => runKeyRestore(process.env),
  },
  {
    name: 'import oneroster',
    usage: 'import oneroster <zip or folder> --school <urn> [--dry-run] [--json]',
    summary: "Take in a school's roster",
    details:
      '\nShows who joins, moves and is missing, and every fault of the file with its line and column; asks before it applies\nwhen it runs on a terminal. All of it is applied, or nothing. Nobody is deleted: who is missing becomes a proposed\nleaver. --dry-run applies nothing; --yes does not ask; --json gives one line for programs. Runs beside a running\nGatehouse. Exit code 0: applied, or nothing to change; 1: refused.\n',
    options: {
      school: { type: 'string' },
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    takes: 1,
    run: (args) =>
      runImportRoster(process.env, importOptions('import oneroster takes one zip or folder.', args)),
  },
  {
    name: 'import csv',
    usage: 'import csv <file> --school <urn> [--staff] [--map name=column]',
    summary: 'Take in a plain list of pupils, or of staff',
    details: `\nAs "import oneroster", for a list with a line each, as a spreadsheet or an MIS saves it: UTF-8 or Windows-1252, with\ncommas, semicolons or tabs, days as 27/03/2015 or 2015-03-27. Whoever is missing of its kind becomes a proposed leaver.\nWhich column is which is guessed, or as it was for this school the last time; --map says it, once for each column:\n--map "birth-date=Born on". What can be said: ${fieldNames.join(', ')}.\n--dry-run, --yes and --json as there.\n`,
    options: {
      school: { type: 'string' },
      staff: { type: 'boolean' },
      map: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    takes: 1,
    run: (args) => {
      const kind = args.values.staff === true ? 'staff' : 'pupils';
      const list = { kind, columns: columnsSaid(args.values.map) } as const;
      return runImportRoster(process.env, { ...importOptions('import csv takes one file.', args), list });
    },
  },
  {
    name: 'backup',
    usage: 'backup [folder] [--check] [--prune] [--json]',
    summary: 'Back everything up, encrypted, while Gatehouse is in use',
    details:
      '\nThe database of one moment and every evidence file; files that an earlier backup of that folder has are not copied\nagain. The key file is not in it: keep it somewhere else. --check restores it into a temporary database and verifies\nthe audit record there; --prune clears away what GATEHOUSE_BACKUP_DAILY and GATEHOUSE_BACKUP_WEEKLY no longer keep.\nExit code 0: made (and whole); 1: not.\n',
    options: { check: { type: 'boolean' }, prune: { type: 'boolean' }, json: { type: 'boolean' } },
    takes: 1,
    run: ({ values, positionals: [given] }) => {
      const dir = given ?? readConfig(process.env).backupDir;
      if (dir === undefined)
        throw new WrongUse('backup takes the folder that the backup goes to, or GATEHOUSE_BACKUP_DIR.');
      return runBackup(process.env, {
        dir,
        check: values.check === true,
        prune: values.prune === true,
        json: values.json === true,
      });
    },
  },
  {
    name: 'backup list',
    usage: 'backup list [folder] [--json]',
    summary: 'List the backups in a folder',
    details:
      '\nNames, dates, and which of them the key file opens, where there is one: those from before a change of key need the\nolder key. The last one is what restore takes.\n',
    options: { json: { type: 'boolean' } },
    takes: 1,
    run: ({ values, positionals: [given] }) => {
      const dir = given ?? readConfig(process.env).backupDir;
      if (dir === undefined)
        throw new WrongUse('backup list takes the folder that holds the backups, or GATEHOUSE_BACKUP_DIR.');
      return runBackupList(process.env, dir, values.json === true);
    },
  },
  {
    name: 'restore',
    usage: 'restore <folder> [--backup <name>] [--into <data folder>] [--key <file>] [--json]',
    summary: 'Get everything back from a backup, on a machine that has nothing',
    details:
      '\nTakes the newest backup of the folder, or the one that --backup names. Makes the database anew in an empty data\nfolder (--into, else GATEHOUSE_DATA), or in the empty one of DATABASE_URL; puts the evidence beside it; checks every\nbyte; brings it to this version; verifies the audit record. It needs the key file: in its place in the data folder,\nnamed by GATEHOUSE_KEY_FILE, or by --key, which puts a copy in its place. Interrupted, run it again: it does what\nis left, or begins anew; until then nothing starts there. Exit code 0: everything is back; 1: not, or something in it was damaged.\n',
    options: {
      backup: { type: 'string' },
      into: { type: 'string' },
      key: { type: 'string' },
      json: { type: 'boolean' },
    },
    takes: 1,
    run: ({ values, positionals: [dir] }) => {
      if (dir === undefined) throw new WrongUse('restore takes the folder that holds the backups.');
      const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
      return runRestore(process.env, {
        dir,
        name: text('backup'),
        into: text('into'),
        keyFile: text('key'),
        json: values.json === true,
      });
    },
  },
];
