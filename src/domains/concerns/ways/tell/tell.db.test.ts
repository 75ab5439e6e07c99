import { expect, test, vi } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser, type Visitor } from '#test/support/browser.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';

/** What somebody without an account tells, and where it goes. */

const world = await testWorld({ at: '2026-11-20T10:17:23Z' });
const browser = await testBrowser(world);

const CODE = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}/;

const answers = {
  stage: 'ks2',
  safe: 'yes',
  topics: 'unkind',
  words: 'They write it every night.',
  adult: 'no',
  talk: 'any',
  as: 'named',
  name: 'Amara Quillfeather',
  class_name: '5B',
};

type Fields = Readonly<Record<string, string | readonly string[]>>;

let turn = 0;
const token = () => {
  turn += 1;
  return `${turn}`.padStart(43, 'a');
};

const tell = (staff: Staffed, fields: Fields = {}, who: Visitor = browser.nobody) =>
  who.post(`/tell/${staff.school.urn}`, { step: 'check', go: 'next', token: token(), ...answers, ...fields });

interface Row {
  readonly id: string;
  readonly stream: string;
  readonly urgent: boolean;
  readonly reported_at: Date;
  readonly reporter_id: string | null;
}

async function concernsOf(staff: Staffed): Promise<Row[]> {
  const { rows } = await world.owner.query<Row>(
    `select c.id, l.stream, f.urgent, c.reported_at, c.reporter_id from concern.concern c
       join concern.caseload l on l.id = c.caseload_id join concern.case_file f on f.concern_id = c.id
       where c.school_id = $1`,
    [staff.school.id],
  );
  return rows;
}

const only = async (staff: Staffed): Promise<Row> => {
  const rows = await concernsOf(staff);
  expect(rows).toHaveLength(1);
  return rows[0] as Row;
};

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
  expect(sent.body).toMatch(CODE);
  expect(await only(staff)).toMatchObject({ stream: 'child', urgent: false, reporter_id: null });
});

test('no cookie is set, whatever the browser brings', async () => {
  const staff = await aStaffedSchool(world);
  const signedIn = await browser.signedIn(staff.teacher);
  for (const reply of [await tell(staff, {}, signedIn), await signedIn.get('/tell/answers')])
    expect(reply.headers['set-cookie']).toBeUndefined();
});

test('a refusal on these pages leaves no line in the log, and elsewhere it does', async () => {
  const staff = await aStaffedSchool(world);
  const line = vi.spyOn(world.services.log, 'info');
  await tell(staff, { topics: 'nothing of ours' });
  await browser.nobody.get('/tell/nowhere');
  await browser.nobody.post('/tell/answers', { code: 'x' });
  expect(line).not.toHaveBeenCalled();
  await browser.nobody.get('/nowhere');
  expect(line).toHaveBeenCalledOnce();
  line.mockRestore();
});

test('pressing Send twice tells once, and shows the same code', async () => {
  const staff = await aStaffedSchool(world);
  const same = { token: token() };
  const [one, two] = [await tell(staff, same), await tell(staff, same)];
  expect(one.body.match(CODE)?.[0]).toBe(two.body.match(CODE)?.[0]);
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
    ...answers,
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

test('anonymous: the day alone is kept, of everything, and no id tells more', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff, { as: 'anonymous', name: 'Amara Quillfeather' });
  const { id } = await only(staff);
  const { rows } = await world.owner.query<{ all: string }>(
    `select jsonb_build_array(to_jsonb(c), to_jsonb(f) - 'acknowledge_by', (select jsonb_agg(n) from concern.notice n where n.concern_id = c.id),
        (select jsonb_agg(u) from concern.reporter_update u where u.concern_id = c.id),
        (select jsonb_agg(o) from concern.outside_report o where o.concern_id = c.id),
        (select jsonb_agg(m) from mail.outbox m where m.link = '/concerns/' || c.id))::text as all
      from concern.concern c join concern.case_file f on f.concern_id = c.id where c.id = $1`,
    [id],
  );
  const kept = rows[0]?.all ?? '';
  expect(kept).toContain('2026-11-20T00:00:00+00:00');
  expect(kept).not.toMatch(/10:17|:23/);
  expect(kept).not.toContain('Quillfeather');
  // Version 7 of a UUID begins with the moment, and no row here has one.
  expect(kept.match(/"id": "[0-9a-f]{8}-[0-9a-f]{4}-7/g)).toBeNull();
});

test('once acknowledged, when it had to be acknowledged is forgotten too', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff, { as: 'anonymous', safe: 'no' });
  const { id } = await only(staff);
  const lead = await browser.signedIn(staff.dsl);
  const done = await lead.post(`/concerns/${id}/acknowledge`, { version: '1' });
  expect(done.statusCode).toBe(303);
  const { rows } = await world.owner.query(
    'select acknowledge_by from concern.case_file where concern_id = $1',
    [id],
  );
  expect(rows).toEqual([{ acknowledge_by: null }]);
});

test('in confidence: the name stands nowhere in the open', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff, { as: 'in_confidence' });
  const { id } = await only(staff);
  const { rows } = await world.owner.query<{ told: string; sealed: Buffer }>(
    `select o::text as told, s.sealed from concern.outside_report o join concern.sealed_identity s on s.concern_id = o.concern_id
      where o.concern_id = $1`,
    [id],
  );
  expect(rows[0]?.told).not.toContain('Quillfeather');
  expect(rows[0]?.sealed.toString('latin1')).not.toContain('Quillfeather');
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

test('moved to the Head, everything of it moves along, and the pupil’s code still opens it', async () => {
  const staff = await aStaffedSchool(world);
  const sent = await tell(staff, { as: 'in_confidence' });
  const code = CODE.exec(sent.body)?.[0] ?? '';
  const { id } = await only(staff);
  const lead = await browser.signedIn(staff.dsl);
  await lead.post(`/concerns/${id}/acknowledge`, { version: '1' });
  const named = { version: '2', person: staff.teacher, part: 'witness' };
  expect((await lead.post(`/concerns/${id}/name_person`, named)).statusCode).toBe(303);
  const adult = { version: '3', adult: 'not_listed', adultName: 'Somebody', reason: 'It is about an adult.' };
  expect((await lead.post(`/concerns/${id}/about_adult`, adult)).statusCode).toBe(303);
  const tables = [
    'party',
    'case_file',
    'reporter_update',
    'notice',
    'outside_report',
    'sealed_identity',
    'entry',
  ];
  for (const table of tables) {
    const { rows } = await world.owner.query(
      `select distinct l.stream from concern.${table} t join concern.caseload l on l.id = t.caseload_id where t.concern_id = $1`,
      [id],
    );
    expect(rows, table).toEqual([{ stream: 'adult' }]);
  }
  expect(await world.as(staff.dsl, (tx) => rowsSeen(tx, id))).toBe(0);
  expect((await browser.nobody.post('/tell/answers', { code })).body).toContain(
    'Somebody at the school has read it',
  );
});

test('a parent tells on one page, named or not', async () => {
  const staff = await aStaffedSchool(world);
  const fields = {
    token: token(),
    danger: 'no',
    topics: ['bullying', 'scam'],
    words: 'My son was asked for money.',
    image: 'no',
    adult: 'no',
  };
  const sent = await browser.nobody.post(`/tell/${staff.school.urn}/adult`, fields);
  expect(sent.statusCode).toBe(200);
  expect(sent.body).toMatch(CODE);
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
