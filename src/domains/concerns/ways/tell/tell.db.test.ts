import { expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { formToken, onlyConcern, pupilAnswers, RECEIPT, teller } from '#test/factories/told.ts';
import { testBrowser } from '#test/support/browser.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';

/** What somebody without an account tells, and where it goes. */

const world = await testWorld({ at: '2026-11-20T10:17:23Z' });
const browser = await testBrowser(world);

const tell = teller(browser);
const only = (staff: Staffed) => onlyConcern(world, staff);

const toldOf = async (id: string) =>
  (
    await world.owner.query<{ person_id: string }>(
      'select person_id from concern.notice where concern_id = $1 order by person_id',
      [id],
    )
  ).rows.map((row) => row.person_id);

test('page by page: the limit of confidentiality first, every answer carried along, a code at the end', async () => {
  const staff = await aStaffedSchool(world);
  const path = `/tell/${staff.school.urn}`;
  const first = await browser.nobody.get(path);
  expect(first.statusCode).toBe(200);
  expect(first.body).toContain('We cannot keep that secret');
  expect(first.body).toContain('0800 1111');
  const second = await browser.nobody.post(path, { step: 'stage', go: 'next', stage: 'ks1' });
  expect(second.body).toContain('name="stage" value="ks1"');
  expect(second.body).toContain('Are you safe right now?');
  const missing = await browser.nobody.post(path, { step: 'safe', go: 'next', stage: 'ks1' });
  expect(missing.statusCode).toBe(422);
  const back = await browser.nobody.post(path, { step: 'about', go: 'back', stage: 'ks1', safe: 'yes' });
  expect(back.body).toContain('Are you safe right now?');
  const sent = await tell(staff);
  expect(sent.statusCode).toBe(200);
  expect(sent.body).toMatch(RECEIPT);
  expect(await only(staff)).toMatchObject({ stream: 'child', urgent: false, reporter_id: null });
});

test('pressing Send twice tells once, and shows the same code', async () => {
  const staff = await aStaffedSchool(world);
  const same = { token: formToken() };
  const [one, two] = [await tell(staff, same), await tell(staff, same)];
  expect(one.body.match(RECEIPT)?.[0]).toBe(two.body.match(RECEIPT)?.[0]);
  await only(staff);
});

test('the lead and deputy are told, without a word of it in the mail', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff);
  const { id } = await only(staff);
  expect(await toldOf(id)).toEqual([staff.dsl, staff.deputy].sort());
  const { rows } = await world.owner.query('select template, link from mail.outbox where link like $1', [
    `%${id}`,
  ]);
  expect(rows).toEqual(Array(2).fill({ template: 'waits', link: `/concerns/${id}` }));
});

test('an urgent word shows help at once and makes it urgent, and stops nothing', async () => {
  const staff = await aStaffedSchool(world);
  const words = 'I want to hurt myself';
  const page = await browser.nobody.post(`/tell/${staff.school.urn}`, {
    step: 'words',
    go: 'next',
    ...pupilAnswers,
    words,
  });
  expect(page.body).toContain('You can get help right now');
  expect((await tell(staff, { words })).statusCode).toBe(200);
  const { id, urgent } = await only(staff);
  expect(urgent).toBe(true);
  expect(await toldOf(id)).toContain(staff.head);
});

test('about an adult only the Head reads it; about the Head the chair and the trust, and never the Head', async () => {
  const adult = await aStaffedSchool(world);
  await tell(adult, { adult: 'adult', adult_name: 'Mr Nobody-Here' });
  const one = await only(adult);
  expect(one.stream).toBe('adult');
  expect(await toldOf(one.id)).toEqual([adult.head]);

  for (const fields of [{ adult: 'head' }, { adult: 'adult', adult_name: 'the head teacher' }]) {
    const staff = await aStaffedSchool(world);
    await tell(staff, fields);
    const two = await only(staff);
    expect(two.stream).toBe('head');
    expect(await toldOf(two.id)).toEqual([staff.chair, staff.trustLead].sort());
    expect(await world.as(staff.head, (tx) => rowsSeen(tx, two.id))).toBe(0);
  }
});

