import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { readFilter } from '../filter.ts';
import { readChildFile } from '../service.ts';
import type { Patterns } from './types.ts';
import { patternLines } from './words.ts';

const world = await testWorld();
let staff: Staffed;
let elsewhere: Staffed;
let wren: string;
let oskar: string;
let sister: string;
let cousin: string;
let hidden: AConcern;

async function patternsFor(person: string, query: object = {}, child = wren): Promise<Patterns | null> {
  const file = await world.as(person, (tx, me) => readChildFile(tx, me, child, readFilter(query).filter));
  return file.patterns;
}

async function guards(adult: string, child: string, school: string): Promise<void> {
  await world.owner.query(
    'insert into people.guardianship (id, child_id, adult_id, school_ids) values ($1, $2, $3, $4)',
    [systemIds.uuid(), child, adult, [school]],
  );
}

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  elsewhere = await aStaffedSchool(world);
  const pupil = (givenName: string, school = staff.school) =>
    aPupil(world, { school, givenName, familyName: 'Askcombe' });
  [wren, oskar, sister, cousin] = [
    await pupil('Wren'),
    await pupil('Oskar'),
    await pupil('Maren'),
    await pupil('Col', elsewhere.school),
  ];
  const parent = await aPupil(world, { school: staff.school });
  await guards(parent, wren, staff.school.id);
  await guards(parent, sister, staff.school.id);
  await guards(parent, cousin, elsewhere.school.id);
  const facts = { school: staff.school, reporter: staff.teacher };
  const both = { parties: [{ personId: wren }, { personId: oskar, part: 'involved' as const }] };
  const open = await aConcern(world, { ...facts, ...both });
  hidden = await aConcern(world, { ...facts, ...both });
  await world.owner.query(
    `update concern.concern set address = case id when $1 then 'https://www.Game.example/room/' else ' game.example/room' end
     where id in ($1, $2)`,
    [open.id, hidden.id],
  );
  await aConcern(world, { ...facts, parties: [{ personId: wren }], minutesAgo: 60 * 24 * 300 });
  await aConcern(world, { ...facts, parties: [{ personId: wren }] });
  await anExclusion(world, hidden, staff.deputy, 'confirmed');
});

test('the third in a term, the same two children, the same address however it was typed', async () => {
  const found = await patternsFor(staff.dsl);
  expect(found && patternLines(found)).toEqual([
    'Third concern this term',
    'Named twice together with Oskar Askcombe',
    expect.stringMatching(/^The same address twice: .*game\.example\/room/i),
  ]);
});

test('what is hidden from the reader is in none of it', async () => {
  const found = await patternsFor(staff.deputy);
  expect(found).toMatchObject({ inTerm: 2, addresses: [] });
  expect(found && patternLines(found)).toEqual([]);
  expect(found?.linked.find(({ id }) => id === oskar)).toMatchObject({ together: 1 });
});

test('children who share a parent or carer, those of another trust left out', async () => {
  const found = await patternsFor(staff.dsl);
  expect(found?.linked.filter(({ sameCarer }) => sameCarer).map(({ id }) => id)).toEqual([sister]);
});

test('of a part of a file nothing is said', async () => {
  expect(await patternsFor(staff.dsl, { kind: 'note' })).toBeNull();
});

test('on the page, above what happened', async () => {
  const browser = await testBrowser(world);
  const page = load((await (await browser.signedIn(staff.dsl)).get(`/children/${wren}`)).body);
  expect(page('main').text()).toContain('Third concern this term');
  expect(page(`a[href="/children/${sister}"]`).parent().text()).toContain('shares a parent or carer');
});
