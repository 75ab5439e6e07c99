import { load } from 'cheerio';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { factories } from '#test/factories/index.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { readFilter } from './filter.ts';
import { readChildFile } from './service.ts';
import { fileKinds, rowKinds } from './types.ts';

const world = await testWorld();
let browser: Browser;
let staff: Staffed;
let elsewhere: Staffed;
let child: string;
let first: AConcern;
let kept: AConcern;

const laterBy = (minutes: number) => world.clock.now().add({ minutes }).toString();

async function anEntry(concern: AConcern, kind: string, body: string | null, details: object, at: string) {
  await world.owner.query(
    `insert into concern.entry (id, concern_id, caseload_id, at, author_id, kind, body, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [systemIds.uuid(), concern.id, concern.caseloadId, at, staff.dsl, kind, body, JSON.stringify(details)],
  );
}

const about = (facts: Readonly<Record<string, unknown>>) =>
  aConcern(world, {
    school: staff.school,
    reporter: staff.teacher,
    parties: [{ personId: child }],
    supported: false,
    ...facts,
  });

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  elsewhere = await aStaffedSchool(world);
  browser = await testBrowser(world);
  child = await aPupil(world, { school: staff.school, givenName: 'Wren', familyName: 'Askcombe' });
  first = await about({ headline: 'First of all', minutesAgo: 3000 });
  kept = await about({ headline: 'Kept from the deputy', minutesAgo: 2000, reporter: staff.deputy });
  await anExclusion(world, kept, staff.deputy, 'confirmed');
  await about({ headline: 'About an adult', stream: 'adult', minutesAgo: 1000 });
  await aConcern(world, { school: staff.school, reporter: staff.teacher, headline: 'Another child' });
  await aConcern(world, {
    school: staff.school,
    reporter: staff.teacher,
    headline: 'Grown up',
    parties: [{ describedAs: 'Wren Askcombe' }],
  });
  const { id, caseloadId: caseload_id, reporterId: reporter_id } = first;
  await factories['concern.referral']?.(world, {
    concern: { id, caseload_id, reporter_id },
    recipient: 'police',
    decided_by: staff.dsl,
    reason: 'Threats, again and again',
  });
  const changes = [
    { field: 'parents', from: 'not_yet', to: 'spoken_to' },
    { field: 'parentsNote', from: null, to: 'Both, by telephone' },
  ];
  await anEntry(first, 'parents', null, { version: 2, changes }, laterBy(5));
  await anEntry(first, 'note', 'Calmer today', { version: 3 }, laterBy(6));
  await anEntry(first, 'severity', null, { version: 4 }, laterBy(7));
});

const read = (person: string, query: object = {}, of = child) =>
  world.as(person, (tx, me) => readChildFile(tx, me, of, readFilter(query)));
const textsOf = async (person: string, query: object = {}) =>
  (await read(person, query)).items.map(({ text }) => text);

describe('what it shows', () => {
  test('everything of the child’s concerns, the newest first, and nothing of others', async () => {
    expect((await textsOf(staff.dsl)).filter((text) => text !== 'Threats, again and again')).toEqual([
      'Calmer today',
      'Both, by telephone',
      'Kept from the deputy',
      'First of all',
    ]);
    expect(await textsOf(staff.dsl)).toContain('Threats, again and again');
  });

  test('by kind and by period', async () => {
    expect(await textsOf(staff.dsl, { kind: 'referral' })).toEqual(['Threats, again and again']);
    expect(await textsOf(staff.dsl, { kind: 'parents' })).toEqual(['Both, by telephone']);
    const all = await read(staff.dsl);
    const parts = await Promise.all(fileKinds.map((kind) => read(staff.dsl, { kind })));
    const ids = parts.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids.sort()).toEqual(all.items.map(({ id }) => id).sort());
    const long = await about({ headline: 'Long ago', minutesAgo: 60 * 24 * 40 });
    const shown = async (period: string) =>
      (await read(staff.dsl, { period })).items.some(({ concernId }) => concernId === long.id);
    expect([await shown('30'), await shown('90')]).toEqual([false, true]);
    await world.owner.query('delete from concern.case_file where concern_id = $1', [long.id]);
  });

  test('page after page nothing is left out or comes twice, though all happened in one moment', async () => {
    const crowded = await aPupil(world, { school: staff.school });
    const concern = await about({ parties: [{ personId: crowded }] });
    for (let n = 0; n < 230; n++) await anEntry(concern, 'note', `Note ${n}`, { version: 1 }, laterBy(1));
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(staff.dsl, { before }, crowded);
      seen.push(...page.items.map(({ id }) => id));
      const cursor = page.older?.before;
      before = cursor ? `${cursor.at.toString()}_${cursor.id}` : undefined;
    } while (before !== undefined);
    expect(seen).toHaveLength(231);
    expect(new Set(seen).size).toBe(231);
  });

  test('as a page, with the child’s name in no title and no address', async () => {
    const answer = await (await browser.signedIn(staff.dsl)).get(`/children/${child}?kind=parents`);
    const page = load(answer.body);
    expect(page('h1').text()).toBe('Wren Askcombe');
    expect(page('title').text()).not.toMatch(/Wren|Askcombe/);
    expect(page('.moj-timeline__title').text()).toBe('Parents: Spoken to');
    const links = page('a')
      .map((_, a) => page(a).attr('href'))
      .get();
    expect(links.join()).not.toMatch(/Wren|Askcombe/);
    expect(links).toContain(`/concerns/${first.id}`);
  });

  test('of what was told without a name the day alone', async () => {
    const quiet = await aPupil(world, { school: staff.school });
    const { id, caseloadId: caseload_id } = await about({ parties: [{ personId: quiet }] });
    expect((await read(staff.dsl, {}, quiet)).items.map(({ dayOnly }) => dayOnly)).toEqual([false]);
    const concern = { id, caseload_id, school_id: staff.school.id };
    await factories['concern.outside_report']?.(world, { concern, told_as: 'anonymous', name: null });
    const { items } = await read(staff.dsl, {}, quiet);
    expect(items.map(({ dayOnly }) => dayOnly)).toEqual([true]);
  });
});

describe('who may not', () => {
  test('whoever handles no concerns about children there: told as for a child who does not exist', async () => {
    for (const person of [
      staff.teacher,
      staff.otherTeacher,
      staff.office,
      staff.it,
      staff.chair,
      elsewhere.dsl,
    ])
      expect((await (await browser.signedIn(person)).get(`/children/${child}`)).statusCode).toBe(404);
    const none = await (await browser.signedIn(staff.dsl)).get(`/children/${systemIds.uuid()}`);
    expect(none.statusCode).toBe(404);
  });

  test('an adult has no such file', async () => {
    await expect(read(staff.dsl, {}, staff.teacher)).rejects.toThrow('no such child');
  });

  test('who is excluded sees nothing of that concern, though they reported it', async () => {
    expect(await textsOf(staff.deputy)).toContain('First of all');
    expect(await textsOf(staff.deputy)).not.toContain('Kept from the deputy');
  });

  test('the Head sees no concern about an adult in a child’s file', async () => {
    expect(await textsOf(staff.head)).toContain('First of all');
    expect(await textsOf(staff.head)).not.toContain('About an adult');
  });

  test('a parent or carer who works here, whatever their duty', async () => {
    const own = await aPupil(world, { school: staff.school });
    await about({ parties: [{ personId: own }] });
    await read(staff.deputy, {}, own);
    await world.owner.query(
      'insert into people.guardianship (id, child_id, adult_id, school_ids) values ($1, $2, $3, $4)',
      [systemIds.uuid(), own, staff.deputy, [staff.school.id]],
    );
    await expect(read(staff.deputy, {}, own)).rejects.toThrow('no such child');
    await read(staff.dsl, {}, own);
  });

  test('without a second factor nobody', async () => {
    await expect(
      world.as(staff.dsl, (tx, me) => readChildFile(tx, me, child, readFilter({})), false),
    ).rejects.toThrow('no such child');
  });
});

test('reading is an event in the school’s chain that names the concerns shown, and no more', async () => {
  await read(staff.trustLead, { kind: 'concern' });
  const { rows } = await world.owner.query<{ chain: string; data: { concerns: string[] } }>(
    `select chain_id as chain, body::jsonb -> 'data' as data from audit.event
     where type = 'child.read/1' and subject = $1 and actor = $2`,
    [child, `person:${staff.trustLead}`],
  );
  expect(rows.map(({ data }) => data.concerns.toSorted())).toEqual([[first.id, kept.id].sort()]);
});

test('every kind of row belongs to a kind that can be chosen', () => {
  expect(new Set(Object.values(rowKinds))).toEqual(new Set(fileKinds));
});
