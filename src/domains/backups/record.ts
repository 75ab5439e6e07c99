import pg from 'pg';
import type { Made } from '#platform/backup';
import type { Instant } from '#platform/clock';
import type { AuditEvent } from '#platform/db';
import { appendEvents, findTrusts } from './queries.ts';

/** What backups do is written down on the owner's connection, row and events in one transaction. */

interface Happened {
  readonly type: string;
  readonly data: NonNullable<AuditEvent['data']>;
}

async function writeDown(
  ownerUrl: string,
  at: Instant,
  happened: Happened,
  write: (owner: pg.Client) => Promise<unknown>,
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
  try {
    await owner.query('begin');
    await write(owner);
    const events = (await findTrusts(owner)).map((chain) => ({ chain, subject: chain, ...happened }));
    await appendEvents(owner, events, at);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
}

export interface Attempt {
  readonly id: string;
  readonly beganAt: Instant;
  readonly scheduled: boolean;
}

/** Rows are kept for two years: they hold nothing but how backups went. */
const FORGET = `delete from app.backup where began_at < $1::timestamptz - interval '2 years'`;

export async function recordMade(
  ownerUrl: string,
  at: Instant,
  { id, beganAt, scheduled }: Attempt,
  { name, manifest, stored, copied }: Made,
): Promise<void> {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const { count, total, gone } = manifest.objects;
  const data = { backup: name, rows, objects: count, gone: gone.slice(0, 100) };
  await writeDown(ownerUrl, at, { type: 'backup.made/1', data }, async (owner) => {
    await owner.query(
      `insert into app.backup (id, name, began_at, ended_at, scheduled, row_count, database_bytes, object_count, object_bytes, copied_bytes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, name, beganAt.toString(), at.toString(), scheduled, rows, stored, count, total, copied],
    );
    await owner.query(FORGET, [at.toString()]);
  });
}

export async function recordFailed(
  ownerUrl: string,
  at: Instant,
  { id, beganAt, scheduled }: Attempt,
  failure: string,
): Promise<void> {
  await writeDown(ownerUrl, at, { type: 'backup.failed/1', data: { why: failure } }, (owner) =>
    owner.query(
      `insert into app.backup (id, name, began_at, ended_at, scheduled, failure) values ($1, '', $2, $3, $4, $5)`,
      [id, beganAt.toString(), at.toString(), scheduled, failure],
    ),
  );
}

export async function recordChecked(
  ownerUrl: string,
  at: Instant,
  backup: { readonly id: string; readonly name: string },
  { seconds, failure }: { readonly seconds: number; readonly failure: string | null },
): Promise<void> {
  const data = { backup: backup.name, why: failure };
  const type = failure === null ? 'backup.checked/1' : 'backup.check-failed/1';
  await writeDown(ownerUrl, at, { type, data }, (owner) =>
    owner.query(
      'update app.backup set checked_at = $2, check_seconds = $3, check_failure = $4 where id = $1',
      [backup.id, at.toString(), Math.round(seconds), failure],
    ),
  );
}

export async function recordRemoved(
  ownerUrl: string,
  at: Instant,
  names: readonly string[],
  objects: number,
): Promise<void> {
  const data = { backups: names.slice(0, 100), objects };
  await writeDown(ownerUrl, at, { type: 'backup.removed/1', data }, (owner) =>
    owner.query('update app.backup set removed_at = $2 where name = any ($1) and removed_at is null', [
      names,
      at.toString(),
    ]),
  );
}
