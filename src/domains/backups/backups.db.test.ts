import { load } from 'cheerio';
import { beforeEach, describe, expect, test } from 'vitest';
import { factories } from '#test/factories/index.ts';
import { anAppointment, aStaffedSchool } from '#test/factories/people.ts';
import type { Facts } from '#test/factories/rows/lay.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const nothing = {
  row_count: null,
  database_bytes: null,
  object_count: null,
  object_bytes: null,
  copied_bytes: null,
};

async function aBackup(hoursAgo: number, facts: Facts = {}): Promise<void> {
  const began = world.clock.now().subtract({ hours: hoursAgo });
  const ended = began.add({ seconds: 42 }).toString();
  const times = { began_at: began.toString(), ended_at: ended };
  await factories['app.backup']?.(world, { ...times, checked_at: ended, check_seconds: 90, ...facts });
}

async function aTrustItPerson(): Promise<string> {
  const { school, teacher } = await aStaffedSchool(world);
  await anAppointment(world, teacher, { trustId: school.trustId }, 'trust_it');
  return teacher;
}

const pageOf = async (personId: string, path = '/backups') => {
  const answer = await (await browser.signedIn(personId)).get(path);
  const page = load(answer.body);
  return { status: answer.statusCode, main: page('main').text().replaceAll(/\s+/g, ' '), page };
};

beforeEach(async () => {
  await world.owner.query('delete from app.backup');
});

describe('the page', () => {
  test('is there for the trust’s IT team and for a Head, and for nobody else', async () => {
    const { head, dsl, teacher } = await aStaffedSchool(world);
    await aBackup(7);
    expect((await pageOf(await aTrustItPerson())).status).toBe(200);
    expect((await pageOf(head)).status).toBe(200);
    for (const other of [dsl, teacher]) {
      expect((await pageOf(other)).status).toBe(404);
      expect((await pageOf(other, '/')).page('nav a[href="/backups"]')).toHaveLength(0);
    }
  });

  test('shows the last good one, its age, and how the others went', async () => {
    const it = await aTrustItPerson();
    await aBackup(55);
    await aBackup(31, { name: '', failure: 'folder', checked_at: null, check_seconds: null, ...nothing });
    await aBackup(7);
    const { main, page } = await pageOf(it);
    expect(main).toContain('Fri 20 Nov 2026, 02:00, 7 hours ago');
    expect(main).toContain('3 files, 5 MB');
    expect(main).toContain('Is the disk or the share connected?');
    expect(main).not.toContain('No good backup');
    expect(page('tbody tr')).toHaveLength(3);
  });

  test('warns when there is no good one of the last 26 hours, and not before', async () => {
    const it = await aTrustItPerson();
    await aBackup(25);
    expect((await pageOf(it)).main).not.toContain('No good backup');
    await world.owner.query(`update app.backup set began_at = began_at - interval '1 hour'`);
    expect((await pageOf(it)).main).toContain('No good backup for more than a day');
  });
});

describe('Today', () => {
  test('says nothing while backups are good', async () => {
    await aBackup(7);
    expect((await pageOf(await aTrustItPerson(), '/')).main).not.toContain('backup');
  });

  test('tells the trust’s IT team, and not the Head beside them, that none is made', async () => {
    const { school, head, teacher } = await aStaffedSchool(world);
    await anAppointment(world, teacher, { trustId: school.trustId }, 'trust_it');
    expect((await pageOf(teacher, '/')).main).toContain('No backups are made');
    expect((await pageOf(head, '/')).main).not.toContain('No backups are made');
  });

  test('tells the Head where a trust has no IT team', async () => {
    const { head, dsl } = await aStaffedSchool(world);
    expect((await pageOf(head, '/')).main).toContain('No backups are made');
    expect((await pageOf(dsl, '/')).main).not.toContain('No backups are made');
  });

  test('tells of one that failed its check, with what was found', async () => {
    await aBackup(30);
    await aBackup(7, { check_failure: 'audit' });
    const { main } = await pageOf(await aTrustItPerson(), '/');
    expect(main).toContain('does not verify');
  });
});
