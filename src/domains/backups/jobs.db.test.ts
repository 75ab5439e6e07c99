import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listBackups } from '#platform/backup';
import { aStaffedSchool } from '#test/factories/people.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { testWorld } from '#test/support/world.ts';
import { verifyAudit } from '../audit/verify.ts';
import { backupJobs } from './jobs.ts';

const world = await testWorld();
const folder = await temporaryFolder('backup-jobs');
afterAll(() => folder.remove());
const backupDir = join(folder.path, 'backups');

const jobsWith = (dir: string | undefined) =>
  backupJobs(
    {
      ...world.services,
      config: { ...world.services.config, backupDir: dir, backupsKept: { daily: 2, weekly: 1 } },
    },
    world.urls.ownerUrl,
  );

const rows = async () =>
  (await world.owner.query('select * from app.backup order by began_at')).rows as {
    name: string;
    failure: string | null;
    checked_at: Date | null;
    check_failure: string | null;
    removed_at: Date | null;
  }[];

const typesOfEvents = async () =>
  (
    await world.owner.query<{ type: string }>(
      `select type from audit.event where type like 'backup.%' order by seq`,
    )
  ).rows.map(({ type }) => type);

test('without a folder no backup is made; what was destroyed is listed all the same', () => {
  expect(jobsWith(undefined).jobs.map(({ name }) => name)).toEqual(['backup.destroyed']);
});

test('once a day: made, restored on trial, written down; a failure is told and tried again; old ones go', async () => {
  await aStaffedSchool(world);
  const [job] = jobsWith(backupDir).jobs;
  await job?.run();
  await job?.run();
  const [first, ...more] = await rows();
  expect(more).toEqual([]);
  expect(first).toMatchObject({ failure: null, check_failure: null, checked_at: expect.any(Date) });
  expect(await listBackups(backupDir)).toEqual([first?.name]);
  expect(existsSync(join(world.services.config.dataDir, 'backup-check'))).toBe(false);

  world.clock.advance({ hours: 24 });
  // A file where the folder should be: as when a share is not there.
  await jobsWith(join(backupDir, 'README.txt')).jobs[0]?.run();
  expect((await rows()).at(-1)).toMatchObject({ name: '', failure: 'folder' });
  for (let day = 0; day < 2; day += 1) {
    await job?.run();
    world.clock.advance({ hours: 24 });
  }
  const all = await rows();
  expect(all.map(({ failure }) => failure)).toEqual([null, 'folder', null, null]);
  expect(all.map(({ removed_at }) => removed_at !== null)).toEqual([true, false, false, false]);
  expect(await listBackups(backupDir)).toEqual(all.slice(2).map(({ name }) => name));
  expect(await typesOfEvents()).toEqual([
    ...['backup.made/1', 'backup.checked/1', 'backup.failed/1'],
    ...['backup.made/1', 'backup.checked/1', 'backup.made/1', 'backup.checked/1', 'backup.removed/1'],
  ]);
  expect((await verifyAudit(world.database, [])).faults).toEqual([]);
}, 240_000);

test('a backup whose record was altered fails its check, and clears none away', async () => {
  world.clock.advance({ hours: 24 });
  await world.owner.query(`update audit.event set hash = sha256(hash) where type = 'backup.failed/1'`);
  const before = await listBackups(backupDir);
  await jobsWith(backupDir).jobs[0]?.run();
  expect((await rows()).at(-1)).toMatchObject({ failure: null, check_failure: 'audit' });
  expect((await listBackups(backupDir)).slice(0, -1)).toEqual(before);
}, 120_000);
