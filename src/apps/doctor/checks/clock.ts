import { existsSync, statSync } from 'node:fs';
import { formatInstant, type Instant, Temporal } from '#platform/clock';
import { packageFile } from '#platform/files';
import { type Check, type Context, fail, ok, warn } from '../types.ts';

const SLACK_SECONDS = 30;
const KEEPERS = ['/run/systemd/timesync/synchronized', '/run/chrony', '/run/ntpd.pid', '/var/lib/ntpsec'];

/** The newest moment that something of Gatehouse's was written: the clock must be past it. */
async function newest({ database }: Context): Promise<Instant> {
  const written = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(statSync(packageFile('package.json')).mtimeMs),
  );
  if (database.state !== 'open') return written;
  const [row] = await database.ask('select max(done_at) as at from app.job_run').catch(() => []);
  if (!(row?.at instanceof Date)) return written;
  const ran = Temporal.Instant.fromEpochMilliseconds(row.at.getTime());
  return Temporal.Instant.compare(ran, written) > 0 ? ran : written;
}

/** How far the database's clock is ahead of ours, in seconds; ours, where it is on this machine. */
async function ahead({ database }: Context): Promise<number> {
  if (database.state !== 'open') return 0;
  const before = Date.now();
  const [row] = await database.ask('select extract(epoch from clock_timestamp()) * 1000 as ms');
  return (Number(row?.ms) - (before + Date.now()) / 2) / 1000;
}

const MEANS = 'Authenticator codes are good for half a minute, and escalation goes by the clock.';

export const clock: Check = {
  name: 'clock',
  title: 'Clock',
  run: async (context) => {
    const todo = 'Set the clock, and have it kept right: timedatectl set-ntp true.';
    if (Temporal.Instant.compare(await newest(context), context.at.add({ seconds: SLACK_SECONDS })) > 0)
      return fail(`${formatInstant(context.at)} lies before what was written already`, MEANS, todo);
    const seconds = await ahead(context);
    if (Math.abs(seconds) > SLACK_SECONDS)
      return fail(`the database’s clock differs by ${Math.round(seconds)} seconds`, MEANS, todo);
    if (!KEEPERS.some(existsSync))
      return warn(`${formatInstant(context.at)}; nothing was seen that keeps it right`, MEANS, todo);
    return ok(formatInstant(context.at));
  },
};
