import { sql } from 'kysely';
import type pg from 'pg';
import type { ListedCertificate } from '#platform/backup';
import { type Instant, Temporal } from '#platform/clock';
import type { AuditEvent, Tx } from '#platform/db';
import type { BackupRow } from './types.ts';

/*
 * Two ways in. What a page shows is read by its person, as everywhere. What backups do is written on the owner's
 * connection, with which they are made: no actor of the processes may see every table, and none should.
 */

/** Whether somebody may see how backups stand: the trust's IT team and Heads. */
export async function findMaySee(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.sees_backups() as may`.execute(tx.db);
  return rows[0]?.may ?? false;
}

/** The newest first. */
export async function findBackups(tx: Tx, most: number): Promise<BackupRow[]> {
  return tx.db
    .selectFrom('app.backup')
    .select([
      'id',
      'name',
      'began_at as beganAt',
      'ended_at as endedAt',
      'scheduled',
      'failure',
      'database_bytes as databaseBytes',
      'object_count as objectCount',
      'object_bytes as objectBytes',
      'copied_bytes as copiedBytes',
      'checked_at as checkedAt',
      'check_seconds as checkSeconds',
      'check_failure as checkFailure',
      'removed_at as removedAt',
    ])
    .orderBy('began_at', 'desc')
    .limit(most)
    .execute();
}

export interface Standing {
  /** When the newest began that is whole and was not found wanting. */
  readonly lastGood: Instant | null;
  /** Why the newest of all failed, or its check. */
  readonly failure: string | null;
}

/** How backups stand, for whoever is told of it; nothing for anybody else. */
export async function findStanding(tx: Tx): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select
      (select max(b.began_at) from app.backup b where b.failure is null and b.check_failure is null) as "lastGood",
      (select coalesce(b.failure, b.check_failure) from app.backup b order by b.began_at desc limit 1) as failure
    where (select app.is_told_of_backups())
  `.execute(tx.db);
  return rows[0];
}

export async function findTrusts(owner: pg.ClientBase): Promise<string[]> {
  return (await owner.query<{ id: string }>('select id from people.trust order by id')).rows.map(
    ({ id }) => id,
  );
}

export async function appendEvents(
  owner: pg.ClientBase,
  events: readonly AuditEvent[],
  at: Instant,
  actor = 'system:backup',
): Promise<void> {
  if (events.length === 0) return;
  await owner.query('select audit.append($1, $2, $3, null)', [JSON.stringify(events), at.toString(), actor]);
}

/** Every certificate of destruction, whole: what the list outside the database holds. */
export async function findCertificates(owner: pg.ClientBase): Promise<ListedCertificate[]> {
  const { rows } = await owner.query<{ one: ListedCertificate }>(
    'select to_jsonb(d) as one from retention.destruction d order by d.destroyed_at, d.id',
  );
  return rows.map(({ one }) => one);
}

export interface DestroyedAgain {
  readonly schoolId: string;
  readonly concernId: string;
  /** Table → ids of rows that the audit record vouched for. */
  readonly contents: Readonly<Record<string, readonly string[]>>;
}

/** Undefined where there is nothing to do. */
export async function destroyAgain(
  owner: pg.ClientBase,
  listed: ListedCertificate,
): Promise<DestroyedAgain | undefined> {
  const { rows } = await owner.query<{ done: Pick<DestroyedAgain, 'contents'> | null }>(
    'select retention.destroy_again($1) as done',
    [JSON.stringify(listed)],
  );
  const done = rows[0]?.done;
  if (done === null || done === undefined) return undefined;
  return {
    schoolId: String(listed.school_id),
    concernId: String(listed.concern_id),
    contents: done.contents,
  };
}

/** Which installation a backup belongs to. */
export async function findInstallation(owner: pg.ClientBase): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('select id from app.installation');
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('an installation has an id from its migration on');
  return id;
}

export interface Scheduled {
  readonly beganAt: Instant;
  readonly good: boolean;
}

/** The scheduled backups of the last days; one whose check was never done is not good yet. */
export async function findScheduled(owner: pg.ClientBase, now: Instant): Promise<Scheduled[]> {
  const { rows } = await owner.query<{ began_at: string; good: boolean }>(
    `select to_char(began_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as began_at,
       failure is null and checked_at is not null and check_failure is null as good
     from app.backup where scheduled and began_at > $1::timestamptz - interval '3 days'`,
    [now.toString()],
  );
  return rows.map(({ began_at, good }) => ({ beganAt: Temporal.Instant.from(began_at), good }));
}
