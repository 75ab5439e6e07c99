import { expect, test, vi } from 'vitest';
import { testWorld } from '#test/support/world.ts';
import { type Job, startJobs } from './index.ts';

const world = await testWorld();
const { database, log } = world.services;
const runs = async () =>
  (await world.owner.query('select name, minutely, done_at, failing_since from app.job_run order by name'))
    .rows;
const start = (jobs: readonly Job[]) => startJobs({ url: world.urls.appUrl, jobs, database, log });

test('what runs every minute runs at the start, and notes it; a failure is noted from its first time on', async () => {
  let broken = true;
  let tries = 0;
  const fragile: Job = {
    name: 'test.fragile',
    cron: '* * * * *',
    run: async () => {
      tries += 1;
      if (broken) throw new Error('no');
    },
  };
  const steady: Job = { name: 'test.steady', cron: '* * * * *', run: async () => {} };
  const rare: Job = { name: 'test.rare', cron: '5 4 * * *', run: async () => {} };
  const first = await start([fragile, steady, rare]);
  const at = new Date(world.clock.now().epochMilliseconds);
  await vi.waitFor(
    async () =>
      expect(await runs()).toEqual([
        { name: 'test.fragile', minutely: true, done_at: null, failing_since: at },
        { name: 'test.steady', minutely: true, done_at: at, failing_since: null },
      ]),
    { timeout: 20_000 },
  );
  world.clock.advance({ minutes: 3 });
  const before = tries;
  // Tried again by itself: the time of its first failure stays.
  await vi.waitFor(() => expect(tries).toBeGreaterThan(before), { timeout: 20_000 });
  expect((await runs())[0]).toMatchObject({ failing_since: at, done_at: null });
  broken = false;
  const later = new Date(world.clock.now().epochMilliseconds);
  await vi.waitFor(
    async () => expect((await runs())[0]).toMatchObject({ done_at: later, failing_since: null }),
    {
      timeout: 20_000,
    },
  );
  await first.stop();
  // A version without the steady one: it would stand still for ever.
  const second = await start([fragile]);
  expect((await runs()).map(({ name }) => name)).toEqual(['test.fragile']);
  await second.stop();
}, 90_000);
