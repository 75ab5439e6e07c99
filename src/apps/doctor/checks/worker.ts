import { formatInstant, Temporal } from '#platform/clock';
import { type JobRun, workerState } from '#platform/jobs';
import { type Check, fail, notSeen, ok, type Rows, warn } from '../types.ts';

const instant = (value: unknown) =>
  value instanceof Date ? Temporal.Instant.fromEpochMilliseconds(value.getTime()) : null;

const runsOf = (rows: Rows): JobRun[] =>
  rows.map((row) => ({
    name: String(row.name),
    minutely: row.minutely === true,
    doneAt: instant(row.done_at),
    failingSince: instant(row.failing_since),
  }));

export const worker: Check = {
  name: 'worker',
  title: 'Worker',
  run: async ({ database, at }) => {
    if (database.state !== 'open') return notSeen;
    const rows = await database.ask('select * from app.job_run order by name').catch(() => []);
    const runs = runsOf(rows);
    const found = workerState(runs, at);
    const means = 'Nothing escalates, nobody is reminded, and no mail leaves.';
    if (found.state === 'never ran')
      return fail(
        'has never run',
        means,
        'Start it: “gatehouse start” runs it with the web server, “--only worker” alone.',
      );
    if (found.state === 'standing still')
      return fail(
        `has not run since ${formatInstant(found.since)}`,
        means,
        'Start it again; its log says why it ended.',
      );
    const broken = runs.filter(({ failingSince }) => failingSince !== null);
    const names = broken.map(({ name }) => name).join(', ');
    if (broken.length > 0)
      return warn(
        `runs, but these jobs fail: ${names}`,
        'They are tried again by themselves.',
        'The log says why.',
      );
    return ok('runs');
  },
};
