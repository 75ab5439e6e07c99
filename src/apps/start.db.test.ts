import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { freePort } from '../../test/support/free-port.ts';
import { startGatehouse } from '../../test/support/gatehouse-process.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { startTemporaryServer } from '../../test/support/temporary-server.ts';
import { createMasterKey } from '../platform/crypto/index.ts';
import { runAuditVerify } from './audit-verify.ts';

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

async function query(url: string, text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('DATABASE_URL: an empty database of somebody’s own is migrated by its owner, who is no superuser', async () => {
  const folder = await temporaryFolder('start');
  // A server of its own: the start gives the processes' login, which a whole server shares, another password.
  const server = await startTemporaryServer();
  const url = new URL(server.ownerUrl);
  url.pathname = '/own';
  await query(server.adminUrl, 'create database own owner gatehouse_owner');
  try {
    const running = await startGatehouse(folder.path, await freePort(), { DATABASE_URL: url.toString() });
    await vi.waitFor(() => expect(running.said()).toContain('Set it up at'));
    expect(running.said()).toContain('SMTP_URL is not set');
    expect((await fetch(running.origin, { redirect: 'manual' })).headers.get('location')).toBe('/set-up');
    await running.stop();
    expect(existsSync(join(folder.path, 'database'))).toBe(false);
    expect(
      await query(
        url.toString(),
        `select rolsuper or rolbypassrls as mighty from pg_roles where rolname = current_user`,
      ),
    ).toEqual([{ mighty: false }]);
    expect(await query(url.toString(), `select count(*) > 3 as migrated from gatehouse_migration`)).toEqual([
      { migrated: true },
    ]);
  } finally {
    await server.stop();
    await folder.remove();
  }
});

test('a second start on one folder is refused, and says why', async () => {
  const folder = await temporaryFolder('start');
  try {
    const running = await startGatehouse(folder.path, await freePort());
    await expect(startGatehouse(folder.path, await freePort())).rejects.toThrow(/in use|already/i);
    expect((await fetch(`${running.origin}/healthz`)).status).toBe(200);
    // A service manager's "reload", where there is nothing to take up, ends nothing.
    running.child.kill('SIGHUP');
    expect((await fetch(`${running.origin}/healthz`)).status).toBe(200);
    expect([running.child.exitCode, running.child.signalCode]).toEqual([null, null]);
    await running.stop();
  } finally {
    await folder.remove();
  }
});

test('asked to end while it still starts, it ends in order and leaves no database server behind', async () => {
  const folder = await temporaryFolder('start');
  try {
    const child = spawn(process.execPath, ['bin/gatehouse.mjs', 'start'], {
      env: { ...process.env, GATEHOUSE_DATA: folder.path, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    const ended = once(child, 'exit');
    // In the middle: the server runs, the web does not yet.
    await vi.waitFor(() => expect(said).toContain('0001-foundation.sql'), { timeout: 60_000 });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said).not.toContain('Gatehouse is open');
    expect(existsSync(join(folder.path, 'database/cluster/postmaster.pid'))).toBe(false);
  } finally {
    await folder.remove();
  }
});

/** Whether anything of the process group is left. */
function groupLives(leader: number): boolean {
  try {
    return process.kill(-leader, 0);
  } catch {
    return false;
  }
}

test('npm asked to end takes everything with it: no server, no database, no builder is left', async () => {
  const folder = await temporaryFolder('start');
  try {
    const port = await freePort();
    const npm = spawn('npm', ['start'], {
      env: { ...process.env, GATEHOUSE_DATA: folder.path, PORT: String(port), METRICS_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own, for counting what is left of it.
      detached: true,
    });
    const leader = npm.pid ?? 0;
    let said = '';
    npm.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    const ended = once(npm, 'exit');
    await vi.waitFor(() => expect(said).toContain('Gatehouse is open'), { timeout: 60_000 });
    expect(existsSync(join(folder.path, 'database/cluster/postmaster.pid'))).toBe(true);
    npm.kill('SIGTERM');
    await ended;
    await vi.waitFor(() => expect(groupLives(leader)).toBe(false), { timeout: 20_000 });
    expect(existsSync(join(folder.path, 'database/cluster/postmaster.pid'))).toBe(false);
  } finally {
    await folder.remove();
  }
});

test('what cannot be used of the environment is named', async () => {
  const folder = await temporaryFolder('start');
  try {
    await expect(
      startGatehouse(folder.path, 8080, { PORT: 'eighty', DATABASE_URL: 'mysql://here' }),
    ).rejects.toThrow(/PORT[\s\S]*DATABASE_URL/);
  } finally {
    await folder.remove();
  }
});

test('a database that a newer Gatehouse has opened is refused, by the start and by commands, with the way back', async () => {
  const folder = await temporaryFolder('start');
  const server = await startTemporaryServer();
  const env = { GATEHOUSE_DATA: folder.path, DATABASE_URL: server.ownerUrl, LOG_LEVEL: 'silent' };
  createMasterKey(join(folder.path, 'keys/master.key'));
  try {
    await query(
      server.ownerUrl,
      `insert into gatehouse_migration (name, checksum, version) values ('9999-next.sql', 'x', '9.8.7')`,
    );
    const way = /newer Gatehouse \(9\.8\.7\)[\s\S]*gatehouse restore/;
    await expect(startGatehouse(folder.path, await freePort(), env)).rejects.toThrow(way);
    await expect(runAuditVerify(env, true)).rejects.toMatchObject({
      userMessage: expect.stringMatching(way),
    });
  } finally {
    await server.stop();
    await folder.remove();
  }
});

test('where the key file is lost, no start makes another beside what it sealed', async () => {
  const folder = await temporaryFolder('start');
  const server = await startTemporaryServer();
  const keyFile = join(folder.path, 'keys/master.key');
  try {
    const one = '00000000-0000-7000-8000-00000000000a';
    await query(
      server.ownerUrl,
      `insert into people.trust (id, name) values ('${one}', 'Trust');
       insert into people.person (id, trust_id, kind, given_name, family_name) values ('${one}', '${one}', 'adult', 'A', 'B');
       insert into signin.account (person_id, user_name, created_at, totp_sealed) values ('${one}', 'anna', now(), '\\x00')`,
    );
    const env = { DATABASE_URL: server.ownerUrl };
    await expect(startGatehouse(folder.path, await freePort(), env)).rejects.toThrow(
      /master\.key is missing/,
    );
    expect(existsSync(keyFile)).toBe(false);
    createMasterKey(keyFile);
    await (await startGatehouse(folder.path, await freePort(), env)).stop();
  } finally {
    await server.stop();
    await folder.remove();
  }
});
