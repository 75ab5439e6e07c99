import pg from 'pg';
import { type Instant, localDate, localDateTime } from '#platform/clock';
import type { Services } from '#platform/http';
import type { Job } from '#platform/jobs';
import { type BackUpOptions, backUp, checkAndRecord, clearOld } from './back-up.ts';
import { clearCheck } from './check.ts';
import { keepLists } from './destroyed.ts';
import { findScheduled, type Scheduled } from './queries.ts';

/** In the night, when nobody waits for a page. A machine that is off then makes up for it when it is on. */
const FROM_HOUR = 1;
/** On one day; what fails again and again needs a person, and would else be at it all day. */
const MOST_ATTEMPTS = 3;

/** Whether the backup of today is still to be made. */
export function isDue(now: Instant, scheduled: readonly Scheduled[]): boolean {
  const today = localDate(now);
  const ofToday = scheduled.filter(({ beganAt }) => localDate(beganAt).equals(today));
  if (ofToday.some(({ good }) => good) || ofToday.length >= MOST_ATTEMPTS) return false;
  const missed = !scheduled.some(({ beganAt, good }) => good && localDate(beganAt).until(today).days <= 1);
  return missed || localDateTime(now).hour >= FROM_HOUR;
}

async function findDue(ownerUrl: string, now: Instant): Promise<boolean> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return isDue(now, await findScheduled(owner, now));
  } finally {
    await owner.end();
  }
}

async function makeTodays(options: BackUpOptions): Promise<void> {
  const { log } = options.services;
  const made = await backUp(options);
  log.info({ backup: made.name, copied: made.copied }, 'made a backup');
  const { failure, seconds } = await checkAndRecord(options, made);
  if (failure !== null) {
    log.error({ backup: made.name, failure }, 'the backup does not pass its check');
    return;
  }
  log.info({ backup: made.name, seconds: Math.round(seconds) }, 'checked the backup by restoring it');
  // Only now: a backup that cannot be restored pushes none out that can.
  await clearOld(options);
}

export interface BackupJobs {
  readonly jobs: readonly Job[];
  /** Clears the copy of the records that a check left when it was killed. */
  begin(): Promise<void>;
  /** Ends what runs, with the temporary database that it may have. */
  stop(): Promise<void>;
}

const HOURS = 3_600;

/** What was destroyed is on its way out of the database within minutes: a restore must know of it. */
function listJob({ config, masterKey, log }: Services, ownerUrl: string): Job {
  const dirs = [config.dataDir, ...(config.backupDir === undefined ? [] : [config.backupDir])];
  return {
    name: 'backup.destroyed',
    cron: '*/5 * * * *',
    run: async () => {
      const added = await keepLists(ownerUrl, masterKey, dirs);
      if (added > 0) log.info({ added }, 'listed what was destroyed, for restores from older backups');
    },
  };
}

/** Daily, as long as there is a folder for it. Asked every hour whether it is time. What was destroyed is listed in any case. */
export function backupJobs(services: Services, ownerUrl: string): BackupJobs {
  const { config, clock, log } = services;
  const { backupDir: dir } = config;
  const begin = () =>
    clearCheck(config.dataDir, log).catch((error: Error) =>
      log.warn({ err: error.message }, 'what a backup’s check left could not be cleared'),
    );
  const lists = listJob(services, ownerUrl);
  if (dir === undefined) return { jobs: [lists], begin, stop: async () => {} };
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const options = { services, ownerUrl, dir, scheduled: true, signal: stopping.signal };
  const run = async () => {
    if (stopping.signal.aborted || !(await findDue(ownerUrl, clock.now()))) return;
    await makeTodays(options).catch((error: Error) => {
      if (!stopping.signal.aborted) log.error({ err: error.message }, 'no backup was made');
    });
  };
  const once = () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    jobs: [{ name: 'backup', cron: '20 * * * *', longestSeconds: 12 * HOURS, run: once }, lists],
    begin,
    stop: async () => {
      stopping.abort();
      await running?.catch(() => {});
      await clearCheck(config.dataDir, log);
    },
  };
}
