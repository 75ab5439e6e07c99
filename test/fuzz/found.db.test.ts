import { beforeAll, expect, test } from 'vitest';
import { aStaffedSchool } from '../factories/people.ts';
import { type Browser, testBrowser } from '../support/browser.ts';
import { testWorld } from '../support/world.ts';

/** What a reviewer broke by hand, each as it was sent. */

const world = await testWorld();
const here = await aStaffedSchool(world);

let browser: Browser;
beforeAll(async () => {
  browser = await testBrowser(world);
});

test.each(['0000-01-01T00:00:00Z', '9999-12-31T00:00:00Z', '2026-13-01T00:00:00Z'])(
  'a list that goes on after %s begins at its beginning',
  async (at) => {
    const lead = await browser.signedIn(here.dsl);
    const answer = await lead.get(`/concerns?after=${at}_${here.dsl}`);
    expect(answer.statusCode).toBe(200);
  },
);

test.each([
  ['without a boundary', 'multipart/form-data', 'x'],
  [
    'cut off',
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK',
  ],
  ['empty', 'multipart/form-data; boundary=b', ''],
])('an upload %s is answered with what to do', async (_what, type, payload) => {
  const { cookie } = await browser.signedIn(here.office);
  const answer = await browser.app.inject({
    method: 'POST',
    url: '/people/import',
    payload,
    headers: { host: 'localhost:8080', 'sec-fetch-site': 'same-origin', 'content-type': type, cookie },
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toMatch(/did not arrive whole|Choose a file/);
});

test('a report that lists thousands keeps no more than it may hold, and says that it is too many', async () => {
  const teacher = await browser.signedIn(here.teacher);
  const begun = await teacher.post('/concerns/report', {
    school: here.school.id,
    danger: 'no',
    about: 'child',
  });
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  const many = Array.from({ length: 2_000 }, () => world.services.ids.uuid());
  const answer = await teacher.post(`/concerns/report/${draft}/who`, {
    do: 'continue',
    person: many,
    person_part: many.map(() => 'affected'),
    unknown: many,
  });
  expect(answer.statusCode).toBe(422);
  await teacher.post(`/concerns/report/${draft}/words`, { evidence_what: many });
  const { rows } = await world.owner.query<{ fields: Record<string, string[]> }>(
    'select fields from concern.draft where id = $1',
    [draft],
  );
  const lengths = Object.values(rows[0]?.fields ?? {}).map((values) => values.length);
  expect(Math.max(...lengths)).toBe(100);
  expect(rows[0]?.fields.person?.length).toBe(31);
});

test('nobody begins more than twenty reports without sending one', async () => {
  const teacher = await browser.signedIn(here.otherTeacher);
  const begin = () =>
    teacher.post('/concerns/report', { school: here.school.id, danger: 'no', about: 'child' });
  for (let n = 0; n < 20; n += 1) expect((await begin()).statusCode).toBe(303);
  const refused = await begin();
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('Send or delete one of them first');
});

test('typing that a session lost is parked without fields whose names nobody could store', async () => {
  const visitor = await browser.signedIn(here.dsl);
  world.clock.advance({ minutes: 31 });
  const answer = await visitor.post(`/concerns/${here.dsl}/note`, { body: 'Kept', 'a\u0000b': 'x' });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?kept=1']);
  const { rows } = await world.owner.query('select fields from signin.parked_form where person_id = $1', [
    here.dsl,
  ]);
  expect(rows).toEqual([{ fields: { body: ['Kept'] } }]);
  world.clock.advance({ minutes: -31 });
});
