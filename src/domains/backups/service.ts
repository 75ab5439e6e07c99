import type { Instant } from '#platform/clock';
import type { Config } from '#platform/config';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { failureInWords } from './failures.ts';
import { seesBackups } from './policy.ts';
import { findBackups, findMaySee, findStanding } from './queries.ts';
import type { BackupRow, Backups, State } from './types.ts';

/** A day, and two hours for the backup itself and for a worker that was busy. */
const LATE_AFTER_HOURS = 26;
/** Far enough back to find a good one. */
const MOST_READ = 120;

const hoursSince = (at: Instant, now: Instant): number => Math.floor(at.until(now).total('hours'));

export function stateOf(now: Instant, lastGood: Instant | null, backsUp: boolean): State {
  if (lastGood !== null && hoursSince(lastGood, now) < LATE_AFTER_HOURS) return 'good';
  if (lastGood !== null) return 'late';
  return backsUp ? 'none' : 'off';
}

const isGood = ({ failure, checkFailure }: BackupRow): boolean => failure === null && checkFailure === null;

/** How backups stand, for whoever runs the installation or answers for it. */
export async function loadBackups(
  tx: Tx,
  { backupDir, backupsKept }: Pick<Config, 'backupDir' | 'backupsKept'>,
  backsUp: boolean,
): Promise<Backups> {
  if (!(await findMaySee(tx))) throw new NotFound('backups are not this person’s to see');
  const rows = await findBackups(tx, MOST_READ);
  const lastGood = rows.find(isGood) ?? null;
  return {
    at: tx.at,
    state: stateOf(tx.at, lastGood?.beganAt ?? null, backsUp),
    lastGood,
    rows,
    dir: backupDir ?? null,
    kept: backupsKept,
  };
}

export interface BackupAlarm {
  readonly text: string;
  readonly late: boolean;
}

const age = (hours: number): string =>
  hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24).toLocaleString('en-GB')} days`;

/** A line for Today, where there is something to say: none for too long, or the last one failed. */
export async function findBackupAlarm(tx: Tx, me: Me, backsUp: boolean): Promise<BackupAlarm | undefined> {
  if (!seesBackups(me)) return undefined;
  const standing = await findStanding(tx);
  if (standing === undefined) return undefined;
  const { lastGood, failure } = standing;
  const state = stateOf(tx.at, lastGood, backsUp);
  const why = failure === null ? '' : ` ${failureInWords(failure)}`;
  if (state === 'off')
    return { text: 'No backups are made: whoever runs Gatehouse has not set a folder for them', late: false };
  if (state === 'none') return { text: `No backup has been made yet.${why}`, late: failure !== null };
  if (state === 'late' && lastGood !== null)
    return { text: `No good backup for ${age(hoursSince(lastGood, tx.at))}.${why}`, late: true };
  return failure === null ? undefined : { text: `The last backup is not good.${why}`, late: false };
}
