import { load } from 'cheerio';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { routesOf } from '../access-matrix/route-list.ts';
import { aConcern } from '../factories/concerns.ts';
import { aPupil, aStaffedSchool } from '../factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';
import { filled, oddParam, oddText } from './odd.ts';

/**
 * Thousands of malformed forms against every route that takes one, by people with and without the right to it: never
 * an error of ours, never half a write, and what is refused says which field.
 */

const FORMS = 6_000;
const AT_ONCE = 12;
/** Sent one by one, each compared with what was there before it: in a batch one that writes hides the others. */
const ALONE = 1_200;

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const pupil = await aPupil(world, { school: here.school });
const mine = await aConcern(world, {
  school: here.school,
  reporter: here.teacher,
  parties: [{ personId: pupil }],
});
const theirs = await aConcern(world, { school: elsewhere.school });

let browser: Browser;
let visitors: Visitor[];
let posts: string[];
beforeAll(async () => {
  browser = await testBrowser(world);
  visitors = [
    await browser.signedIn(here.teacher),
    await browser.signedIn(here.dsl),
    await browser.signedIn(here.head),
    await browser.signedIn(here.office),
    browser.nobody,
  ];
  posts = routesOf(browser.app)
    .filter((route) => route.startsWith('POST '))
    .map((route) => route.slice(5))
    // These end the session that the other requests need; what takes a roster has a test of its own (roster.db.test.ts).
    .filter((path) => !/sign-out|end-others|sessions|import/.test(path));
});

/** What may change although a request is refused: tries at sign-in, the audit of a refusal, drafts kept half right. */
const FREE = new Set([
  'signin.attempt',
  'signin.session',
  'signin.parked_form',
  'audit.event',
  'audit.chain',
  'concern.draft',
]);

async function digest(): Promise<string> {
  const tables = await world.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'people', 'signin', 'concern', 'access', 'evidence', 'policy', 'mail', 'retention') order by 1`,
  );
  const parts = tables.rows
    .filter(({ name }) => !FREE.has(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) as rows from ${name} t`,
    );
  const { rows } = await world.owner.query(parts.join(' union all '));
  return JSON.stringify(rows);
}

const ids = [
  mine.id,
  theirs.id,
  here.school.id,
  elsewhere.school.id,
  pupil,
  here.dsl,
  '0199a0a0-0000-7000-8000-000000000009',
];
const odd = oddText(ids);
const NAMES = [
  'version',
  'school',
  'danger',
  'about',
  'person',
  'person_part',
  'unknown',
  'kinds',
  'happened_when',
  'happened-day',
  'happened-month',
  'happened-year',
  'happened_time',
  'place',
  'indecent_image',
  'seen',
  'evidence_what',
  'do',
  'search',
  'assignee',
  'categories',
  'fourCs',
  'severity',
  'intent',
  'finding',
  'reason',
  'outcome',
  'outcomeLine',
  'childInvolved',
  'parents',
  'body',
  'action',
  'owner',
  'due-day',
  'due-month',
  'due-year',
  'note',
  'policies',
  'reference',
  'concern',
  'watchFor',
  'review-day',
  'adult',
  'userName',
  'password',
  'code',
  'query',
  'words',
  'kind',
  'role',
  'position',
  'opens',
  'closes',
  'name',
  'phone',
  'minutes',
  'personId',
  'what',
  'from-day',
  'holdReason',
  'hold',
  'liftReason',
  'until-day',
  'keepReason',
  'destroyReason',
  'amount',
  'shorter',
  '__proto__',
  'toString',
  'a\u0000b',
  'n'.repeat(300),
  'person_part-person:0',
];
const body = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.array(fc.tuple(fc.constantFrom(...NAMES), odd), { maxLength: 14 }).map((pairs) => ({
      type: 'application/x-www-form-urlencoded',
      payload: new URLSearchParams(
        pairs.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
      ).toString(),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('%E0%A4%A', '&&&===', 'a=%00', 'a[b]=c&a[c]=d')
      .map((payload) => ({ type: 'application/x-www-form-urlencoded', payload })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('{"a":', '[]', '"text"', '{"version":{"a":1}}')
      .map((payload) => ({ type: 'application/json', payload })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('multipart/form-data', 'text/xml', 'application/octet-stream', 'nonsense')
      .map((type) => ({ type, payload: 'x' })),
  },
);
const param = oddParam(ids);

interface Try {
  readonly who: number;
  readonly path: string;
  readonly type: string;
  readonly payload: string;
}

const tries = () =>
  fc
    .record({
      who: fc.nat({ max: 4 }),
      route: fc.constantFrom(...posts),
      params: fc.array(param, { minLength: 4, maxLength: 4 }),
      body,
    })
    .map(({ who, route, params, body: sent }): Try => ({ who, path: filled(route, params), ...sent }));

const send = ({ who, path, type, payload }: Try) =>
  browser.app.inject({
    method: 'POST',
    url: path,
    payload,
    headers: {
      host: 'localhost:8080',
      'sec-fetch-site': 'same-origin',
      'content-type': type,
      cookie: visitors[who]?.cookie ?? '',
    },
  });

/** A refused form names what is wrong: a message in the summary, or the sentence of an error page. */
function explains(html: string): boolean {
  const page = load(html);
  return (
    (page('.govuk-error-summary__list li, .moj-alert').text() || page('main p').text()).trim().length >= 8
  );
}

test(`${FORMS.toLocaleString('en-GB')} malformed forms: no error of ours, no partial write, a message each time`, async () => {
  const wrong: string[] = [];
  let refused = 0;
  const all = fc.sample(tries(), { numRuns: FORMS, seed: 20_261_120 });
  let before = await digest();
  let compared = 0;
  for (let from = 0, size = 1; from < all.length; from += size) {
    size = from < ALONE ? 1 : AT_ONCE;
    const batch = all.slice(from, from + size);
    const answers = await Promise.all(batch.map(send));
    const after = await digest();
    const allRefused = answers.every((answer) => answer.statusCode >= 400);
    if (allRefused) compared += batch.length;
    if (allRefused && after !== before)
      wrong.push(`a write behind a refusal: ${batch.map(({ path }) => path).join(' ')}`);
    before = after;
    answers.forEach((answer, at) => {
      const { path, who, payload } = batch[at] as Try;
      if (answer.statusCode >= 500)
        wrong.push(`${answer.statusCode} ${who} ${path} ${payload.slice(0, 200)}`);
      if (answer.statusCode < 400) return;
      refused += 1;
      if (!explains(answer.body))
        wrong.push(`no message: ${answer.statusCode} ${who} ${path} ${payload.slice(0, 100)}`);
    });
  }
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(refused).toBeGreaterThan(FORMS / 3);
  expect(compared).toBeGreaterThan(ALONE / 3);
}, 900_000);
