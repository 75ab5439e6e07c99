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
      'Address that people type, such as https://gatehouse.example.test (default: http://localhost:PORT, or https:// with a certificate)',
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
      'Your reverse proxies, which say whom they pass on (X-Forwarded-For) and how (X-Forwarded-Proto): addresses or ranges, with commas (default: none)',
  },
  GATEHOUSE_TLS_CERT: {
    schema: z.string().optional(),
    must: 'be a file',
    about:
      'Certificate for HTTPS in PEM form, those that vouch for it behind it (default: none; a proxy in front does it)',
  },
  GATEHOUSE_TLS_KEY: {
    schema: z.string().optional(),
    must: 'be a file',
    about: 'Its private key in PEM form, without a passphrase (default: none)',
  },
  GATEHOUSE_KEY_FILE: {
    schema: z.string().optional(),
    must: 'be a file',
    about: 'Master key file (default: keys/master.key in the data folder)',
  },
  GATEHOUSE_ROSTER_INBOX: {
    schema: z.string().optional(),
    must: 'be a folder',
    about:
      'Folder with a folder for each school, named by its URN, whose roster files the worker takes in (default: none)',
  },
  GATEHOUSE_ROSTER_INBOX_SHARE: {
    schema: z.coerce.number().min(0).max(100).default(10),
    must: 'be a number from 0 to 100',
    about:
      'Of a hundred people of a school: if a file there moves, changes or would lose more, a person decides (default: 10)',
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
  CLAMAV: {
    schema: z
      .string()
      .regex(/^(\/.+|[^:/\s]+:\d{1,5})$/)
      .optional(),
    must: 'be a socket such as /run/clamav/clamd.ctl, or host:port',
    about:
      'ClamAV daemon that looks through every file: a socket or host:port (default: none, and files are not checked)',
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
  /** The certificate that Gatehouse itself serves; a proxy has its own. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly port: number;
  readonly metricsPort: number;
  readonly keyFile: string;
  readonly rosterInbox: string | undefined;
  readonly rosterInboxShare: number;
  readonly databaseUrl: string | undefined;
  /** Where the daily backups go; undefined while none are made. */
  readonly backupDir: string | undefined;
  readonly backupsKept: { readonly daily: number; readonly weekly: number };
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly clamav: string | undefined;
  readonly logLevel: Settings['LOG_LEVEL'];
}

/** What is wrong with the environment, a line a variable. */
export class WrongConfiguration extends Error {}

type Read = <K extends keyof typeof settings>(name: K) => Settings[K];

function readTls(read: Read, faults: string[]): Config['tls'] {
  const [cert, key] = [read('GATEHOUSE_TLS_CERT'), read('GATEHOUSE_TLS_KEY')];
  if (cert !== undefined && key !== undefined) return { cert: resolve(cert), key: resolve(key) };
  if (cert !== undefined || key !== undefined)
    faults.push('GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY go together: one is set, the other is not.');
  return undefined;
}

function readOrigin(read: Read, tls: Config['tls'], faults: string[]): string {
  const said = read('GATEHOUSE_ORIGIN');
  if (tls !== undefined && said?.startsWith('http:'))
    faults.push('GATEHOUSE_ORIGIN must begin with https:// while GATEHOUSE_TLS_CERT is set.');
  return (said ?? `${tls === undefined ? 'http' : 'https'}://localhost:${read('PORT')}`).replace(/\/$/, '');
}

/** Reads and checks the environment; throws {@link WrongConfiguration} naming each variable that cannot be used. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const read: Read = <K extends keyof typeof settings>(name: K): Settings[K] => {
    const result = z.preprocess(emptyIsUnset, settings[name].schema).safeParse(env[name]);
    if (result.success) return result.data as Settings[K];
    faults.push(`${name} must ${settings[name].must}. It is for: ${settings[name].about}.`);
    return undefined as Settings[K];
  };
  const dataDir = resolve(read('GATEHOUSE_DATA') ?? '.');
  const tls = readTls(read, faults);
  const backupDir = read('GATEHOUSE_BACKUP_DIR');
  const config: Config = {
    dataDir,
    tls,
    port: read('PORT'),
    origin: readOrigin(read, tls, faults),
    host: read('GATEHOUSE_HOST'),
    trustedProxies: read('GATEHOUSE_TRUSTED_PROXIES'),
    metricsPort: read('METRICS_PORT'),
    keyFile: resolve(read('GATEHOUSE_KEY_FILE') ?? `${dataDir}/keys/master.key`),
    rosterInbox: read('GATEHOUSE_ROSTER_INBOX'),
    rosterInboxShare: read('GATEHOUSE_ROSTER_INBOX_SHARE'),
    databaseUrl: read('DATABASE_URL'),
    backupDir: backupDir === undefined ? undefined : resolve(backupDir),
    backupsKept: { daily: read('GATEHOUSE_BACKUP_DAILY'), weekly: read('GATEHOUSE_BACKUP_WEEKLY') },
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM'),
    clamav: read('CLAMAV'),
    logLevel: read('LOG_LEVEL'),
  };
  if (faults.length > 0) throw new WrongConfiguration([...new Set(faults)].join('\n'));
  return config;
}

const SECRET_IN_URL = /^(DATABASE_URL|SMTP_URL)$/;
const SECRET_PARAMETER = /password|secret|token/i;

/** An address without its password, or nothing of it where it cannot be taken apart. */
function withoutSecrets(text: string): string {
  if (!URL.canParse(text)) return 'set, not shown';
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  for (const name of [...url.searchParams.keys()].filter((key) => SECRET_PARAMETER.test(key)))
    url.searchParams.set(name, '***');
  return url.toString();
}

export interface DescribedSetting {
  readonly name: string;
  /** Never with a secret in it. */
  readonly value: string;
  readonly from: 'environment' | 'default' | 'worked out';
}

/** What is made of other settings while it is not set. */
const workedOut: Readonly<Record<string, 'origin' | 'keyFile'>> = {
  GATEHOUSE_ORIGIN: 'origin',
  GATEHOUSE_KEY_FILE: 'keyFile',
};

/** What holds for each setting and where it comes from, whether or not it can be used. */
export function describeSettings(env: Readonly<Record<string, string | undefined>>): DescribedSetting[] {
  return Object.entries(settings).map(([name, { schema }]): DescribedSetting => {
    const said = emptyIsUnset(env[name]);
    if (typeof said === 'string')
      return { name, value: SECRET_IN_URL.test(name) ? withoutSecrets(said) : said, from: 'environment' };
    const field = workedOut[name];
    const config = field && tryConfig(env);
    if (field && config) return { name, value: config[field], from: 'worked out' };
    const found = schema.safeParse(undefined).data;
    return {
      name,
      value: found === undefined || `${found}` === '' ? 'none' : String(found),
      from: 'default',
    };
  });
}

function tryConfig(env: Readonly<Record<string, string | undefined>>): Config | undefined {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof WrongConfiguration) return undefined;
    throw error;
  }
}
