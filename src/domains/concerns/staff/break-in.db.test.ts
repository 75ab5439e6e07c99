import { beforeAll, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { anAdult, aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { readCase } from '../case/page/service.ts';
import { assess } from './service.ts';

/** Whoever may not know of what is judged of an adult, at every door. */

const world = await testWorld();
const browser = await testBrowser(world);

const staff = await aStaffedSchool(world);
const { school } = staff;
const elsewhere = await aStaffedSchool(world);
const leaver = await anAdult(world, { school, role: 'head', during: '[2024-09-01,2026-07-20)' });
const subject = await anAdult(world, { school, givenName: 'Ottoline', familyName: 'Quenby' });
const child = await aPupil(world, { school });

const no = 'Nothing of the kind';
const secretOf = (about: string) => `Messages to a member of the choir, ${about.slice(-6)}`;

/** About `about`, weighed by `handler`, with words that must be found nowhere. */
async function judged(stream: 'adult' | 'head', about: string, handler: string) {
  const secret = secretOf(about);
  const concern = await aConcern(world, {
    school,
    stream,
    reporter: staff.otherTeacher,
    headline: secret,
    parties: [{ personId: about, part: 'alleged', isAdult: true }, { personId: child }],
  });
  await world.as(handler, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const view = await world.as(handler, (tx, me) => readCase(tx, me, concern.id));
  await world.as(handler, (tx, me) =>
    assess(
      tx,
      me,
      { concernId: concern.id, version: view.file.version },
      {
        subject: view.following.staff.subjects[0]?.id ?? '',
        described: null,
        worker: 'staff',
        employer: null,
        harmed: 'yes',
        harmed_why: secret,
        offence: 'no',
        offence_why: no,
        risk: 'no',
        risk_why: no,
        suitable: 'no',
        suitable_why: no,
        level: 'allegation',
        reason: secret,
      },
    ),
  );
  return { concern, about };
}

type Judged = Awaited<ReturnType<typeof judged>>;
let ofTeacher: Judged;
let ofHead: Judged;
let ofChair: Judged;
beforeAll(async () => {
  ofTeacher = await judged('adult', subject, staff.head);
  ofHead = await judged('head', staff.head, staff.chair);
  ofChair = await judged('head', staff.chair, staff.trustLead);
});

const lists = [
  '/',
  '/concerns',
  '/concerns/mine',
  '/referrals',
  '/referrals.csv',
  '/staff-concerns',
  '/people',
  '/responsibilities',
];

/** Every page, file and form of the case, its adult's file, every list, and a search for its words. */
async function triesAll(person: string, { concern, about }: Judged): Promise<void> {
  const thief = await browser.signedIn(person);
  const base = `/concerns/${concern.id}`;
  const doors = [
    '',
    '/staff/weigh',
    '/staff/told',
    '/staff/meeting.pdf',
    '/form.pdf',
    '/hand-over.zip',
    '/finding',
  ];
  for (const door of [...doors.map((path) => base + path), `/staff-concerns/${about}`])
    expect((await thief.get(door)).statusCode, door).toBe(404);
  expect((await thief.post(`${base}/staff/weigh`, { version: '2' })).statusCode).toBe(404);
  const found = await thief.post('/concerns/search', { words: 'choir' });
  const pages = [...lists, ...(found.statusCode === 303 ? [String(found.headers.location)] : [])];
  for (const path of pages) {
    const { body } = await thief.get(path);
    for (const trace of [concern.reference, concern.id, secretOf(about)])
      expect(body.includes(trace), `${path} shows ${trace}`).toBe(false);
  }
  const { rows } = await world.owner.query(
    'select link from mail.outbox where to_person_id = $1 and link like $2',
    [person, `%${concern.id}%`],
  );
  expect(rows).toEqual([]);
  const notices = await world.owner.query(
    'select 1 from concern.notice where person_id = $1 and concern_id = $2',
    [person, concern.id],
  );
  expect(notices.rowCount).toBe(0);
}

test.each([
  ['the subject', () => subject],
  ['a colleague', () => staff.teacher],
  ['the designated lead', () => staff.dsl],
  ['a deputy', () => staff.deputy],
  ['IT', () => staff.it],
  ['the office', () => staff.office],
  ['the chair', () => staff.chair],
  ['the trust’s lead', () => staff.trustLead],
  ['another school’s Head', () => elsewhere.head],
  ['a former Head', () => leaver],
])('%s finds nothing of what is judged of a teacher', async (_, who) => {
  await triesAll(who(), ofTeacher);
});

test.each([
  ['the Head herself', () => staff.head],
  ['the designated lead', () => staff.dsl],
  ['another school’s chair', () => elsewhere.chair],
])('%s finds nothing of what is judged of the Head', async (_, who) => {
  await triesAll(who(), ofHead);
});

test('the chair finds nothing of what is judged of the chair', async () => {
  await triesAll(staff.chair, ofChair);
  await triesAll(staff.head, ofChair);
});

test('a Head’s cases stay with the school after she has left', async () => {
  world.clock.set('2026-11-20T09:00:00Z');
  await world.owner.query(
    `update people.appointment set during = '[2020-09-01,2026-11-20)' where person_id = $1 and role = 'head'`,
    [elsewhere.head],
  );
  const concern = await aConcern(world, { school: elsewhere.school, stream: 'adult' });
  const former = await browser.signedIn(elsewhere.head);
  expect((await former.get(`/concerns/${concern.id}`)).statusCode).toBe(404);
  expect((await former.get('/staff-concerns')).statusCode).toBe(404);
});

test('whoever handles it opens it all; the mails that went out say a link and nothing that tells', async () => {
  const head = await browser.signedIn(staff.head);
  const base = `/concerns/${ofTeacher.concern.id}`;
  for (const path of [base, `${base}/staff/weigh`, `${base}/staff/meeting.pdf`, '/staff-concerns'])
    expect((await head.get(path)).statusCode, path).toBe(200);
  const file = await head.get(`/staff-concerns/${subject}`);
  expect(file.body).toContain(ofTeacher.concern.reference);
  const { rows } = await world.owner.query<{ mail: string }>('select o::text as mail from mail.outbox o');
  for (const { mail } of rows) expect(mail).not.toMatch(/allegation|low.level|Quenby|choir/i);
});

test('the chain holds ids and names of fields alone, and vouches for what was judged', async () => {
  const { rows } = await world.owner.query<{ body: string }>(
    `select body from audit.event where subject = $1 and type = 'concern.staff_assess/1'`,
    [ofTeacher.concern.id],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.body).toContain('concern.staff_assessment');
  expect(rows[0]?.body).not.toMatch(/choir|allegation|Quenby/);
  expect(rows[0]?.body).not.toContain(subject);
});
