import { expect, test } from 'vitest';
import { chaseMyConcern } from '../../src/domains/concerns/case/chase/service.ts';
import { escalateDue } from '../../src/domains/concerns/routing/escalation/service.ts';
import { remindDue } from '../../src/domains/concerns/routing/reminders/service.ts';
import { newId } from '../factories/rows/lay.ts';
import { testBrowser, type Visitor } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';
import { layScene, NOW } from './lay-scene.ts';
import { differences, lookAround, type Seen, whatItSays } from './look-around.ts';
import { routesOf } from './route-list.ts';
import { layCase, type Story } from './scene-concerns.ts';

/**
 * Whoever a case is about learns nothing of it: each looks at everything they can reach before there is one and again
 * after, and sees the same to the letter; every address of the case answers as one that was never there.
 */

const world = await testWorld();
const scene = await layScene(world);
const browser = await testBrowser(world);
const person = (name: string) => scene.id('people.person', name);

const subjects = {
  ashPupil: 'child',
  teacher: 'adult',
  dsl: 'adult',
  it: 'adult',
  lead: 'adult',
  head: 'head',
} as const satisfies Record<string, Story['stream']>;
type Subject = keyof typeof subjects;

const WORDS = 'Zephyrwort was whispered';
const report = {
  what: {
    kinds: 'bullying',
    place: 'school',
    'happened-day': '19',
    'happened-month': '11',
    'happened-year': '2026',
  },
  image: { indecent_image: 'no' },
  words: { child_words: WORDS, seen: WORDS },
};

/** Sent by a colleague, page by page: with its events, messages and mails. */
async function send(who: Subject): Promise<string> {
  const colleague = await browser.signedIn(person('ta'));
  const about = subjects[who];
  const begun = await colleague.post('/concerns/report', {
    school: scene.id('people.school', 'ash'),
    danger: 'yes',
    about,
  });
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  const named = { person_add: person(who), person_add_part: about === 'child' ? 'involved' : 'alleged' };
  for (const [page, fields] of Object.entries({ who: named, ...report }))
    await colleague.post(`/concerns/report/${draft}/${page}`, { do: 'continue', ...fields });
  const sent = await colleague.post(`/concerns/report/${draft}/send`);
  expect(sent.statusCode, sent.body).toBe(303);
  return String(sent.headers.location).split(/[/?]/)[3] ?? '';
}

/** A second one, with a row of every kind that a case can have: judged, referred, sanctioned, supported. */
async function layAbout(who: Subject): Promise<string> {
  const stream = subjects[who];
  const name = `about-${who}`;
  const out = stream === 'child' ? {} : { out: who, state: 'provisional' as const };
  const story: Story = { school: 'ash', stream, reporter: 'reporter', ...out };
  const concern = await scene.lay('concern.concern', name, {
    school_id: scene.id('people.school', 'ash'),
    reporter_id: person('reporter'),
    stream,
  });
  await layCase(scene, name, concern, story);
  // The scene tells the designated lead of every case: not of their own.
  await world.owner.query('delete from concern.notice where concern_id = $1', [concern.id]);
  return String(concern.id);
}

const search = async (visitor: Visitor, words: string): Promise<string> => {
  const answer = await visitor.post('/concerns/search', { words });
  const path = answer.headers.location;
  const found = typeof path === 'string' ? await visitor.get(path) : answer;
  return whatItSays(found).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
};

async function everything(visitor: Visitor, addresses: Iterable<string> = []): Promise<Seen> {
  const seen = new Map(await lookAround(visitor, ['/metrics', ...addresses]));
  return seen.set('a search for its words', await search(visitor, WORDS));
}

const { rows: tables } = await world.owner.query<{ name: string }>(
  `select table_schema || '.' || table_name as name from information_schema.columns
   where column_name in ('id', 'concern_id') and table_schema not in ('information_schema', 'audit')
   group by 1 having count(*) = 2`,
);

interface Hanging {
  readonly table: string;
  readonly id: string;
}

