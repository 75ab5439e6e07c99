import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { attachEmbedded } from '#platform/db';
import { makeCertificate } from '#test/support/certificates.ts';
import { freePort } from '#test/support/free-port.ts';
import { type GatehouseProcess, startGatehouse } from '#test/support/gatehouse-process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { checks } from './checks/index.ts';
import { runDoctor } from './doctor.ts';
import { examine } from './examine.ts';

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const folder = await temporaryFolder('doctor');
const dataDir = join(folder.path, 'data');
const keyFile = join(dataDir, 'keys/master.key');

/** Takes a greeting; whoever signs in or sends is seen. */
const went: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onAuth: (_auth, _session, done) => {
    went.push('signed in');
    done(new Error('no'));
  },
  onMailFrom: (_address, _session, done) => {
    went.push('sent');
    done();
  },
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const smtpPort = (server.server.address() as AddressInfo).port;

const live = makeCertificate(folder.path, 'live');
const env: Record<string, string> = {
  GATEHOUSE_DATA: dataDir,
  GATEHOUSE_TLS_CERT: live.cert,
  GATEHOUSE_TLS_KEY: live.key,
  SMTP_URL: `smtp://postman:opensesame@127.0.0.1:${smtpPort}`,
  PORT: String(await freePort()),
  METRICS_PORT: '0',
  LOG_LEVEL: 'silent',
};
let running: GatehouseProcess;
let owner: pg.Client;

beforeAll(async () => {
  running = await startGatehouse(dataDir, Number(env.PORT), env, 'web,worker');
  const found = await attachEmbedded(dataDir);
  owner = new pg.Client({ connectionString: found?.ownerUrl });
  await owner.connect();
  // What runs every minute runs at the start, and notes it.
  await vi.waitFor(
    async () => {
      const { rows } = await owner.query(
        'select name from app.job_run where minutely and done_at is not null',
      );
      expect(rows).toHaveLength(2);
    },
    { timeout: 20_000 },
  );
});
afterAll(async () => {
  await owner.end();
  await running.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await folder.remove();
});

const look = async (name: string, other: Readonly<Record<string, string>> = {}) =>
  (
    await examine(
      { ...env, ...other },
      checks.filter((check) => check.name === name),
    )
  )[0];

/** What depends on the machine that the tests run on, and what is not there yet. */
const OF_THE_MACHINE = ['disk-encryption', 'disk-space', 'clock', 'backup', 'backup-folder', 'data-folder'];

describe('beside a Gatehouse that is well', () => {
  let out = '';
  beforeEach(() => {
    out = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    return () => vi.restoreAllMocks();
  });

  test('nothing is wrong, quickly, and nobody signs in or sends anything', async () => {
    const began = performance.now();
    expect(await runDoctor(env, true)).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    const said = JSON.parse(out);
    expect(said.checks.map((check: { name: string }) => check.name)).toEqual(checks.map(({ name }) => name));
    const doubtful = said.checks.filter((check: { name: string; status: string }) => check.status !== 'ok');
    expect(doubtful.filter((check: { name: string }) => !OF_THE_MACHINE.includes(check.name))).toEqual([]);
    expect(said.ok).toBe(true);
    expect(went).toEqual([]);
  });

  test('settings are listed with where they come from, and no secret is shown', async () => {
    await runDoctor(env, false);
    const secrets = JSON.parse(readFileSync(join(dataDir, 'database/gatehouse-database.json'), 'utf8'));
    const hidden = ['opensesame', readFileSync(keyFile, 'utf8').trim(), secrets.owner, secrets.superuser];
    for (const secret of hidden) expect(out).not.toContain(secret);
    expect(out).toMatch(/SMTP_URL +smtp:\/\/postman:\*\*\*@127\.0\.0\.1:\d+ +\(environment\)/);
    expect(out).toMatch(/GATEHOUSE_HOST +127\.0\.0\.1 +\(default\)/);
    expect(out).toMatch(/GATEHOUSE_KEY_FILE +\S+master\.key +\(worked out\)/);
  });
});

