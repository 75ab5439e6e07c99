import { load } from 'cheerio';
import { beforeAll, describe, expect, test } from 'vitest';
import { anAccount } from '../../../../test/factories/accounts.ts';
import {
  anAdult,
  anAppointment,
  aPupil,
  aSchool,
  aStaffedSchool,
} from '../../../../test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const amara = await aPupil(world, {
  school: here.school,
  givenName: 'Amara',
  familyName: 'Quillfeather',
  birthDate: '2016-03-01',
});
const stranger = await aPupil(world, {
  school: elsewhere.school,
  givenName: 'Zenith',
  familyName: 'Otherwhere',
});

let browser: Browser;
let teacher: Visitor;
beforeAll(async () => {
  browser = await testBrowser(world);
  teacher = await browser.signedIn(here.teacher);
});

const begin = async (fields: Record<string, string> = {}): Promise<string> => {
  const answer = await teacher.post('/concerns/report', {
    school: here.school.id,
    danger: 'no',
    about: 'child',
    ...fields,
  });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('/')[3] ?? '';
};

const fill = async (
  draft: string,
  who: Record<string, string | string[]> = { person_add: amara, person_add_part: 'affected' },
) => {
  const post = (step: string, fields: Record<string, string | string[]>) =>
    teacher.post(`/concerns/report/${draft}/${step}`, { do: 'continue', ...fields });
  expect((await post('who', who)).headers.location).toBe(`/concerns/report/${draft}/what`);
  expect(
    (
      await post('what', {
        kinds: ['bullying'],
        place: 'home',
        'happened-day': '19',
        'happened-month': '11',
        'happened-year': '2026',
        happened_time: '7.30pm',
      })
    ).statusCode,
  ).toBe(303);
  expect((await post('image', { indecent_image: 'no' })).headers.location).toBe(
    `/concerns/report/${draft}/words`,
  );
  expect(
    (
      await post('words', {
        child_words: 'They keep sending it.',
        evidence_what: ['Six messages', ''],
        evidence_where: ['Her tablet', ''],
        evidence_available: ['yes', 'unknown'],
      })
    ).headers.location,
  ).toBe(`/concerns/report/${draft}/check`);
};

const send = async (draft: string): Promise<string> => {
  const answer = await teacher.post(`/concerns/report/${draft}/send`);
  expect(answer.statusCode).toBe(303);
  return /\/concerns\/mine\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
};

const one = async (text: string, values: unknown[]) =>
  (await world.owner.query(text, values)).rows[0] as Record<string, unknown>;