/** Every row that hangs on these concerns, as the owner finds them. */
async function rowsOf(concerns: readonly string[]): Promise<Hanging[]> {
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const text = `select id from ${name} where concern_id = any ($1)`;
      const { rows } = await world.owner.query<{ id: string }>(text, [concerns]);
      return rows.map(({ id }) => ({ table: name, id }));
    }),
  );
  return found.flat();
}

const routes = routesOf(browser.app).filter((route) => /\/:/.test(route) && !/sessions/.test(route));
const openCase = scene.id('concern.concern', 'child');
const PARAMETER = /:[a-z]+/i;

/** The rows that `/referrals/:row` may be after; all of them where the address does not say. */
function rowsFor(pattern: string, rows: readonly Hanging[]): readonly Hanging[] {
  const before = pattern.split('/').findLast((_, at, all) => all[at + 1]?.startsWith(':')) ?? '';
  const named = rows.filter(({ table }) => table.includes(before.replace(/s$/, '')));
  return named.length > 0 ? named : rows;
}

/** The addresses that a route has for this concern and what hangs on it, its own and below a case that they may read. */
function addressesOf(pattern: string, concern: string, rows: readonly Hanging[]): string[] {
  if (/^\/concerns\/:id($|\/[^:]*$)/.test(pattern)) return [pattern.replace(PARAMETER, concern)];
  const ids = rowsFor(pattern, rows).map(({ id }) => id);
  const parents = pattern.match(/:/g)?.length === 1 ? ids : [concern, openCase];
  const above = [...new Set(parents)].map((id) => pattern.replace(PARAMETER, id));
  return above.flatMap((path) =>
    PARAMETER.test(path) ? ids.map((id) => path.replace(PARAMETER, id)) : path,
  );
}

const ask = async (visitor: Visitor, method: string, path: string): Promise<string> =>
  whatItSays(method === 'GET' ? await visitor.get(path) : await visitor.post(path));

/** Where an id of the case is answered otherwise than one that nobody ever gave. */
async function toldApart(visitor: Visitor, concern: string, rows: readonly Hanging[]): Promise<string[]> {
  const told: string[] = [];
  for (const route of routes) {
    const [method = '', pattern = ''] = route.split(' ');
    const none = newId();
    const expected = new Set<string>();
    for (const path of addressesOf(pattern, none, [{ table: '', id: none }]))
      expected.add((await ask(visitor, method, path)).replaceAll(none, 'id'));
    for (const path of addressesOf(pattern, concern, rows)) {
      const said = await ask(visitor, method, path);
      const plain = [{ id: concern }, ...rows].reduce((text, { id }) => text.replaceAll(id, 'id'), said);
      if (!expected.has(plain)) told.push(`${method} ${path}: ${said.slice(0, 40)}`);
    }
  }
  return told;
}

/** What the jobs of the next days tell them of it, and what they were mailed. */
async function toldBy(concerns: readonly string[], personId: string): Promise<number> {
  world.clock.advance({ hours: 24 * 6 });
  await escalateDue(world.database);
  await remindDue(world.database);
  await chaseMyConcern(world.database);
  world.clock.set(NOW);
  const { rows } = await world.owner.query<{ n: number }>(
    `select (select count(*) from concern.notice where concern_id = any ($1) and person_id = $2)
       + (select count(*) from mail.outbox, unnest($1::uuid[]) concern where to_person_id = $2 and strpos(link, concern::text) > 0) as n`,
    [concerns, personId],
  );
  return Number(rows[0]?.n);
}

test.each(Object.keys(subjects) as Subject[])(
  'a case about %s',
  async (who) => {
    const visitor = await browser.signedIn(person(who));
    // What is opened for the first time says so from then on.
    await everything(visitor);
    const before = await everything(visitor);
    const laid = await layAbout(who);
    const concerns = [await send(who), laid];
    expect(differences(before, await everything(visitor, before.keys()))).toEqual([]);
    const rows = await rowsOf(concerns);
    expect(rows.length).toBeGreaterThan(20);
    expect(await toldApart(visitor, laid, rows)).toEqual([]);
    expect(await toldBy(concerns, person(who))).toBe(0);
  },
  600_000,
);
