import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { hashToken } from '#platform/crypto';
import { systemIds } from '#platform/ids';
import { attachEmbedded } from '../../src/platform/db/embedded.ts';
import { startGatehouse } from './gatehouse-process.ts';

/** A real process on a real server, with everything that makes writes last, and the means to kill either. */

export interface Gatehouse {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
  readonly ownerUrl: string;
}

export async function start(dataDir: string, port: number): Promise<Gatehouse> {
  const { child, stop } = await startGatehouse(dataDir, port);
  const attached = await attachEmbedded(dataDir);
  if (attached === undefined) throw new Error('no database beside the web process');
  return { child, stop, ownerUrl: attached.ownerUrl };
}

export async function asOwner<T>(url: string, act: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  try {
    return await act(pool);
  } finally {
    await pool.end();
  }
}

export async function signIn(owner: pg.Pool, personId: string): Promise<string> {
  const token = systemIds.token();
  await owner.query(
    `insert into signin.session (id, token_hash, person_id, created_at, last_seen_at, ends_at, second_factor, user_agent, address_hint)
     values ($1, $2, $3, now(), now(), now() + interval '8 hours', true, 'test', 'here')`,
    [systemIds.uuid(), hashToken(token), personId],
  );
  return `gatehouse=${token}`;
}

function killServer(dataDir: string): void {
  const pid = Number(
    readFileSync(join(dataDir, 'database/cluster/postmaster.pid'), 'utf8').split('\n', 1)[0],
  );
  process.kill(pid, 'SIGKILL');
}

export async function killAt(round: number, dataDir: string, running: Gatehouse): Promise<void> {
  await pause(Math.random() * 200); // the random moment is what is tested, nothing is awaited by it
  if (round % 3 !== 1) running.child.kill('SIGKILL');
  if (round % 3 !== 0) killServer(dataDir);
  if (running.child.exitCode === null && running.child.signalCode === null) await once(running.child, 'exit');
}