describe('what is wrong is found', () => {
  test('settings that cannot be read, and nothing else is guessed', async () => {
    const found = await examine({ ...env, PORT: 'eighty' });
    expect(found).toMatchObject([
      { name: 'settings', status: 'fail', says: expect.stringContaining('PORT') },
    ]);
    expect(await runQuietly({ ...env, PORT: 'eighty' })).toBe(1);
  });

  test('a key file that everybody reads, is lost, or belongs to another database', async () => {
    const person = '00000000-0000-7000-8000-00000000000a';
    await owner.query(`insert into people.trust (id, name) values ($1, 'Trust')`, [person]);
    await owner.query(
      `insert into people.person (id, trust_id, kind, given_name, family_name) values ($1, $1, 'adult', 'A', 'B')`,
      [person],
    );
    await owner.query(
      `insert into signin.account (person_id, user_name, created_at, totp_sealed) values ($1, 'anna', now(), $2)`,
      [person, loadMasterKey(keyFile).seal('totp', person, Buffer.from('secret'))],
    );
    expect(await look('key-file')).toMatchObject({
      status: 'ok',
      says: expect.stringContaining('opens what it should'),
    });
    const other = join(folder.path, 'another-master.key');
    createMasterKey(other);
    expect(await look('key-file', { GATEHOUSE_KEY_FILE: other })).toMatchObject({
      status: 'fail',
      says: expect.stringContaining('does not open 1 of 1'),
    });
    chmodSync(other, 0o644);
    expect(await look('key-file', { GATEHOUSE_KEY_FILE: other })).toMatchObject({
      status: 'fail',
      says: expect.stringContaining('chmod 600'),
    });
    expect(await look('key-file', { GATEHOUSE_KEY_FILE: join(folder.path, 'gone.key') })).toMatchObject({
      status: 'fail',
      says: expect.stringContaining('missing'),
    });
  });

  test('a worker that stands still, and one whose jobs fail', async () => {
    await owner.query(`update app.job_run set failing_since = now() where name = 'mail'`);
    expect(await look('worker')).toMatchObject({ status: 'warn', says: expect.stringContaining('mail') });
    await owner.query(`update app.job_run set done_at = now() - interval '20 minutes', failing_since = null`);
    expect(await look('worker')).toMatchObject({
      status: 'fail',
      says: expect.stringContaining('has not run since'),
    });
    await owner.query(`update app.job_run set done_at = now()`);
    expect(await look('worker')).toMatchObject({ status: 'ok' });
  });

  test('a clock that lies before what was written', async () => {
    await owner.query(`update app.job_run set done_at = now() + interval '2 hours' where name = 'mail'`);
    expect(await look('clock')).toMatchObject({
      status: 'fail',
      says: expect.stringContaining('before what was written'),
    });
    await owner.query(`update app.job_run set done_at = now()`);
  });

  test('a mail server that is not there', async () => {
    const nobody = await freePort();
    expect(await look('mail-server', { SMTP_URL: `smtp://127.0.0.1:${nobody}` })).toMatchObject({
      status: 'fail',
    });
    expect(await look('mail-server', { SMTP_URL: '' })).toMatchObject({ status: 'warn' });
  });

  test('a certificate that does not fit, is for another name, has lapsed, or is not the one that is served', async () => {
    const other = makeCertificate(folder.path, 'other');
    const lapsed = makeCertificate(folder.path, 'lapsed', { by: 'live', days: -1 });
    const short = makeCertificate(folder.path, 'short', { by: 'live', days: 0 });
    const named = makeCertificate(folder.path, 'named', { host: 'elsewhere.example.test' });
    const https = (cert: string, key: string) =>
      look('https', { GATEHOUSE_TLS_CERT: cert, GATEHOUSE_TLS_KEY: key });
    const says = (words: string) => ({ status: 'fail', says: expect.stringContaining(words) });
    expect(await https(live.cert, other.key)).toMatchObject(says('is not the key'));
    expect(await https(named.cert, named.key)).toMatchObject(says('not for localhost'));
    expect(await https(lapsed.cert, lapsed.key)).toMatchObject(says('ended on'));
    expect(await https(short.cert, short.key)).toMatchObject(says('ended on'));
    expect(await https(other.cert, other.key)).toMatchObject(says('another certificate is served'));
  });

  test('people who are let in without HTTPS', async () => {
    const open = {
      GATEHOUSE_TLS_CERT: '',
      GATEHOUSE_TLS_KEY: '',
      GATEHOUSE_ORIGIN: 'http://gatehouse.example.test',
    };
    expect(await look('https', open)).toMatchObject({ status: 'fail' });
    const behind = { ...open, GATEHOUSE_ORIGIN: 'https://gatehouse.example.test' };
    expect(await look('https', behind)).toMatchObject({
      status: 'warn',
      says: expect.stringContaining('not named'),
    });
    expect(await look('https', { ...behind, GATEHOUSE_TRUSTED_PROXIES: '10.0.0.5' })).toMatchObject({
      status: 'ok',
    });
    expect(await look('settings', { GATEHOUSE_HOST: '0.0.0.0' })).toMatchObject({ status: 'warn' });
  });

  test('a web server that does not answer, and another program in its place', async () => {
    expect(await look('web', { PORT: String(await freePort()) })).toMatchObject({ status: 'fail' });
    const plain = { GATEHOUSE_TLS_CERT: '', GATEHOUSE_TLS_KEY: '' };
    expect(await look('web', { ...plain, PORT: String(smtpPort) })).toMatchObject({ status: 'fail' });
  });

  test('a database of a newer version', async () => {
    await owner.query(
      `insert into gatehouse_migration (name, checksum, version) values ('9999-next.sql', 'x', '9.8.7')`,
    );
    expect(await look('migrations')).toMatchObject({
      status: 'fail',
      says: expect.stringContaining('9.8.7'),
    });
    await owner.query(`delete from gatehouse_migration where name = '9999-next.sql'`);
  });

  test('backups: none, a good one, one that is late, and one that was found damaged', async () => {
    // As the part that makes them keeps them.
    await owner.query(
      `create table if not exists app.backup (id uuid primary key, name text not null, began_at timestamptz not null,
         ended_at timestamptz not null, scheduled boolean not null, failure text, row_count bigint,
         checked_at timestamptz, check_failure text, removed_at timestamptz)`,
    );
    const made = (ago: string, damage: string | null = null) =>
      owner.query(
        `insert into app.backup (id, name, began_at, ended_at, scheduled, row_count, checked_at, check_failure)
         values (gen_random_uuid(), 'made', now() - $1::interval, now() - $1::interval, true, 1, now(), $2)`,
        [ago, damage],
      );
    expect(await look('backup')).toMatchObject({
      status: 'warn',
      says: expect.stringContaining('made none'),
    });
    await made('9 days');
    expect(await look('backup')).toMatchObject({ status: 'fail' });
    await made('1 hour', 'damaged');
    expect(await look('backup')).toMatchObject({ status: 'fail' });
    await made('30 hours');
    expect(await look('backup')).toMatchObject({
      status: 'warn',
      says: expect.stringContaining('the last one is of'),
    });
    await made('1 hour');
    expect(await look('backup')).toMatchObject({ status: 'ok' });
    await owner.query('delete from app.backup');
  });

  test('mail that waits', async () => {
    await owner.query(
      `insert into people.trust (id, name) values ('00000000-0000-7000-8000-00000000000b', 'Trust');
       insert into people.person (id, trust_id, kind, given_name, family_name)
         values ('00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000b', 'adult', 'A', 'B');
       insert into mail.outbox (id, to_person_id, template, link, queued_at, next_attempt_at)
         values (gen_random_uuid(), '00000000-0000-7000-8000-00000000000b', 'waits', '/', now() - interval '1 hour', now() + interval '1 hour')`,
    );
    expect(await look('mail-waiting')).toMatchObject({
      status: 'warn',
      says: expect.stringMatching(/^1 for more/),
    });
    await owner.query('delete from mail.outbox');
  });
});

