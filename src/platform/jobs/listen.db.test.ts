import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { createLog } from '#platform/log';
import { testDatabase } from '../../../test/support/database.ts';
import { listen } from './index.ts';

const database = await testDatabase();
const log = createLog('silent', 'test');
const sender = new pg.Client({ connectionString: database.appUrl });
await sender.connect();
afterAll(() => sender.end());

test('hears what is notified, and puts together what comes while it acts', async () => {
  let calls = 0;
  let finish = () => {};
  const listener = listen(
    database.appUrl,
    'test_channel',
    () => {
      calls += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    log,
  );
  await vi.waitFor(() => expect(calls).toBe(1)); // once on connecting
  for (let n = 0; n < 5; n += 1) await sender.query(`notify test_channel`);
  await sender.query('select 1');
  finish();
  await vi.waitFor(() => expect(calls).toBe(2));
  finish();
  await listener.stop();
  expect(calls).toBe(2);
});

test('a broken connection is made again, and what was missed is looked for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let calls = 0;
  const listener = listen(
    database.appUrl,
    'other_channel',
    async () => {
      calls += 1;
    },
    log,
  );
  await vi.waitFor(() => expect(calls).toBe(1));
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %other%'`,
  );
  await admin.end();
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(6_000);
    expect(calls).toBe(2);
  });
  vi.useRealTimers();
  await listener.stop();
});
