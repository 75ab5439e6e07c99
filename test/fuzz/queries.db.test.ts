import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { routesOf } from '../access-matrix/route-list.ts';
import { aConcern } from '../factories/concerns.ts';
import { aPupil, aStaffedSchool } from '../factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';
import { filled, oddParam, oddText } from './odd.ts';

/** Every page asked for with addresses and queries that nobody would type: never an error of ours. */

const PAGES = 2_000;

const world = await testWorld();
const here = await aStaffedSchool(world);
const pupil = await aPupil(world, { school: here.school });
const mine = await aConcern(world, { school: here.school, parties: [{ personId: pupil }] });
const ids = [mine.id, here.school.id, pupil, here.dsl, '0199a0a0-0000-7000-8000-000000000009'];

let browser: Browser;
let visitors: Visitor[];
let gets: string[];
beforeAll(async () => {
  browser = await testBrowser(world);
  const people = [here.teacher, here.dsl, here.head, here.office, here.trustLead];
  visitors = [browser.nobody, ...(await Promise.all(people.map((person) => browser.signedIn(person))))];
  gets = routesOf(browser.app)
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice(4));
});

/** Names that some page reads from its query, beside some that none does. */
const NAMES = [
  'after at assigned before category class from kind late mine month next page person place q role school',
  'search severity since status stream to unacknowledged version what who words year out kept draft __proto__',
].flatMap((line) => line.split(' '));

const asked = () =>
  fc.record({
    who: fc.nat({ max: 5 }),
    route: fc.constantFrom(...gets),
    params: fc.array(oddParam(ids), { minLength: 4, maxLength: 4 }),
    query: fc.array(fc.tuple(fc.constantFrom(...NAMES), oddText(ids)), { maxLength: 6 }),
  });

test(`${PAGES.toLocaleString('en-GB')} odd addresses: no error of ours`, async () => {
  const wrong: string[] = [];
  let shown = 0;
  for (const { who, route, params, query } of fc.sample(asked(), { numRuns: PAGES, seed: 20_261_120 })) {
    // No server takes an address of more than 16 KiB; what is longer would not come as far as a page.
    const pairs = query.map(([name, value]): [string, string] => [
      name,
      value.toWellFormed().slice(0, 2_000),
    ]);
    const url = `${filled(route, params)}?${new URLSearchParams(pairs)}`;
    const { statusCode } = await browser.app.inject({
      url,
      headers: { host: 'localhost:8080', cookie: visitors[who]?.cookie ?? '' },
    });
    if (statusCode >= 500 && route !== '/readyz') wrong.push(`${statusCode} ${who} ${url.slice(0, 300)}`);
    if (statusCode === 200) shown += 1;
  }
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(shown).toBeGreaterThan(PAGES / 10);
}, 300_000);
