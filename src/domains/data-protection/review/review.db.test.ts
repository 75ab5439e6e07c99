import { load } from 'cheerio';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { type AConcern, anExclusion, type ConcernFacts } from '#test/factories/concerns.ts';
import { anAdult, aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { aClosedCase, isThere } from '#test/support/due-cases.ts';
import { aFile, aFolder } from '#test/support/evidence-acts.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
let staff: Staffed;
let browser: Browser;
let dsl: Visitor;
let deputy: Visitor;
beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
});
beforeEach(async () => {
  dsl = await browser.signedIn(staff.dsl);
  deputy = await browser.signedIn(staff.deputy);
});

const day = (name: string, date: string) => {
  const [year = '', month = '', dayOf = ''] = date.split('-');
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: dayOf };
};
const at = (concern: AConcern) => `/retention/cases/${concern.id}`;

const aClosed = (birthDate?: string, facts?: ConcernFacts) => aClosedCase(world, staff, birthDate, facts);
const askToDestroy = (who: Visitor, concern: AConcern) =>
  who.post(`${at(concern)}/destroy`, { destroyReason: 'Twenty-five years are over' });
const queue = async (who: Visitor) => load((await who.get('/retention/review')).body);
const heldCard = async (concern: AConcern, card: string) =>
  (await queue(dsl))(`.gh-card:contains("${card}")`).text().includes(concern.reference);

