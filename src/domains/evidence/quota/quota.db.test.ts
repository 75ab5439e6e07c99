import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { anAdult, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { aFile, aFolder } from '#test/support/evidence-acts.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const GB = 1024 ** 3;

const page = (staff: Staffed) => `/settings/files/${staff.school.id}`;
const words = (html: string) => load(html)('main').text().replaceAll(/\s+/g, ' ');

async function aSchoolThatKeeps(gigabytes: number): Promise<Staffed & { readonly trustIt: string }> {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  await aFile(world, await aFolder(world, concern.id), { bytes: gigabytes * GB });
  return { ...staff, trustIt: await anAdult(world, { school: staff.school, role: 'trust_it' }) };
}

async function limits(staff: Staffed) {
  const { rows } = await world.owner.query(
    'select version, bytes::float8 as bytes, set_by, reason from evidence.quota where school_id = $1 order by version',
    [staff.school.id],
  );
  return rows;
}

describe('the limit of files', () => {
  test.each(['dsl', 'head', 'trustLead', 'trustIt'] as const)('is seen and set by the %s', async (role) => {
    const staff = await aSchoolThatKeeps(2);
    const who = await browser.signedIn(staff[role]);
    expect(words((await who.get('/settings/files')).body)).toContain('2.0 GB of 20 GB (10 %)');
    const reply = await who.post(page(staff), { limit: '30', reason: 'A bigger disk', seen: '0' });
    expect(reply.headers.location).toBe('/settings/files');
    expect(await limits(staff)).toEqual([
      { version: 1, bytes: 30 * GB, set_by: staff[role], reason: 'A bigger disk' },
    ]);
    expect(words((await who.get(page(staff))).body)).toContain('A bigger disk');
    const { rows } = await world.owner.query(
      `select body::jsonb -> 'content' as content, body::text like '%bigger%' as tells from audit.event
       where chain_id = $1 and type = 'evidence.quota-set/1'`,
      [staff.school.id],
    );
    expect(rows).toEqual([{ content: [expect.objectContaining({ table: 'evidence.quota' })], tells: false }]);
  });

  test.each(['teacher', 'deputy', 'it', 'office', 'chair'] as const)('is nothing to the %s', async (role) => {
    const staff = await aSchoolThatKeeps(1);
    const who = await browser.signedIn(staff[role]);
    const answers = [
      await who.get('/settings/files'),
      await who.get(page(staff)),
      await who.post(page(staff), { limit: '30', reason: 'x', seen: '0' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(await limits(staff)).toEqual([]);
  });

  test('needs a reason and more than is kept already; what was typed stays', async () => {
    const staff = await aSchoolThatKeeps(12);
    const lead = await browser.signedIn(staff.dsl);
    const without = await lead.post(page(staff), { limit: '35', reason: ' ', seen: '0' });
    expect([without.statusCode, load(without.body)('input[name=limit]').val()]).toEqual([422, '35']);
    const less = await lead.post(page(staff), { limit: '12', reason: 'Save space', seen: '0' });
    expect([less.statusCode, words(less.body)]).toEqual([
      422,
      expect.stringContaining('keeps 12 GB already'),
    ]);
    expect(load(less.body)('textarea').val()).toBe('Save space');
    expect(await limits(staff)).toEqual([]);
  });

  test('is set by one of two who had it open: the other is told', async () => {
    const staff = await aSchoolThatKeeps(1);
    const lead = await browser.signedIn(staff.dsl);
    const head = await browser.signedIn(staff.head);
    await lead.post(page(staff), { limit: '30', reason: 'First', seen: '0' });
    const second = await head.post(page(staff), { limit: '25', reason: 'Second', seen: '0' });
    expect(second.statusCode).toBe(409);
    expect((await limits(staff)).map(({ reason }) => reason)).toEqual(['First']);
  });
});

describe('room that runs out', () => {
  test.each([
    [16, undefined, 'Nearly full'],
    [17, 'room for files is more than 80 % used', 'Nearly full'],
    [20, 'has no room left for files', 'Full'],
  ] as const)('with %i of 20 GB, Today says: %s', async (held, warning, tag) => {
    const staff = await aSchoolThatKeeps(held);
    const today = async (who: string) => words((await (await browser.signedIn(who)).get('/')).body);
    for (const who of [staff.dsl, staff.trustIt])
      if (warning === undefined) expect(await today(who)).not.toContain('room');
      else expect(await today(who)).toContain(warning);
    expect(await today(staff.teacher)).not.toContain('room for files');
    const overview = words((await (await browser.signedIn(staff.trustIt)).get('/settings/files')).body);
    expect(overview.includes(tag)).toBe(warning !== undefined);
  });
});
