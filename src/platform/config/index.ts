import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const portMust = 'be a number from 0 to 65535';
const kept = z.coerce.number().int().min(1).max(1000);
const keptMust = 'be a number from 1 to 1000';
/** An address, or a range of them: what a proxy of one's own may have. */
function isAddressRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  // A range of everything would let anybody say where they come from.
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
const addressRanges = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((parts) => parts.every(isAddressRange));
const emptyIsUnset = (value: unknown) => (value === '' ? undefined : value);

/** Every setting: what it is for, which `gatehouse help` prints, and what it must be, told who set it to anything else. */
export const settings = {
  GATEHOUSE_DATA: {
    schema: z.string().default('./var'),
    must: 'be a folder',
    about: 'Folder for the database, keys and files (default: ./var)',
  },
  GATEHOUSE_ORIGIN: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    must: 'be an address that begins with https:// or http://',
    about:
      'Address that people type, such as https://gatehouse.example.test (default: http://localhost:PORT)',
  },
  GATEHOUSE_HOST: {
    schema: z.string().default('127.0.0.1'),
    must: 'be an address of this machine',
    about: 'Address that the web server listens on (default: 127.0.0.1)',
  },
  GATEHOUSE_TRUSTED_PROXIES: {
    schema: addressRanges,
    must: 'be addresses or ranges such as 10.0.0.5 or 10.0.0.0/24',
    about:
      'Your reverse proxies, which say whom they pass on (X-Forwarded-For): addresses or ranges, with commas (default: none)',
  },
  GATEHOUSE_KEY_FILE: {
    schema: z.string().optional(),
    must: 'be a file',
    about: 'Master key file (default: keys/master.key in the data folder)',
  },
  PORT: {
    schema: port.default(8080),
    must: portMust,
    about: 'Port of the web server; 0 picks a free one (default: 8080)',
  },
  METRICS_PORT: {
    schema: port.default(9464),
    must: portMust,
    about: 'Port of the Prometheus metrics, always on 127.0.0.1; 0 picks a free one (default: 9464)',
  },
  DATABASE_URL: {
    schema: z.string().startsWith('postgres').optional(),
    must: 'begin with postgres://',
    about: 'PostgreSQL 18 of your own (default: the one that comes along)',
  },
  GATEHOUSE_BACKUP_DIR: {
    schema: z.string().optional(),
    must: 'be a folder',
    about: 'Folder for the daily backups, best on another machine (default: none, and no backups are made)',
  },
  GATEHOUSE_BACKUP_DAILY: {
    schema: kept.default(14),
    must: keptMust,
    about: 'For how many days the last backup of the day is kept (default: 14)',
  },
  GATEHOUSE_BACKUP_WEEKLY: {
    schema: kept.default(8),
    must: keptMust,
    about: 'For how many weeks the last backup of the week is kept (default: 8)',
  },
  SMTP_URL: {
    schema: z.string().startsWith('smtp').optional(),
    must: 'begin with smtp:// or smtps://',
    about:
      'Mail server, such as smtp://user:password@mail.example.test:587 (default: none, and no mail leaves)',
  },
  MAIL_FROM: {
    schema: z.string().default('Gatehouse <gatehouse@localhost>'),
    must: 'be a sender',
    about: 'Sender of the mails (default: Gatehouse <gatehouse@localhost>)',
  },
  LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    must: 'be debug, info, warn, error or silent',
    about: 'How much is logged: debug, info, warn, error or silent (default: info)',
  },
} as const;

type Settings = { [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

export interface Config {
  readonly dataDir: string;
  readonly origin: string;
  readonly host: string;
  /** Proxies whose word is taken for where a request comes from; nobody else's is. */
  readonly trustedProxies: readonly string[];
  readonly port: number;
  readonly metricsPort: number;
  readonly keyFile: string;
  readonly databaseUrl: string | undefined;
  /** Where the daily backups go; undefined while none are made. */
  readonly backupDir: string | undefined;
  readonly backupsKept: { readonly daily: number; readonly weekly: number };
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly logLevel: Settings['LOG_LEVEL'];
}

/** What is wrong with the environment, a line a variable. */
export class WrongConfiguration extends Error {}

/** Reads and checks the environment; throws {@link WrongConfiguration} naming each variable that cannot be used. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const read = <K extends keyof typeof settings>(name: K): Settings[K] => {
    const result = z.preprocess(emptyIsUnset, settings[name].schema).safeParse(env[name]);
    if (result.success) return result.data as Settings[K];
    faults.push(`${name} must ${settings[name].must}. It is for: ${settings[name].about}.`);
    return undefined as Settings[K];
  };
  const dataDir = resolve(read('GATEHOUSE_DATA') ?? '.');
  const backupDir = read('GATEHOUSE_BACKUP_DIR');
  const config: Config = {
    dataDir,
    port: read('PORT'),
    origin: (read('GATEHOUSE_ORIGIN') ?? `http://localhost:${read('PORT')}`).replace(/\/$/, ''),
    host: read('GATEHOUSE_HOST'),
    trustedProxies: read('GATEHOUSE_TRUSTED_PROXIES'),
    metricsPort: read('METRICS_PORT'),
    keyFile: resolve(read('GATEHOUSE_KEY_FILE') ?? `${dataDir}/keys/master.key`),
    databaseUrl: read('DATABASE_URL'),
    backupDir: backupDir === undefined ? undefined : resolve(backupDir),
    backupsKept: { daily: read('GATEHOUSE_BACKUP_DAILY'), weekly: read('GATEHOUSE_BACKUP_WEEKLY') },
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM'),
    logLevel: read('LOG_LEVEL'),
  };
  if (faults.length > 0) throw new WrongConfiguration([...new Set(faults)].join('\n'));
  return config;
}
