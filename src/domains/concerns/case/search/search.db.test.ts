import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import * as service from '../act/service.ts';

const world = await testWorld();

let staff: Staffed;
let browser: Browser;
let named: AConcern;
let worded: AConcern;
let worked: AConcern;
let adult: AConcern;

async function work(): Promise<void> {
  const concernId = worked.id;
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId, version: 1 }));
  await world.as(staff.dsl, (tx, me) =>
    service.addNote(tx, me, { concernId, version: 2 }, { body: 'Rang about the trombone.' }),
  );
  await world.owner.query(
    `insert into concern.action (id, concern_id, caseload_id, what, owner_id, due_on, made_at, made_by, child_involved)
     values (uuidv7(), $1, $2, 'Ask for the xylophone', $3, '2026-12-01', now(), $3, 'not_yet')`,
    [concernId, worked.caseloadId, staff.dsl],
  );
  await world.owner.query(
    `insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body)
     values (uuidv7(), $1, $2, $3, now(), 'There was a bassoon as well.')`,
    [concernId, worked.caseloadId, worked.reporterId],
  );
  await world.owner.query(
    `update concern.case_file set outcome = 'The clarinet went home.' where concern_id = $1`,
    [concernId],
  );
}

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  const pupil = await aPupil(world, {
    school: staff.school,
    givenName: 'Mohammed',
    familyName: 'Oakwright',
  });
  named = await aConcern(world, { school: staff.school, parties: [{ personId: pupil }] });
  worded = await aConcern(world, {
    school: staff.school,
    headline: 'A harpsichord',
    childWords:
      'It was on https://www.example.test/@sea_snail.77/video/5?x=1 and <script>alert(1)</script> a harpsichord, Oakwright said.',
    parties: [{ describedAs: 'A boy called Zebedee' }],
  });
  worked = await aConcern(world, { school: staff.school, childWords: 'We saw a harpsichord twice.' });
  adult = await aConcern(world, {
    school: staff.school,
    stream: 'adult',
    childWords: 'A bagpipe in the staff room.',
  });
  await work();
});

async function search(words: string, who: string = staff.dsl) {
  const visitor = await browser.signedIn(who);
  const posted = await visitor.post('/concerns/search', { words });
  const page = load((await visitor.get(String(posted.headers.location))).body);
  return {
    address: String(posted.headers.location),
    found: page('tbody tr')
      .map((_, tr) => page(tr).find('a').first().text())
      .get(),
    excerpts: page('.gh-excerpt')
      .map((_, p) => page(p).text())
      .get(),
    marked: page('.gh-excerpt mark')
      .map((_, mark) => page(mark).text())
      .get(),
    scripts: page('tbody script').length,
  };
}

test.each([
  ['a note', 'trombones', 'The timeline: Rang about the trombone.'],
  ['an action', 'xylophone', 'An action: Ask for the xylophone'],
  ['what was added', 'bassoon', 'Added by the reporter: There was a bassoon as well.'],
  ['the outcome', 'clarinet', 'The outcome: The clarinet went home.'],
])('finds in %s and shows the words that stand there', async (_, words, excerpt) => {
  const { found, excerpts } = await search(words);
  expect(found).toEqual([worked.reference]);
  expect(excerpts[0]).toBe(excerpt);
});

test.each(['sea_snail.77', 'seasnail77', '@sea_snail', 'https://example.test/@sea_snail.77', 'snail 77'])(
  'punctuation hides no account: %s',
  async (words) => {
    const { found, address, marked } = await search(words);
    expect(found).toEqual([worded.reference]);
    expect(marked.join(' ')).toMatch(/snail/);
    expect(address).not.toContain('snail');
  },
);

test.each([
  ['mohamed', 'A name that is alike'],
  ['Mohamed Oakright', 'A name that is alike'],
  ['Mohammed Oakwright', 'A name'],
])('a name nearly right finds the child: %s', async (words, place) => {
  const { found, excerpts } = await search(words);
  expect(found).toEqual([named.reference]);
  expect(excerpts).toEqual([place]);
});

test('names come before words of a report, and a headline before them', async () => {
  expect((await search('oakwright')).found).toEqual([named.reference, worded.reference]);
  expect((await search('harpsichord')).found).toEqual([worded.reference, worked.reference]);
  expect((await search('zebedee')).found).toEqual([worded.reference]);
});

test('an excerpt is text, whatever stands in it', async () => {
  const { excerpts, scripts } = await search('alert');
  expect(excerpts.join()).toContain('<script>');
  expect(scripts).toBe(0);
});

test('a concern about an adult is found by its readers alone', async () => {
  expect((await search('bagpipe', staff.head)).found).toEqual([adult.reference]);
  expect((await search('bagpipe')).found).toEqual([]);
  expect((await search(adult.reference)).found).toEqual([]);
});

test('whoever is shut out of it finds no word, no name and no number of it', async () => {
  const concern = await aConcern(world, { school: staff.school, childWords: 'An oboe.' });
  await anExclusion(world, concern, staff.deputy);
  expect((await search('oboe')).found).toEqual([concern.reference]);
  expect((await search('oboe', staff.deputy)).found).toEqual([]);
  expect((await search(concern.reference, staff.deputy)).found).toEqual([]);
});

test('whose words were shown to whom is kept, by ids alone', async () => {
  await search('trombone');
  const { rows } = await world.owner.query<{ body: string }>(
    `select body from audit.event where type = 'concern.search_shown/1' and actor = $1 order by seq desc limit 1`,
    [`person:${staff.dsl}`],
  );
  expect(rows[0]?.body).toContain(worked.id);
  expect(rows[0]?.body).not.toContain('trombone');
});

test('the best page after page: each is met once', async () => {
  const other = await aStaffedSchool(world);
  for (let n = 0; n < 30; n += 1)
    await aConcern(world, { school: other.school, childWords: 'A ukulele.', urgent: n % 7 === 0 });
  const lead = await browser.signedIn(other.dsl);
  const posted = await lead.post('/concerns/search', { words: 'ukulele' });
  const met: string[] = [];
  let next: string | undefined = String(posted.headers.location);
  while (next !== undefined) {
    const page = load((await lead.get(next)).body);
    met.push(
      ...page('tbody tr')
        .map((_, tr) => page(tr).find('a').first().text())
        .get(),
    );
    next = page('.govuk-pagination__next a').attr('href');
  }
  expect(met).toHaveLength(30);
  expect(new Set(met).size).toBe(30);
});
