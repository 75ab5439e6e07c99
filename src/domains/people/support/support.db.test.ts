import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const counselling = { counselling_name: 'The Quiet Room', counselling_contact: '01632 960 555' };

test('everybody finds a line manager, counselling and a helpline, whatever the school has set', async () => {
  const { teacher } = await aStaffedSchool(world);
  const { body } = await (await browser.signedIn(teacher)).get('/wellbeing');
  expect(load(body)('main h2').text()).toMatch(/Somebody at work.*Confidential counselling.*A helpline/);
  expect(body).toContain('08000 562 561');
});

test('a lead sets the school’s own; staff see it, with the default for the rest, and it is audited', async () => {
  const { school, dsl, teacher } = await aStaffedSchool(world);
  const saved = await (await browser.signedIn(dsl)).post(`/wellbeing/${school.id}`, counselling);
  expect(saved.statusCode).toBe(303);
  const { body } = await (await browser.signedIn(teacher)).get('/wellbeing');
  expect(body).toContain('The Quiet Room');
  expect(body).toContain('08000 562 561');
  const { rows } = await world.owner.query<{ body: string }>(
    "select body from audit.event where type = 'support-contacts.set/1' and chain_id = $1",
    [school.id],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.body).not.toContain('Quiet');
});

test('half an answer is refused with everything that was typed', async () => {
  const { school, dsl } = await aStaffedSchool(world);
  const answer = await (await browser.signedIn(dsl)).post(`/wellbeing/${school.id}`, {
    ...counselling,
    helpline_name: 'Line',
  });
  expect(answer.statusCode).toBe(422);
  const page = load(answer.body);
  expect(page('input[name=counselling_name]').val()).toBe('The Quiet Room');
  expect(page('.govuk-error-summary a').attr('href')).toBe('#helpline_contact');
});

test('a teacher, another school’s lead and IT may not set it', async () => {
  const { school, teacher, it } = await aStaffedSchool(world);
  const elsewhere = await aStaffedSchool(world);
  for (const person of [teacher, it, elsewhere.dsl]) {
    const visitor = await browser.signedIn(person);
    expect((await visitor.get(`/wellbeing/${school.id}`)).statusCode).toBe(404);
    expect((await visitor.post(`/wellbeing/${school.id}`, counselling)).statusCode).toBe(404);
  }
});

test('nor does the database let a teacher write it, or another school read it', async () => {
  const { school, dsl, teacher } = await aStaffedSchool(world);
  await (await browser.signedIn(dsl)).post(`/wellbeing/${school.id}`, counselling);
  const row = { school_id: school.id, kind: 'helpline', name: 'x', contact: 'y' };
  await expect(
    world.as(teacher, (tx) => tx.db.insertInto('people.support_contact').values(row).execute()),
  ).rejects.toThrow(/row-level security/);
  const elsewhere = await aStaffedSchool(world);
  const seen = await world.as(elsewhere.dsl, (tx) =>
    tx.db.selectFrom('people.support_contact').select('kind').where('school_id', '=', school.id).execute(),
  );
  expect(seen).toEqual([]);
});

test.each(['/help', '/privacy', '/accessibility'])(
  '%s opens signed out and asks the database nothing',
  async (path) => {
    const before = { ...world.database.counts };
    const answer = await browser.nobody.get(path);
    expect(answer.statusCode).toBe(200);
    expect(world.database.counts).toEqual(before);
    expect(answer.headers['set-cookie']).toBeUndefined();
  },
);

test('a child finds 999, Childline, CEOP, Report Remove and a way off the page', async () => {
  const page = load((await browser.nobody.get('/help')).body);
  const links = page('a')
    .toArray()
    .map((link) => page(link).attr('href'));
  for (const wanted of [
    'tel:999',
    'tel:08001111',
    'tel:08088005000',
    'https://www.ceop.police.uk/Safety-Centre/',
    'https://www.childline.org.uk/remove/',
    'https://www.bbc.co.uk/weather',
  ]) {
    expect(links).toContain(wanted);
  }
});
