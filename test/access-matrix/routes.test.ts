import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { newId } from '../factories/rows/lay.ts';
import { testBrowser, type Visitor } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';
import { type ActorName, actorNames, actors, actorsOf } from './actors.ts';
import { layScene } from './lay-scene.ts';
import { routesOf } from './route-list.ts';
import type { RouteRow } from './route-row.ts';
import { routeRows } from './routes.ts';

const world = await testWorld({ demo: true });
const scene = await layScene(world);
const browser = await testBrowser(world);
const people = actorNames.filter((name) => actors[name].kind === 'person');

const urlOf = ({ at }: RouteRow) =>
  at.replace(/\{(.+?)\/([^/}]+)\}/g, (_, table: string, name: string) => scene.id(table, name));

const sessions = new Map<ActorName, Visitor>();
/** These end sessions: they get one of their own. */
const ENDING = /sign-out|end-others|\/(close|end|confirm)$/;

async function arrive(name: ActorName | 'visitor', { at }: RouteRow): Promise<Visitor> {
  const actor = name === 'visitor' ? undefined : actors[name];
  if (name === 'visitor' || actor?.kind !== 'person') return browser.nobody;
  const known = ENDING.test(at) ? undefined : sessions.get(name);
  if (known !== undefined) return known;
  const { who, secondFactor } = actor;
  const visitor = await browser.signedIn(scene.id('people.person', who), { secondFactor });
  if (!ENDING.test(at)) sessions.set(name, visitor);
  return visitor;
}

async function ask(row: RouteRow, name: ActorName | 'visitor'): Promise<LightMyRequestResponse> {
  const visitor = await arrive(name, row);
  if (row.route.startsWith('GET')) return visitor.get(urlOf(row));
  return row.route.startsWith('PUT') ? visitor.put(urlOf(row)) : visitor.post(urlOf(row), row.fields);
}

/** Which statuses the table allows this actor. */
function allowed(row: RouteRow, name: ActorName): readonly number[] {
  if (name === 'pupil') return [row.pupil];
  for (const [statuses, who] of Object.entries(row.answers)) {
    if (actorsOf(who).has(name)) return statuses.split(' ').map(Number);
  }
  return [row.rest];
}

const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';media-src 'self';font-src 'self';connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** What was shown to somebody signed in is kept by no browser, page or not (PDF, ZIP, JSON). */
function keptAnswer(row: RouteRow, answer: LightMyRequestResponse): string[] {
  if (row.visitor !== 'sign in' || answer.statusCode !== 200) return [];
  return ['cache-control', 'x-content-type-options'].filter(
    (name) => answer.headers[name] !== (name === 'cache-control' ? 'no-store' : 'nosniff'),
  );
}

/** A page that anybody could keep, frame or inject into is wrong whoever asked for it. */
function wrongHeaders(answer: LightMyRequestResponse): string[] {
  if (!String(answer.headers['content-type']).startsWith('text/html')) return [];
  return Object.entries(PAGE_HEADERS)
    .filter(([name, value]) => answer.headers[name] !== value)
    .map(([name]) => `${name}: ${answer.headers[name]}`);
}

async function tryPerson(row: RouteRow, name: ActorName): Promise<string[]> {
  const answer = await ask(row, name);
  const may = allowed(row, name);
  const signIn = String(answer.headers.location).startsWith('/sign-in') && row.visitor === 'sign in';
  const wrong = may.includes(answer.statusCode) && (row.at === '/sign-out' || !signIn);
  return [
    ...(wrong ? [] : [`${name}: ${answer.statusCode}, not ${may.join(' or ')}`]),
    ...[...wrongHeaders(answer), ...keptAnswer(row, answer)].map((header) => `${name}: ${header}`),
  ];
}

async function tryVisitor(row: RouteRow): Promise<string[]> {
  const answer = await ask(row, 'visitor');
  const sent = String(answer.headers.location ?? '');
  const right =
    row.visitor === 'sign in'
      ? answer.statusCode === 303 && /^\/sign-in(\?|$)/.test(sent)
      : answer.statusCode === row.visitor;
  return [
    ...(right ? [] : [`signed out: ${answer.statusCode} ${sent}`]),
    ...wrongHeaders(answer).map((header) => `signed out: ${header}`),
  ];
}

test('every route is in the matrix, and the matrix has none that is gone', () => {
  const listed = new Set(routeRows.map(({ route }) => route));
  const found = routesOf(browser.app);
  expect({
    missing: found.filter((route) => !listed.has(route)),
    gone: [...listed].filter((route) => !found.includes(route)),
  }).toEqual({ missing: [], gone: [] });
});

describe('who is answered what', () => {
  test.each(routeRows.map((row) => [`${row.route.split(' ')[0]} ${row.at}`, row] as const))(
    '%s',
    async (_, row) => {
      const wrong = await tryVisitor(row);
      for (const name of people) wrong.push(...(await tryPerson(row, name)));
      if (ENDING.test(row.at)) sessions.clear();
      // A closed account acts no more: whoever lost theirs by this row is asked of the next ones too.
      if (row.at.endsWith('/close')) await world.owner.query('update signin.account set disabled_at = null');
      expect(wrong).toEqual([]);
    },
  );
});

const unsafe = routesOf(browser.app).filter((route) => !route.startsWith('GET'));

describe('nothing is done for another site', () => {
  const forged: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'from another site': { host: 'localhost:8080', 'sec-fetch-site': 'cross-site' },
    'from a sister site': { host: 'localhost:8080', 'sec-fetch-site': 'same-site' },
    'with a foreign origin': { host: 'localhost:8080', origin: 'https://elsewhere.test' },
    'with no origin at all': { host: 'localhost:8080' },
    'under a foreign host name': { host: 'elsewhere.test', 'sec-fetch-site': 'same-origin' },
  };
  test.each(unsafe)('%s', async (route) => {
    const { cookie } = await browser.signedIn(scene.id('people.person', 'dsl'));
    const [method = '', path = ''] = route.split(' ');
    const url = path.replaceAll(/:[a-z]+/g, newId());
    for (const [how, headers] of Object.entries(forged)) {
      const answer = await browser.app.inject({
        method: method as 'POST',
        url,
        headers: { ...headers, cookie },
      });
      expect(answer.statusCode, how).toBe(403);
    }
  });
});

test('no page is shown under a foreign host name', async () => {
  const { cookie } = await browser.signedIn(scene.id('people.person', 'dsl'));
  for (const url of ['/', '/concerns', '/sign-in', '/help']) {
    const answer = await browser.app.inject({ url, headers: { host: 'elsewhere.test', cookie } });
    expect(answer.statusCode, url).toBe(403);
  }
});