test('a reader who is called as the adult in question is shut out and not told', async () => {
  const staff = await aStaffedSchool(world);
  await world.owner.query(`update people.person set family_name = 'Fenn-Ashby' where id = $1`, [staff.head]);
  await tell(staff, { adult: 'adult', adult_name: 'Mrs FENN ASHBY from the office' });
  const found = await only(staff);
  expect(found.stream).toBe('head');
  expect(await toldOf(found.id)).not.toContain(staff.head);
  expect(await world.as(staff.head, (tx) => rowsSeen(tx, found.id))).toBe(0);
});

test('the case page says who told, how, and that nobody checked it', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff);
  const { id } = await only(staff);
  const page = await (await browser.signedIn(staff.dsl)).get(`/concerns/${id}`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Amara Quillfeather, 5B');
  expect(page.body).toContain('Nobody has checked it');
  expect(page.body).toContain('They write it every night.');
});

test('a joke cannot flood a school: mails stop, nothing is lost, and at last the page says so', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff);
  const { id } = await only(staff);
  const copy = (from: number, to: number) =>
    world.owner.query(
      `insert into concern.concern (id, caseload_id, school_id, reference, way_in, reporter_designation, submitted_key, reported_at,
          entered_at, headline, place, immediate_danger, about_adult, kinds, indecent_image, lead_name)
        select gen_random_uuid(), caseload_id, school_id, reference || n, way_in, reporter_designation, gen_random_uuid(), reported_at,
          entered_at, headline, place, immediate_danger, about_adult, kinds, indecent_image, lead_name
          from concern.concern, generate_series($2::int, $3) n where id = $1`,
      [id, from, to],
    );
  const hang = () =>
    world.owner.query(
      `insert into concern.outside_report (id, concern_id, caseload_id, school_id, way_in, told_as, sounds_urgent, sent_on, locator, secret)
        select gen_random_uuid(), c.id, c.caseload_id, c.school_id, 'pupil', 'anonymous', false, '2026-11-20', c.reference, ''
          from concern.concern c where c.school_id = $1 and not exists (
            select from concern.outside_report o where o.concern_id = c.id)`,
      [staff.school.id],
    );
  await copy(1, 40);
  await hang();
  expect((await tell(staff)).statusCode).toBe(200);
  const { rows } = await world.owner.query(
    `select from concern.notice n join concern.concern c on c.id = n.concern_id where c.school_id = $1`,
    [staff.school.id],
  );
  expect(rows).toHaveLength(2);
  await copy(41, 400);
  await hang();
  const refused = await tell(staff, { words: 'Please keep this.' });
  expect(refused.statusCode).toBe(429);
  expect(refused.body).toContain('Please keep this.');
});

test('where nobody could read it, the page says whom to tell instead and keeps what was typed', async () => {
  const staff = await aStaffedSchool(world);
  await world.owner.query('delete from people.appointment where school_id = $1 or person_id = $2', [
    staff.school.id,
    staff.trustLead,
  ]);
  const refused = await tell(staff);
  expect(refused.statusCode).toBe(503);
  expect(refused.body).toContain('Tell an adult you trust');
  expect(refused.body).toContain('They write it every night.');
});

test('no such school is not found', async () => {
  expect((await browser.nobody.get('/tell/nowhere')).statusCode).toBe(404);
});

test('a parent tells on one page, named or not', async () => {
  const staff = await aStaffedSchool(world);
  const fields = {
    token: formToken(),
    danger: 'no',
    topics: ['bullying', 'scam'],
    words: 'My son was asked for money.',
    image: 'no',
    adult: 'no',
  };
  const sent = await browser.nobody.post(`/tell/${staff.school.urn}/adult`, fields);
  expect(sent.statusCode).toBe(200);
  expect(sent.body).toMatch(RECEIPT);
  const { rows } = await world.owner.query(
    `select c.seen, c.way_in, o.told_as, c.kinds from concern.concern c join concern.outside_report o on o.concern_id = c.id
      where c.school_id = $1`,
    [staff.school.id],
  );
  expect(rows).toEqual([
    {
      seen: 'My son was asked for money.',
      way_in: 'parent',
      told_as: 'anonymous',
      kinds: ['bullying', 'scam'],
    },
  ]);
});