describe('a case comes up', () => {
  test('on the child’s twenty-fifth birthday after the term began, and not the day before', async () => {
    const due = await aClosed('2001-11-20');
    const notYet = await aClosed('2001-11-21');
    expect(await heldCard(due, 'Ready to be decided')).toBe(true);
    expect((await queue(dsl))('main').text()).not.toContain(notYet.reference);
    expect((await askToDestroy(dsl, notYet)).statusCode).toBe(409);
    expect(await heldCard(due, 'A birth date is not known')).toBe(false);
  });

  test('by the youngest child of it', async () => {
    const elder = await aPupil(world, { school: staff.school, birthDate: '1990-01-01' });
    const younger = await aPupil(world, { school: staff.school, birthDate: '2010-01-01' });
    const both = await aClosed('1990-01-01', { parties: [{ personId: elder }, { personId: younger }] });
    expect((await askToDestroy(dsl, both)).statusCode).toBe(409);
  });

  test('shown apart where a birth date is not known, counted from the report', async () => {
    const unknown = await aClosed('1990-01-01', { parties: [{ describedAs: 'Not known' }] });
    expect((await queue(dsl))('main').text()).not.toContain(unknown.reference);
    await world.owner.query(`update concern.concern set reported_at = '2001-11-19T10:00:00Z' where id = $1`, [
      unknown.id,
    ]);
    expect(await heldCard(unknown, 'A birth date is not known')).toBe(true);
  });

  test('later where the school says so, and shorter only when it is meant', async () => {
    const concern = await aClosed('2001-01-01');
    const term = { place: staff.school.id, amount: '75', reason: 'The inquiry asked for it' };
    const path = '/retention/terms/child-protection';
    expect((await dsl.post(path, { ...term, amount: '10' })).statusCode).toBe(422);
    expect((await dsl.post(path, term)).statusCode).toBe(303);
    expect((await askToDestroy(dsl, concern)).statusCode).toBe(409);
    expect((await dsl.post(path, { ...term, amount: '10', shorter: 'yes' })).statusCode).toBe(303);
    expect((await dsl.post(path, { ...term, amount: '25' })).statusCode).toBe(303);
    expect((await askToDestroy(dsl, concern)).statusCode).toBe(303);
    const page = load((await deputy.get('/retention')).body)('main').text();
    expect(page).toContain('25 years: The inquiry asked for it');
  });

  test('about an adult, ten years on and at pension age: to the Head alone', async () => {
    const head = await browser.signedIn(staff.head);
    const allegation = await aClosed('1990-01-01', {
      stream: 'adult',
      parties: [{ personId: staff.teacher, part: 'alleged', isAdult: true }],
    });
    await world.owner.query(`update people.person set birth_date = '1950-01-01' where id = $1`, [
      staff.teacher,
    ]);
    expect((await head.get('/retention/review')).body).not.toContain(allegation.reference);
    await world.owner.query(`update concern.concern set reported_at = '2016-11-01T10:00:00Z' where id = $1`, [
      allegation.id,
    ]);
    expect((await head.get('/retention/review')).body).toContain(allegation.reference);
    expect((await dsl.get('/retention/review')).body).not.toContain(allegation.reference);
    expect((await dsl.get(at(allegation))).statusCode).toBe(404);
    await world.owner.query(`update people.person set birth_date = '1980-01-01' where id = $1`, [
      staff.teacher,
    ]);
    expect((await head.get('/retention/review')).body).not.toContain(allegation.reference);
    await world.owner.query('update people.person set birth_date = null where id = $1', [staff.teacher]);
  });

  test('about an adult and only ever low-level, seven years after they left; held by a judgement of anything else', async () => {
    const head = await browser.signedIn(staff.head);
    const adult = await anAdult(world, { school: staff.school });
    const low = await aClosed('1990-01-01', {
      stream: 'adult',
      parties: [{ personId: adult, part: 'alleged', isAdult: true }],
    });
    const judge = (level: string) =>
      world.owner.query('update concern.staff_assessment set level = $2 where concern_id = $1', [
        low.id,
        level,
      ]);
    const leave = (day: string) =>
      world.owner.query(
        'update people.appointment set during = daterange(lower(during), $2::date) where person_id = $1',
        [adult, day],
      );
    const isDue = async () => (await head.get('/retention/review')).body.includes(low.reference);
    await world.owner.query(`update people.appointment set during = '[2010-09-01,)' where person_id = $1`, [
      adult,
    ]);
    await judge('low_level');
    expect(await isDue()).toBe(false);
    await leave('2019-11-21');
    expect(await isDue()).toBe(false);
    await leave('2019-11-20');
    expect(await isDue()).toBe(true);
    expect((await head.get('/retention/review')).body).toContain('Low-level, about an adult');
    await judge('neither');
    expect(await isDue()).toBe(false);
    await judge('low_level');
    const child = await aPupil(world, { school: staff.school, birthDate: '2010-01-01' });
    await world.owner.query(
      `insert into concern.party (id, concern_id, caseload_id, reporter_id, part, person_id, is_adult, age, added_at, added_by)
       select gen_random_uuid(), c.id, c.caseload_id, c.reporter_id, 'affected', $2, false, 9, c.reported_at, c.reporter_id
       from concern.concern c where c.id = $1`,
      [low.id, child],
    );
    expect(await isDue()).toBe(false);
  });

  test('never to whoever is shut out of it', async () => {
    const concern = await aClosed();
    await anExclusion(world, concern, staff.dsl, 'confirmed');
    expect((await queue(dsl))('main').text()).not.toContain(concern.reference);
    expect((await askToDestroy(dsl, concern)).statusCode).toBe(404);
  });
});