describe('from a blank form to a sent report', () => {
  test('everything typed is held, its case opened, the designated lead and deputy told', async () => {
    const draft = await begin();
    await fill(draft);
    const check = load((await teacher.get(`/concerns/report/${draft}/check`)).body);
    expect(check('main').text()).toContain('Amara Quillfeather');
    const id = await send(draft);
    expect(await one('select * from concern.concern where id = $1', [id])).toMatchObject({
      kinds: ['bullying'],
      place: 'home',
      happened_time: '19:30',
      child_words: 'They keep sending it.',
      immediate_danger: false,
      evidence: [{ what: 'Six messages', where: 'Her tablet', available: 'yes' }],
      headline: 'Bullying or unkind messages',
    });
    expect(await one('select part, person_id, age from concern.party where concern_id = $1', [id])).toEqual({
      part: 'affected',
      person_id: amara,
      age: 10,
    });
    const told = await world.owner.query('select person_id from concern.notice where concern_id = $1', [id]);
    expect(told.rows.map((row) => row.person_id).sort()).toEqual([here.dsl, here.deputy].sort());
    const mails = await world.owner.query(
      'select to_person_id, template, link from mail.outbox where link = $1',
      [`/concerns/${id}`],
    );
    expect(mails.rows.map((row) => row.template)).toEqual(['waits', 'waits']);
    expect(
      await one(
        `select data from (select body::jsonb -> 'data' as data, subject, type from audit.event) e where subject = $1 and type = 'concern.sent/1'`,
        [id],
      ),
    ).toEqual({ data: { urgent: false, paper: false, stream: 'child' } });
  });

  test('pressing Send twice sends once', async () => {
    const draft = await begin();
    await fill(draft);
    const [first, second] = await Promise.all([send(draft), send(draft)]);
    expect(second).toBe(first);
    expect(await send(draft)).toBe(first);
  });

  test('what was sent never changes: the database grants nobody an update', async () => {
    const draft = await begin();
    await fill(draft);
    const id = await send(draft);
    for (const person of [here.teacher, here.dsl, here.head]) {
      await expect(
        world.as(person, (tx) =>
          tx.client.query('update concern.concern set seen = $2 where id = $1', [id, 'nothing']),
        ),
      ).rejects.toThrow('permission denied');
      await expect(
        world.as(person, (tx) => tx.client.query('delete from concern.concern where id = $1', [id])),
      ).rejects.toThrow('permission denied');
    }
  });

  test('an addition is appended and those who were told are told', async () => {
    const draft = await begin();
    await fill(draft);
    const id = await send(draft);
    expect(
      (await teacher.post(`/concerns/mine/${id}/add`, { addition: 'She told me more at lunch.' })).statusCode,
    ).toBe(303);
    const told = await world.owner.query(
      `select person_id from concern.notice where concern_id = $1 and kind = 'addition'`,
      [id],
    );
    expect(told.rowCount).toBe(2);
    expect((await teacher.get(`/concerns/mine/${id}`)).body).toContain('She told me more at lunch.');
    expect((await teacher.post(`/concerns/mine/${id}/add`, { addition: ' ' })).statusCode).toBe(422);
  });
});

test('a report takes fifty additions; what was typed as the next one is kept on the page', async () => {
  const draft = await begin();
  await fill(draft);
  const id = await send(draft);
  const add = (n: number) =>
    world.owner.query(
      `insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body)
       select uuidv7(), id, caseload_id, reporter_id, reported_at, 'x' from concern.concern, generate_series(1, $2) where id = $1`,
      [id, n],
    );
  await add(50);
  const answer = await teacher.post(`/concerns/mine/${id}/add`, { addition: 'One too many.' });
  expect(answer.statusCode).toBe(422);
  expect(load(answer.body)('textarea[name=addition]').val()).toBe('One too many.');
  expect(answer.body).toContain('Tell a safeguarding lead the rest in person.');
  await expect(add(1)).rejects.toThrow('takes fifty additions');
});

test('a letter with thousands of marks on it keeps thirty', async () => {
  const draft = await begin();
  const marks = (n: number) => `x${'\u0301\u0302'.repeat(n)}y`;
  await teacher.post(`/concerns/report/${draft}/words/save`, { seen: marks(5000) });
  const kept = await one(`select fields -> 'seen' ->> 0 as seen from concern.draft where id = $1`, [draft]);
  expect(kept.seen).toBe(marks(15));
});

describe('an addition to a concern that has gone to others', () => {
  const addAndAskWhoWasTold = async (id: string) => {
    await world.owner.query('delete from mail.outbox');
    expect((await teacher.post(`/concerns/mine/${id}/add`, { addition: 'One more thing.' })).statusCode).toBe(
      303,
    );
    const mails = await world.owner.query('select to_person_id from mail.outbox');
    return mails.rows.map((row) => row.to_person_id).sort();
  };

  test('is told to those who read it now, and no more to those who did', async () => {
    const draft = await begin();
    await fill(draft);
    const id = await send(draft);
    await world.as(here.dsl, (tx) => tx.client.query('select concern.place($1, true, null)', [id]));
    // Nobody of the new place has been told yet: whoever can read it there is.
    expect(await addAndAskWhoWasTold(id)).toEqual([here.head]);
    expect(await addAndAskWhoWasTold(id)).toEqual([here.head]);
  });

  test('is not told to somebody who is shut out, or whose account was closed', async () => {
    const draft = await begin({ danger: 'yes' });
    await fill(draft);
    const id = await send(draft);
    await world.as(here.dsl, (tx, me) =>
      tx.client.query(
        `insert into concern.exclusion select id, caseload_id, $2, 'provisional', 'x', $3, $4 from concern.concern where id = $1`,
        [id, here.head, me.id, tx.at.toString()],
      ),
    );
    await anAccount(world, here.deputy);
    const shut = (at: string | null) =>
      world.owner.query('update signin.account set disabled_at = $2 where person_id = $1', [here.deputy, at]);
    await shut('2026-11-20T08:00Z');
    expect(await addAndAskWhoWasTold(id)).toEqual([here.dsl]);
    await shut(null);
    expect(await addAndAskWhoWasTold(id)).toEqual([here.deputy, here.dsl].sort());
  });
});