async function runQuietly(other: Readonly<Record<string, string>>): Promise<number> {
  const quiet = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    return await runDoctor(other, false);
  } finally {
    quiet.mockRestore();
  }
}

test('where nothing was ever started, it says so and makes nothing', async () => {
  const empty = join(folder.path, 'empty');
  const found = await examine({ GATEHOUSE_DATA: empty, PORT: String(await freePort()) });
  expect(found.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(existsSync(empty)).toBe(false);
});

test('where Gatehouse was stopped, that is wrong, and it is not started', async () => {
  const stopped = join(folder.path, 'stopped');
  const port = await freePort();
  await (await startGatehouse(stopped, port)).stop();
  const lock = join(stopped, 'database/gatehouse.lock');
  const found = await examine({ GATEHOUSE_DATA: stopped, PORT: String(port) });
  const wrong = found.filter(({ status }) => status === 'fail').map(({ name }) => name);
  expect(wrong).toEqual(['database', 'web']);
  expect(existsSync(lock)).toBe(false);
  copyFileSync(join(stopped, 'keys/master.key'), join(folder.path, 'kept.key'));
  writeFileSync(join(stopped, 'keys/master.key'), 'half', { mode: 0o600 });
  expect(
    (await examine({ GATEHOUSE_DATA: stopped, PORT: String(port) })).find(({ name }) => name === 'key-file'),
  ).toMatchObject({ status: 'fail', says: expect.stringContaining('damaged') });
});
