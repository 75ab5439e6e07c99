import { beforeAll, expect, test } from 'vitest';
import { acknowledge } from '../../src/domains/concerns/case/act/service.ts';
import { aConcern } from '../factories/concerns.ts';
import { aStaffedSchool } from '../factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';
import { routesOf } from './route-list.ts';

/**
 * Design rule 3, over every route there is: what answers a handler with something of a case leaves an event that says
 * so, whether it is a page, a file, or a form shown again. A route that is added is tried without being named here.
 */

const world = await testWorld();
const staff = await aStaffedSchool(world);
const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));

let browser: Browser;
let lead: Visitor;
let routes: string[];
beforeAll(async () => {
  browser = await testBrowser(world);
  lead = await browser.signedIn(staff.dsl);
  routes = routesOf(browser.app).filter((route) => /^(GET|POST) \/concerns\/:id(\/|$)/.test(route));
});

const eventsOf = async () =>
  Number(
    (
      await world.owner.query<{ n: string }>(
        `select count(*) as n from audit.event where subject = $1 and actor = $2`,
        [concern.id, `person:${staff.dsl}`],
      )
    ).rows[0]?.n,
  );

const SHOWS = new Set([200, 409, 422]);

test('every page, file and refused form of a case is an event', async () => {
  const silent: string[] = [];
  let shown = 0;
  for (const route of routes) {
    const [method, pattern = ''] = route.split(' ');
    const path = pattern.replace(':id', concern.id);
    const before = await eventsOf();
    // Nothing that a form asks for, so that nothing is written but the reading.
    const answer = method === 'GET' ? await lead.get(path) : await lead.post(path, { version: '1' });
    // A plain page of refusal tells nothing of the case: every page of one says its number.
    const isPage = String(answer.headers['content-type']).startsWith('text/html');
    if (!SHOWS.has(answer.statusCode) || (isPage && !answer.body.includes(concern.reference))) continue;
    shown += 1;
    if ((await eventsOf()) === before) silent.push(`${route}: ${answer.statusCode}`);
  }
  expect(silent).toEqual([]);
  expect(shown).toBeGreaterThan(40);
});
