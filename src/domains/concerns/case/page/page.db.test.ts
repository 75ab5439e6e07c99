import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { type AConcern, aConcern } from '#test/factories/concerns.ts';
import { anAdult, aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import * as service from '../act/service.ts';
import { readCase } from './service.ts';

const world = await testWorld();

let staff: Staffed;
let browser: Browser;
let concern: AConcern;
let pupil: string;
let father: string;

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  pupil = await aPupil(world, { school: staff.school, givenName: 'Tamsin', familyName: 'Wexcombe' });
  father = await anAdult(world, {
    school: staff.school,
    givenName: 'Corbin',
    familyName: 'Wexcombe',
    role: 'volunteer',
  });
  await world.owner.query(
    `insert into people.child_context (person_id, send, plan, social_worker, first_language) values ($1, 'ehcp', 'child_in_need', 'held', 'Welsh')`,
    [pupil],
  );
  await world.owner.query(
    `insert into people.guardianship (id, child_id, adult_id, relation, contact) values (uuidv7(), $1, $2, 'Father', 'no_contact')`,
    [pupil, father],
  );
  concern = await aConcern(world, {
    school: staff.school,
    reporter: staff.teacher,
    headline: 'Messages at night',
    childWords: '<script>alert(1)</script> see https://bad.example.test/x',
    parties: [{ personId: pupil }],
  });
});

async function text(path: string, who: string = staff.dsl): Promise<string> {
  const response = await (await browser.signedIn(who)).get(path);
  return load(response.body)('main').text();
}

test('the page holds what a lead needs beside the name: class, age, plan, language', async () => {
  const shown = await text(`/concerns/${concern.id}`);
  for (const words of [
    'Tamsin W.',
    'Year 6, Beech',
    'age 10 at the time',
    'Child in need plan',
    'SEND: EHC plan',
    'First language Welsh',
  ]) {
    expect(shown).toContain(words);
  }
});

test('its title and its address name nobody, and it is not kept by the browser', async () => {
  const response = await (await browser.signedIn(staff.dsl)).get(`/concerns/${concern.id}`);
  expect(load(response.body)('title').text()).toBe(`Concern ${concern.reference} – Gatehouse`);
  expect(response.headers['cache-control']).toBe('no-store');
});

test('what was reported is shown as written: no markup, and no link to follow', async () => {
  const response = await (await browser.signedIn(staff.dsl)).get(`/concerns/${concern.id}`);
  const page = load(response.body);
  expect(page('main').text()).toContain('<script>alert(1)</script>');
  expect(page('main script').length).toBe(0);
  const hrefs = page('main a')
    .map((_, a) => page(a).attr('href'))
    .get();
  expect(hrefs.filter((href) => !/^[/#]/.test(href))).toEqual([]);
});

test('danger that the reporter named stays red after it is acknowledged, and is plain once it is closed', async () => {
  const danger = await aConcern(world, { school: staff.school, urgent: true, danger: true });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: danger.id, version: 1 }));
  const look = async (id: string) =>
    load((await (await browser.signedIn(staff.dsl)).get(`/concerns/${id}`)).body);
  const page = await look(danger.id);
  expect(page('main').text()).toContain('The reporter said that somebody was in danger.');
  expect(page('main a[href="tel:999"]')).toHaveLength(1);
  const answer = (shown: typeof page) =>
    shown('dt:contains("Somebody in danger when reported")').next('dd').find('.govuk-tag').text();
  expect(answer(page)).toBe('Yes');
  await world.owner.query(`update concern.case_file set status = 'closed' where concern_id = $1`, [
    danger.id,
  ]);
  const closed = await look(danger.id);
  expect(answer(closed)).toBe('');
  expect(closed('main').text()).not.toContain('The reporter said that somebody was in danger.');
  const calm = await text(`/concerns/${concern.id}`);
  expect(calm).toMatch(/Somebody in danger when reported\s*No/);
});

test('that the child told of their own accord is a row of its own', async () => {
  const told = await aConcern(world, { school: staff.school, selfReported: true });
  expect(await text(`/concerns/${told.id}`)).toContain('The child told us of their own accord');
  expect(await text(`/concerns/${concern.id}`)).not.toContain('of their own accord');
});

test('printed, it says its reference and that it is confidential', async () => {
  const response = await (await browser.signedIn(staff.dsl)).get(`/concerns/${concern.id}`);
  const page = load(response.body);
  expect(page('.gh-top').text()).toContain(concern.reference);
  expect(page('.gh-print-only').text()).toContain('Confidential');
});

test('a concern about an adult shows whom to ring at the local authority; one about a child does not', async () => {
  await world.owner.query(`update people.school set lado_contact = 'LADO desk 01632 960 201' where id = $1`, [
    staff.school.id,
  ]);
  const adult = await aConcern(world, { school: staff.school, stream: 'adult' });
  const head = await aConcern(world, { school: staff.school, stream: 'head' });
  expect(await text(`/concerns/${adult.id}`, staff.head)).toContain('LADO desk 01632 960 201');
  expect(await text(`/concerns/${head.id}`, staff.chair)).toContain('LADO desk 01632 960 201');
  expect(await text(`/concerns/${concern.id}`)).not.toContain('LADO');
  await world.owner.query('update people.school set lado_contact = null where id = $1', [staff.school.id]);
  expect(await text(`/concerns/${adult.id}`, staff.head)).toContain('No number is held');
});

