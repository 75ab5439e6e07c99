import { expect, test } from 'vitest';
import { anAdult, aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

test('pupils are offered by name only whom the school chose, while they work there', async () => {
  const staff = await aStaffedSchool(world);
  const lead = await browser.signedIn(staff.dsl);
  const path = `/settings/ways/${staff.school.id}`;
  const talk = { step: 'adult', go: 'next', stage: 'ks2', safe: 'yes', topics: 'other', adult: 'no' };
  const ask = async () => (await browser.nobody.post(`/tell/${staff.school.urn}`, talk)).body;
  expect(await ask()).toContain('Shall we know who you are?');

  const offer = { person: staff.otherTeacher, called: 'Miss Fenwick, Year 3' };
  expect((await lead.post(`${path}/adults`, offer)).statusCode).toBe(303);
  expect(await ask()).toContain('Miss Fenwick, Year 3');
  await world.owner.query(
    `update people.appointment set during = '[2020-01-01,2021-01-01)' where person_id = $1`,
    [staff.otherTeacher],
  );
  expect(await ask()).not.toContain('Miss Fenwick');
  await lead.post(`${path}/adults/remove`, { person: staff.otherTeacher });
  expect((await lead.get(path)).body).not.toContain('Miss Fenwick, Year 3');
});

test('nobody of another school is offered, and nobody but a lead offers', async () => {
  const [staff, other] = [await aStaffedSchool(world), await aStaffedSchool(world)];
  const offer = { person: await anAdult(world, { school: other.school }), called: 'Somebody' };
  const path = `/settings/ways/${staff.school.id}/adults`;
  expect((await (await browser.signedIn(staff.dsl)).post(path, offer)).statusCode).toBe(404);
  const own = { person: staff.teacher, called: 'Me' };
  expect((await (await browser.signedIn(staff.teacher)).post(path, own)).statusCode).toBe(404);
});

test('a hirer’s link is shown once, tells for that hirer, and ends', async () => {
  const staff = await aStaffedSchool(world);
  const lead = await browser.signedIn(staff.dsl);
  const path = `/settings/ways/${staff.school.id}/hirers`;
  const made = await lead.post(path, { hirer_name: 'Sunday Judo', lead_name: 'Ro Pell', lead_email: '' });
  const link = /\/tell\/hirer\/[\w-]{43}/.exec(made.body)?.[0] ?? '';
  expect((await lead.get(`/settings/ways/${staff.school.id}`)).body).not.toContain(link);
  const page = await browser.nobody.get(link);
  expect(page.body).toContain('Sunday Judo');
  const sent = await browser.nobody.post(link, {
    danger: 'no',
    topics: 'bullying',
    words: 'In the hall.',
    image: 'no',
    adult: 'no',
    token: 'c'.repeat(43),
    name: 'Ro Pell',
  });
  expect(sent.statusCode).toBe(200);
  const { rows } = await world.owner.query(
    `select c.way_in, c.reporter_designation, h.id from concern.concern c join concern.outside_report o on o.concern_id = c.id
      join concern.hirer h on h.id = o.hirer_id where c.school_id = $1`,
    [staff.school.id],
  );
  expect(rows[0]).toMatchObject({
    way_in: 'hirer',
    reporter_designation: 'For Sunday Judo, who hires rooms',
  });
  const renewed = await lead.post(`${path}/link`, { hirer: rows[0].id });
  const next = /\/tell\/hirer\/[\w-]{43}/.exec(renewed.body)?.[0] ?? '';
  expect((await browser.nobody.get(link)).statusCode).toBe(404);
  expect((await browser.nobody.get(next)).statusCode).toBe(200);
  await lead.post(`${path}/end`, { hirer: rows[0].id });
  expect((await browser.nobody.get(next)).statusCode).toBe(404);
});

test('the poster and the papers can be read, and say where help is', async () => {
  const staff = await aStaffedSchool(world);
  const lead = await browser.signedIn(staff.dsl);
  for (const path of [
    `/settings/ways/${staff.school.id}/poster.pdf`,
    '/tell-on-paper/ks1',
    '/tell-on-paper/ks2',
    '/tell-on-paper/adult',
  ]) {
    const answer = await lead.get(path);
    expect(answer.statusCode).toBe(200);
    const text = (await readPdf(Promise.resolve(answer.rawPayload))).pages.join(' ');
    expect(text).toContain('0800 1111');
  }
  expect((await lead.get('/tell-on-paper/other')).statusCode).toBe(404);
});