describe('bad input', () => {
  test('each page says what is missing and keeps what was typed', async () => {
    const blank = await teacher.post('/concerns/report', { school: here.school.id });
    expect(blank.statusCode).toBe(422);
    expect(blank.body).toContain('Say whether somebody is in danger now.');
    const draft = await begin();
    const what = await teacher.post(`/concerns/report/${draft}/what`, {
      headline: 'A game chat',
      'happened-day': '31',
      'happened-month': '2',
      'happened-year': '2026',
    });
    expect(what.statusCode).toBe(422);
    expect(load(what.body)('#headline').attr('value')).toBe('A game chat');
    expect(what.body).toContain('Enter a real date');
    const who = await teacher.post(`/concerns/report/${draft}/who`, {});
    expect(who.body).toContain('Add who it is about');
  });

  test('an unfinished report cannot be sent; the check page leads to what is missing', async () => {
    const draft = await begin();
    expect((await teacher.post(`/concerns/report/${draft}/send`)).headers.location).toBe(
      `/concerns/report/${draft}/check`,
    );
    expect((await teacher.get(`/concerns/report/${draft}/check`)).headers.location).toBe(
      `/concerns/report/${draft}/who`,
    );
  });

  test('a child of another school cannot be named by id', async () => {
    const draft = await begin();
    await teacher.post(`/concerns/report/${draft}/who`, { do: 'continue', person_add: stranger });
    await fill(draft);
    const id = await send(draft);
    const parties = await world.owner.query('select person_id from concern.party where concern_id = $1', [
      id,
    ]);
    expect(parties.rows).toEqual([{ person_id: amara }]);
  });
});

describe('drafts', () => {
  test('are their author’s alone', async () => {
    const draft = await begin();
    for (const person of [here.otherTeacher, here.dsl, here.head, here.it]) {
      const other = await browser.signedIn(person);
      expect((await other.get(`/concerns/report/${draft}/who`)).statusCode).toBe(404);
      expect((await other.post(`/concerns/report/${draft}/words/save`, { seen: 'x' })).statusCode).toBe(404);
      expect((await other.post(`/concerns/report/${draft}/send`)).statusCode).toBe(404);
    }
  });

  test('keep what is typed before it is right, and offer it again', async () => {
    const draft = await begin();
    expect(
      (await teacher.post(`/concerns/report/${draft}/words/save`, { seen: 'half a sent' })).statusCode,
    ).toBe(204);
    expect((await teacher.get(`/concerns/report/${draft}/words`)).body).toContain('half a sent');
    expect((await teacher.get('/concerns/report')).body).toContain(`/concerns/report/${draft}/check`);
  });
});