describe('what keeps it', () => {
  test.each(['case', 'child', 'file'])('a hold on the %s, until somebody else lifts it', async (what) => {
    const concern = await aClosed();
    await aFile(world, await aFolder(world, concern.id));
    const page = load((await dsl.get(at(concern))).body);
    const value = page(`input[name=what][value^=${what}]`).attr('value') ?? '';
    const hold = { what: value, holdReason: 'A claim', ...day('from', '2026-11-20') };
    expect((await dsl.post(`${at(concern)}/hold`, hold)).statusCode).toBe(303);
    expect(await heldCard(concern, 'Kept by something')).toBe(true);
    expect((await askToDestroy(dsl, concern)).statusCode).toBe(409);
    const id = load((await deputy.get(at(concern))).body)('input[name=hold]').attr('value') ?? '';
    const lift = { hold: id, liftReason: 'The claim is over' };
    expect((await dsl.post(`${at(concern)}/lift`, lift)).statusCode).toBe(409);
    expect((await deputy.post(`${at(concern)}/lift`, lift)).statusCode).toBe(303);
    expect((await askToDestroy(dsl, concern)).statusCode).toBe(303);
  });

  test('that it is open, that a file is locked away, and a decision to keep it', async () => {
    const open = await aClosed();
    await world.owner.query(`update concern.case_file set status = 'reopened' where concern_id = $1`, [
      open.id,
    ]);
    expect((await askToDestroy(dsl, open)).statusCode).toBe(409);
    const locked = await aClosed();
    await aFile(world, await aFolder(world, locked.id), {
      wrapped_key: null,
      quarantined_at: world.clock.now().toString(),
    });
    expect((await askToDestroy(dsl, locked)).statusCode).toBe(409);
    const kept = await aClosed();
    const keep = { keepReason: 'An inquiry may come', ...day('until', '2030-01-01') };
    expect((await deputy.post(`${at(kept)}/keep`, keep)).statusCode).toBe(409);
    expect((await dsl.post(`${at(kept)}/keep`, keep)).statusCode).toBe(303);
    expect((await askToDestroy(dsl, kept)).statusCode).toBe(409);
    expect((await deputy.post(`${at(kept)}/take-back`)).statusCode).toBe(303);
    expect((await askToDestroy(dsl, kept)).statusCode).toBe(303);
  });

  test('what came after it was asked: a hold, a reopening', async () => {
    const concern = await aClosed();
    await askToDestroy(dsl, concern);
    await world.owner.query(`update concern.case_file set status = 'reopened' where concern_id = $1`, [
      concern.id,
    ]);
    expect((await deputy.post(`${at(concern)}/agree`)).statusCode).toBe(409);
    expect(await isThere(world, concern)).toBe(true);
  });
});

test('two destroy it, never one; a certificate says so, and every chain still verifies', async () => {
  const concern = await aClosed();
  const item = await aFile(world, await aFolder(world, concern.id));
  const secret = (
    await world.owner.query<{ headline: string }>('select headline from concern.concern where id = $1', [
      concern.id,
    ])
  ).rows[0]?.headline;
  expect((await askToDestroy(deputy, concern)).statusCode).toBe(409);
  expect((await askToDestroy(dsl, concern)).statusCode).toBe(303);
  expect((await dsl.post(`${at(concern)}/agree`)).statusCode).toBe(409);
  expect(await isThere(world, concern)).toBe(true);
  const agreed = await deputy.post(`${at(concern)}/agree`);
  expect(agreed.statusCode).toBe(303);
  expect(await isThere(world, concern)).toBe(false);
  expect((await world.owner.query('select from evidence.item where id = $1', [item])).rowCount).toBe(0);
  expect((await deputy.post(`${at(concern)}/agree`)).statusCode).toBe(404);
  const certificate = await dsl.get(String(agreed.headers.location));
  expect(certificate.body).toContain(concern.reference);
  expect(certificate.body).toMatch(/25 years; due on.*their keys were destroyed/s);
  expect(certificate.body).not.toContain(secret);
  const file = await dsl.get(`${agreed.headers.location}/file.pdf`);
  expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await dsl.get('/retention/certificates.csv')).body).toContain(concern.reference);
  const found = await verifyAudit(world.database, []);
  expect(found.faults).toEqual([]);
  expect(found.destroyed).toBeGreaterThan(0);
});

test('of two who agree at once, one destroys it and one is told', async () => {
  const concern = await aClosed();
  await askToDestroy(dsl, concern);
  const head = await browser.signedIn(staff.head);
  const codes = await Promise.all([deputy, head].map((who) => who.post(`${at(concern)}/agree`)));
  expect(codes.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 404]);
  const { rows } = await world.owner.query('select from retention.destruction where concern_id = $1', [
    concern.id,
  ]);
  expect(rows).toHaveLength(1);
});