test('a parent with no contact is a warning beside the question, on the page and on the form', async () => {
  expect(await text(`/concerns/${concern.id}`)).toMatch(/Corbin Wexcombe.*No contact allowed/s);
  const file = await aConcern(world, { school: staff.school, parties: [{ personId: pupil }] });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: file.id, version: 1 }));
  const form = await text(`/concerns/${file.id}/parents`);
  expect(form).toMatch(/Is it safe to tell them\?/);
  expect(form).toContain('Considered: not safe to tell them');
});

test('each view is an audit event, and opening it marks my notice as seen', async () => {
  const told = await aConcern(world, { school: staff.school });
  await world.owner.query(
    `insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at) values (uuidv7(), $1, $2, $3, 0, 'new', now())`,
    [told.id, told.caseloadId, staff.dsl],
  );
  const lead = await browser.signedIn(staff.dsl);
  await lead.get(`/concerns/${told.id}`);
  await lead.get(`/concerns/${told.id}`);
  const { rows } = await world.owner.query<{ type: string; actor: string }>(
    'select type, actor from audit.event where subject = $1',
    [told.id],
  );
  expect(rows).toEqual(Array(2).fill({ type: 'concern.read/1', actor: `person:${staff.dsl}` }));
  const seen = await world.owner.query('select seen_at from concern.notice where concern_id = $1', [told.id]);
  expect(seen.rows[0]).not.toEqual({ seen_at: null });
});

test('a refused look leaves no trace of a read', async () => {
  const response = await (await browser.signedIn(staff.otherTeacher)).get(`/concerns/${concern.id}`);
  expect(response.statusCode).toBe(404);
  const { rowCount } = await world.owner.query(
    'select 1 from audit.event where subject = $1 and actor = $2',
    [concern.id, `person:${staff.otherTeacher}`],
  );
  expect(rowCount).toBe(0);
});

test.each(['teacher', 'otherTeacher', 'office', 'it', 'chair'] as const)(
  'to the %s it is "not found"',
  async (who) => {
    const visitor = await browser.signedIn(staff[who]);
    for (const path of ['', '/note', '/severity'])
      expect((await visitor.get(`/concerns/${concern.id}${path}`)).statusCode).toBe(404);
  },
);

test('so it is to a lead of another school, to a lead without the second factor, and for a made-up address', async () => {
  const other = await aStaffedSchool(world);
  expect((await (await browser.signedIn(other.dsl)).get(`/concerns/${concern.id}`)).statusCode).toBe(404);
  const weak = await browser.signedIn(staff.dsl, { secondFactor: false });
  expect((await weak.get(`/concerns/${concern.id}`)).statusCode).toBe(404);
  const lead = await browser.signedIn(staff.dsl);
  expect((await lead.get('/concerns/not-an-id')).statusCode).toBe(404);
  expect((await lead.get(`/concerns/${world.services.ids.uuid()}`)).statusCode).toBe(404);
});

test('whoever is not signed in is sent to sign in', async () => {
  const response = await browser.nobody.get(`/concerns/${concern.id}`);
  expect([response.statusCode, response.headers.location]).toEqual([
    303,
    expect.stringMatching(/^\/sign-in/),
  ]);
});

test('the whole page takes at most twelve statements', async () => {
  const busy = await aConcern(world, {
    school: staff.school,
    parties: [{ personId: pupil }, { describedAs: 'An older pupil' }],
  });
  const on = (version: number) => ({ concernId: busy.id, version });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, on(1)));
  const action = {
    what: 'Speak to her',
    owner: staff.deputy,
    due: Temporal.PlainDate.from('2026-11-24'),
    childInvolved: 'not_yet',
    childNote: null,
  } as const;
  await world.as(staff.dsl, (tx, me) => service.addAction(tx, me, on(2), action));
  await world.as(staff.dsl, (tx, me) => service.linkConcern(tx, me, on(3), { reference: concern.reference }));
  await world.owner.query(
    `insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at) values (uuidv7(), $1, $2, $3, 0, 'new', now())`,
    [busy.id, busy.caseloadId, staff.dsl],
  );
  const before = world.database.counts.statements;
  const view = await world.as(staff.dsl, (tx, me) => readCase(tx, me, busy.id));
  expect(world.database.counts.statements - before).toBe(12);
  expect(view.links.linked).toHaveLength(1);
  expect(view.following.actions).toHaveLength(1);
});

test('concerns of the same child are suggested and linked with one press', async () => {
  const later = await aConcern(world, { school: staff.school, parties: [{ personId: pupil }] });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: later.id, version: 1 }));
  const lead = await browser.signedIn(staff.dsl);
  expect(await text(`/concerns/${later.id}`)).toContain(concern.reference);
  const pressed = await lead.post(`/concerns/${later.id}/link`, {
    version: '2',
    reference: concern.reference,
  });
  expect(pressed.statusCode).toBe(303);
});
