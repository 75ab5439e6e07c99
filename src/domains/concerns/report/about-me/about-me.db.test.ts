import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const what = { kinds: 'other', place: 'home', 'happened-day': '19', 'happened-month': '11' };

async function tell(staff: Staffed, person: string) {
  const own = await browser.signedIn(person);
  const begun = await own.post('/concerns/report/about-me', { school: staff.school.id });
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  const pages = {
    who: {},
    what: { ...what, 'happened-year': '2026' },
    image: { indecent_image: 'no' },
    words: { seen: 'I answered a pupil from my own account.' },
  };
  const drafted = load((await own.get(`/concerns/report/${draft}/who`)).body);
  const people = drafted('input[name=person]')
    .map((_, input) => drafted(input).attr('value'))
    .get();
  for (const [page, fields] of Object.entries(pages)) {
    const named = page === 'who' ? { person, person_part: 'alleged' } : {};
    await own.post(`/concerns/report/${draft}/${page}`, { do: 'continue', ...named, ...fields });
  }
  const sent = await own.post(`/concerns/report/${draft}/send`);
  const id = String(sent.headers.location).split(/[/?]/)[3] ?? '';
  return { id, people, own };
}

test.each([
  ['a teacher is read by the Head', 'teacher', 'head', ['dsl', 'chair']],
  ['the Head is read by the chair and the trust', 'head', 'chair', ['dsl', 'head']],
] as const)('%s, and by nobody below', async (_what, who, reader, others) => {
  const staff = await aStaffedSchool(world);
  const { id, people, own } = await tell(staff, staff[who]);
  expect(people).toEqual([staff[who]]);
  const seen = async (person: string) =>
    (await (await browser.signedIn(person)).get(`/concerns/${id}`)).statusCode;
  expect(await seen(staff[reader])).toBe(200);
  for (const other of [...others, who]) expect(await seen(staff[other])).toBe(404);
  // Whoever told it finds what they wrote, and nothing of what is made of it.
  expect((await own.get(`/concerns/mine/${id}`)).statusCode).toBe(200);
});

test('without a school, or at one that is not theirs: asked again', async () => {
  const [staff, other] = [await aStaffedSchool(world), await aStaffedSchool(world)];
  const own = await browser.signedIn(staff.teacher);
  for (const school of ['', other.school.id]) {
    const reply = await own.post('/concerns/report/about-me', { school });
    expect(reply.statusCode).toBe(422);
    expect(load(reply.body)('.govuk-error-summary').text()).toContain('Choose one of the schools');
  }
});