describe('about an adult', () => {
  const about = async (fields: Record<string, string>, alleged: string) => {
    const draft = await begin({ about: 'adult', ...fields });
    await fill(draft, { person_add: alleged, person_add_part: 'alleged' });
    return send(draft);
  };
  const toldOf = async (id: string) =>
    (
      await world.owner.query('select person_id from concern.notice where concern_id = $1 order by 1', [id])
    ).rows.map((row) => row.person_id);

  test('only the Head is told, and the adult is excluded from the moment of naming', async () => {
    const id = await about({}, here.otherTeacher);
    expect(await toldOf(id)).toEqual([here.head]);
    expect(await one('select person_id, state from concern.exclusion where concern_id = $1', [id])).toEqual({
      person_id: here.otherTeacher,
      state: 'provisional',
    });
    const templates = await world.owner.query('select distinct template from mail.outbox where link = $1', [
      `/concerns/${id}`,
    ]);
    expect(templates.rows).toEqual([{ template: 'waits' }]);
  });

  test('about the Head it goes to the chair and the trust, and the Head cannot see it', async () => {
    const id = await about({ about: 'head' }, here.head);
    expect(await toldOf(id)).toEqual([here.chair, here.trustLead].sort());
    const seen = await world.as(here.head, (tx) =>
      tx.db.selectFrom('concern.concern').select('id').where('id', '=', id).execute(),
    );
    expect(seen).toEqual([]);
  });

  test('a Head named as “an adult here” is not told either', async () => {
    const id = await about({}, here.head);
    expect(await toldOf(id)).not.toContain(here.head);
    expect((await toldOf(id)).length).toBeGreaterThan(0);
  });

  test('an adult cannot be accused in a report that is not about one', async () => {
    const draft = await begin();
    const answer = await teacher.post(`/concerns/report/${draft}/who`, {
      do: 'continue',
      person_add: here.otherTeacher,
      person_add_part: 'alleged',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Go back to the first page and answer Yes');
  });
});

describe('somebody on the list who cannot be found', () => {
  const listed = { person: [stranger, here.head], person_part: ['affected', 'alleged'] };

  test('does not hide who is alleged: the report is not sent before they are taken off', async () => {
    const draft = await begin({ about: 'adult' });
    await fill(draft, { person_add: here.head, person_add_part: 'alleged' });
    await teacher.post(`/concerns/report/${draft}/who/save`, listed);
    const who = `/concerns/report/${draft}/who`;
    expect((await teacher.post(`/concerns/report/${draft}/send`)).headers.location).toBe(
      `/concerns/report/${draft}/check`,
    );
    expect((await teacher.get(`/concerns/report/${draft}/check`)).headers.location).toBe(who);
    const page = load((await teacher.get(who)).body);
    expect(page('.govuk-error-summary').text()).toContain('no longer on the list of this school');
    expect(
      page('select[name=person_part]')
        .map((_at, row) => page(row).val())
        .get(),
    ).toEqual(['affected', 'alleged']);
    expect((await teacher.post(who, { do: 'continue', ...listed })).statusCode).toBe(422);

    await teacher.post(who, { do: 'remove:person:0', ...listed });
    const id = await send(draft);
    expect(await one('select person_id from concern.exclusion where concern_id = $1', [id])).toEqual({
      person_id: here.head,
    });
  });

  test('what is no id, or is there twice, goes together with its part', async () => {
    const draft = await begin({ about: 'adult' });
    await fill(draft, { person_add: here.otherTeacher, person_add_part: 'alleged' });
    await teacher.post(`/concerns/report/${draft}/who/save`, {
      person: ['x', amara, amara, here.otherTeacher],
      person_part: ['witness', 'affected', 'witness', 'alleged'],
    });
    expect((await teacher.get(`/concerns/report/${draft}/who`)).statusCode).toBe(200);
    const id = await send(draft);
    const parties = await world.owner.query(
      'select person_id, part from concern.party where concern_id = $1',
      [id],
    );
    expect(new Map(parties.rows.map(({ person_id, part }) => [person_id, part]))).toEqual(
      new Map([
        [amara, 'affected'],
        [here.otherTeacher, 'alleged'],
      ]),
    );
    expect(await one('select person_id from concern.exclusion where concern_id = $1', [id])).toEqual({
      person_id: here.otherTeacher,
    });
  });

  test('the database keeps no adult who is alleged without shutting them out', async () => {
    const draft = await begin();
    await fill(draft);
    const id = await send(draft);
    const name = (person: string, adult: boolean) =>
      world.owner.query(
        `insert into concern.party (id, concern_id, caseload_id, reporter_id, part, person_id, is_adult, added_at, added_by)
         select $2, id, caseload_id, reporter_id, 'alleged', $3, $4, entered_at, reporter_id from concern.concern where id = $1`,
        [id, world.services.ids.uuid(), person, adult],
      );
    await expect(name(here.otherTeacher, true)).rejects.toThrow('is excluded from the concern');
    await expect(name(here.otherTeacher, false)).rejects.toThrow('is excluded from the concern');
    expect((await name(amara, false)).rowCount).toBe(1);
  });
});

test.each(['constructor', '__proto__', 'valueOf'])('%s is no page of a report', async (step) => {
  const draft = await begin();
  expect((await teacher.get(`/concerns/report/${draft}/${step}`)).statusCode).toBe(404);
});

test('a search with a character that no database takes finds nobody', async () => {
  const found = await teacher.post(`/people/search/${here.school.id}`, { query: 'zz\u0000yy' });
  expect(found.statusCode).toBe(200);
  expect(found.json()).toEqual({ people: [] });
});

describe('urgent', () => {
  test('danger now tells the lead, the deputy and the Head at once, with a time to acknowledge by', async () => {
    const draft = await begin({ danger: 'yes' });
    await fill(draft);
    const id = await send(draft);
    expect(
      await one(
        'select urgent, acknowledge_by is not null as timed from concern.case_file where concern_id = $1',
        [id],
      ),
    ).toEqual({ urgent: true, timed: true });
    const told = await world.owner.query('select person_id from concern.notice where concern_id = $1', [id]);
    expect(told.rows.map((row) => row.person_id).sort()).toEqual([here.dsl, here.deputy, here.head].sort());
  });

  test('“not sure” about an image shows what to do with the device, and counts as urgent', async () => {
    const draft = await begin();
    const answer = await teacher.post(`/concerns/report/${draft}/image`, { indecent_image: 'not_sure' });
    expect(answer.headers.location).toBe(`/concerns/report/${draft}/device`);
    expect((await teacher.get(`/concerns/report/${draft}/device`)).body).toContain('Leave the picture alone');
  });
});

test('a paper form keeps both times', async () => {
  const draft = await begin({
    on_paper: 'yes',
    'paper_date-day': '19',
    'paper_date-month': '11',
    'paper_date-year': '2026',
    paper_time: '14:10',
    paper_author: 'R. Lunch, midday supervisor',
  });
  await fill(draft);
  const id = await send(draft);
  expect(
    await one(
      `select reported_at = '2026-11-19T14:10Z' as reported, entered_at = '2026-11-20T09:00Z' as entered, paper_author from concern.concern where id = $1`,
      [id],
    ),
  ).toEqual({ reported: true, entered: true, paper_author: 'R. Lunch, midday supervisor' });
});

test('a reporter’s own page shows nothing of the case; nobody else opens it there', async () => {
  const draft = await begin();
  await fill(draft);
  const id = await send(draft);
  await world.owner.query(
    `insert into concern.entry (id, concern_id, caseload_id, at, kind, body) select $2, id, caseload_id, reported_at, 'note', 'internal thought' from concern.concern where id = $1`,
    [id, world.services.ids.uuid()],
  );
  expect((await teacher.get(`/concerns/mine/${id}`)).body).not.toContain('internal thought');
  for (const person of [here.otherTeacher, here.dsl, elsewhere.dsl]) {
    expect((await (await browser.signedIn(person)).get(`/concerns/mine/${id}`)).statusCode).toBe(404);
  }
});

test('somebody with a post at two schools chooses; an outsider’s school is refused', async () => {
  const sister = await aSchool(world, { trustId: here.school.trustId });
  const both = await anAdult(world, { school: here.school });
  await anAppointment(world, both, { school: sister, trustId: here.school.trustId }, 'teacher');
  const visitor = await browser.signedIn(both);
  expect(load((await visitor.get('/concerns/report')).body)('select[name=school] option')).toHaveLength(3);
  expect(
    (await teacher.post('/concerns/report', { school: elsewhere.school.id, danger: 'no', about: 'child' }))
      .statusCode,
  ).toBe(422);
});
