import { load } from 'cheerio';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAdult, aPupil, aSchool, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

/** What a reporter is told of who reads it and when: before Send, where nobody could, and after it. */

const world = await testWorld();
const FRIDAY_MORNING = '2026-11-20T09:00:00Z';
const FRIDAY_EVENING = '2026-11-20T19:00:00Z';

let browser: Browser;
let staff: Staffed;

beforeAll(async () => {
  browser = await testBrowser(world);
  staff = await aStaffedSchool(world);
});
beforeEach(() => world.clock.set(FRIDAY_MORNING));

interface Wanted {
  readonly about?: string;
  readonly danger?: string;
  readonly alleged?: string;
  readonly when?: Record<string, string>;
  readonly words?: Record<string, string>;
}

async function draftOf(visitor: Visitor, schoolId: string, wanted: Wanted): Promise<string> {
  const { about = 'child', danger = 'no', alleged, when = { happened_when: 'today' }, words = {} } = wanted;
  const begun = await visitor.post('/concerns/report', { school: schoolId, danger, about });
  expect(begun.statusCode).toBe(303);
  const draft = String(begun.headers.location).split('/')[3] ?? '';
  const fill = async (step: string, fields: Record<string, string | string[]>) =>
    expect((await visitor.post(`/concerns/report/${draft}/${step}`, fields)).statusCode).toBe(303);
  await fill('who', {
    do: 'continue',
    ...(alleged === undefined
      ? { unknown: 'An older pupil', unknown_part: 'affected' }
      : { person_add: alleged, person_add_part: 'alleged' }),
  });
  await fill('what', { kinds: ['bullying'], place: 'home', ...when });
  await fill('image', { indecent_image: 'no' });
  await fill('words', { seen: 'Six messages.', ...words });
  return draft;
}

const shown = async (visitor: Visitor, path: string) => load((await visitor.get(path)).body)('main').text();

async function nameOf(id: string): Promise<string> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select given_name || ' ' || family_name as name from people.person where id = $1`,
    [id],
  );
  return rows[0]?.name ?? '';
}

describe('the first page', () => {
  test('names the leads only beside the answer that goes to them, and 999 and Childline can be pressed', async () => {
    const page = load((await (await browser.signedIn(staff.teacher)).get('/concerns/report')).body);
    const lead = await nameOf(staff.dsl);
    expect(page('.gh-card').text()).not.toContain(lead);
    expect(page('.gh-card').text()).toContain('depends on whom it is about');
    expect(page('input[name=about][value=child]').closest('.govuk-radios__item').text()).toContain(lead);
    expect(page('.gh-card a[href="tel:999"], .gh-card a[href="tel:08001111"]')).toHaveLength(2);
  });

  test('names who reads it and when beside each answer; danger stands first, above drafts, and on a resumed draft', async () => {
    world.clock.set(FRIDAY_EVENING);
    const visitor = await browser.signedIn(staff.teacher);
    const draft = await draftOf(visitor, staff.school.id, {});
    const [head, chair] = [await nameOf(staff.head), await nameOf(staff.chair)];
    for (const path of ['/concerns/report', `/concerns/report/${draft}/start`]) {
      const page = load((await visitor.get(path)).body);
      const beside = (answer: string) =>
        page(`input[name=about][value=${answer}]`).closest('.govuk-radios__item').text();
      expect(beside('child')).toContain('until the school opens at 08:30 on Monday 23 November');
      expect(beside('adult')).toContain(`Only ${head} (headteacher) will be told`);
      expect(beside('head')).toContain(chair);
      expect(beside('head')).not.toContain(head);
      for (const answer of ['adult', 'head'])
        expect(beside(answer)).toContain('until the school opens at 08:30 on Monday 23 November');
      expect(page('.gh-card').first().text()).toContain('Is somebody in danger now?');
    }
    const drafts = load((await visitor.get('/concerns/report')).body)('.gh-work').text();
    expect(drafts).toContain('Bullying or unkind messages');
  });

  test('says at once that nobody could read it, whom to ring, and begins no draft', async () => {
    const school = await aSchool(world);
    await world.owner.query(
      `update people.school set phone = '01632 960 301', lado_contact = 'LADO desk 01632 960 302' where id = $1`,
      [school.id],
    );
    await anAdult(world, { school, role: 'head' });
    const reporter = await anAdult(world, { school });
    const visitor = await browser.signedIn(reporter);
    const answer = await visitor.post('/concerns/report', { school: school.id, danger: 'no', about: 'head' });
    expect(answer.statusCode).toBe(422);
    const page = load(answer.body);
    expect(page('.govuk-error-summary').text()).toContain('Nobody at this school could read this');
    expect(page('.govuk-error-summary').text()).toContain('01632 960 301');
    expect(page('.govuk-error-summary').text()).toContain('LADO desk 01632 960 302');
    expect(page('input[name=about][value=head]').is('[checked]')).toBe(true);
    const drafts = await world.owner.query('select 1 from concern.draft where author_id = $1', [reporter]);
    expect(drafts.rowCount).toBe(0);
    const adult = await visitor.post('/concerns/report', { school: school.id, danger: 'no', about: 'adult' });
    const draft = String(adult.headers.location).split('/')[3] ?? '';
    const changed = await visitor.post(`/concerns/report/${draft}/start`, {
      school: school.id,
      danger: 'no',
      about: 'head',
    });
    expect(changed.statusCode).toBe(422);
  });
});

describe('the check page', () => {
  test('about an adult says who and when, in school hours and out of them', async () => {
    const head = await nameOf(staff.head);
    let visitor = await browser.signedIn(staff.teacher);
    const draft = await draftOf(visitor, staff.school.id, { about: 'adult', alleged: staff.otherTeacher });
    const open = await shown(visitor, `/concerns/report/${draft}/check`);
    expect(open).toContain(`${head} (headteacher), and nobody else, will be told as soon as you send this.`);
    expect(open).toContain('The school is open until 15:30.');
    world.clock.set(FRIDAY_EVENING);
    visitor = await browser.signedIn(staff.teacher);
    const closed = await shown(visitor, `/concerns/report/${draft}/check`);
    expect(closed).toContain('The school is closed now.');
    expect(closed).toContain('until the school opens at 08:30 on Monday 23 November.');
  });

  test('says that nobody could read it; Send shows it again with the draft kept', async () => {
    const school = await aSchool(world);
    const head = await anAdult(world, { school, role: 'head' });
    const visitor = await browser.signedIn(await anAdult(world, { school }));
    const draft = await draftOf(visitor, school.id, { about: 'adult', alleged: head });
    expect(await shown(visitor, `/concerns/report/${draft}/check`)).toContain('This cannot be sent');
    const sent = await visitor.post(`/concerns/report/${draft}/send`);
    expect(sent.statusCode).toBe(422);
    const page = load(sent.body);
    const link = page('.govuk-error-summary a');
    expect(link.text()).toContain('Your draft is kept.');
    expect(page(link.attr('href') ?? '')).toHaveLength(1);
    expect(page('main').text()).toContain('Six messages.');
    expect(await shown(visitor, `/concerns/report/${draft}/words`)).toContain('Six messages.');
  });
});

describe('after Send', () => {
  const sendAs = async (wanted: Wanted) => {
    const visitor = await browser.signedIn(staff.teacher);
    const draft = await draftOf(visitor, staff.school.id, wanted);
    const sent = await visitor.post(`/concerns/report/${draft}/send`);
    expect(sent.statusCode).toBe(303);
    return { visitor, path: String(sent.headers.location) };
  };

  test('it says who has it, once', async () => {
    const { visitor, path } = await sendAs({});
    const lead = await nameOf(staff.dsl);
    const page = await shown(visitor, path);
    expect(page).toContain(`${lead} (designated safeguarding lead)`);
    expect(page).toContain('can read it now. The school is open until 15:30.');
    expect(page).not.toContain('Sending this calls nobody out');
    expect(await shown(visitor, path.split('?')[0] ?? '')).not.toContain('can read it now');
    world.clock.set('2026-11-20T09:11:00Z');
    expect(await shown(visitor, path)).not.toContain('can read it now');
  });

  test('about an adult it names the Head and no lead', async () => {
    const { visitor, path } = await sendAs({ about: 'adult', alleged: staff.otherTeacher });
    const page = await shown(visitor, path);
    expect(page).toContain(`${await nameOf(staff.head)} (headteacher), and nobody else, can read it now.`);
    expect(page).not.toContain(await nameOf(staff.dsl));
  });

  test('danger is answered with 999 again, and what was sent is shown whole', async () => {
    const { visitor, path } = await sendAs({
      danger: 'yes',
      when: { happened_when: 'yesterday', happened_time: '7.30pm' },
      words: {
        screen_hidden: 'yes',
        other_witnesses: 'The lunch staff',
        reported_to: 'The office',
        self_reported: 'yes',
      },
    });
    const page = load((await visitor.get(path)).body);
    expect(page('main').text()).toContain('Sending this calls nobody out');
    expect(page('main a[href="tel:999"]')).toHaveLength(1);
    const sent = new Map(
      page('main dt')
        .map((_, dt) => [[page(dt).text().trim(), page(dt).next('dd').text().trim()]])
        .get() as [string, string][],
    );
    expect(Object.fromEntries(sent)).toMatchObject({
      'In danger then': 'Yes',
      When: '19 Nov 2026, about 19:30',
      'Nude or sexual image': 'No',
      'Screen hidden': 'Yes',
      'Other witnesses': 'The lunch staff',
      'Told already': 'The office',
      'How it came out': 'The child told you of their own accord',
    });
  });
});

describe('what to do with the device', () => {
  const device = async (about: string, school = staff.school.id) => {
    const visitor = await browser.signedIn(staff.teacher);
    const begun = await visitor.post('/concerns/report', { school, danger: 'no', about });
    return shown(visitor, String(begun.headers.location).replace('/who', '/device'));
  };

  test('one of two leads is enough; about an adult it is the headteacher', async () => {
    const second = await anAdult(world, { school: staff.school, role: 'dsl' });
    const page = await device('child');
    const [one, two] = [await nameOf(staff.dsl), await nameOf(second)];
    expect(page).toMatch(new RegExp(`Find (${one} or ${two}|${two} or ${one}) now`));
    expect(await device('adult')).toContain('Find the headteacher now');
    expect(await device('head')).toContain('Find the chair of governors now');
  });

  test('out of hours it says that the school is closed, and what then', async () => {
    world.clock.set(FRIDAY_EVENING);
    const page = await device('child');
    expect(page).toContain('The school is closed now.');
    expect(page).toContain('when it opens at 08:30 on Monday 23 November.');
    expect(page).not.toContain('Find ');
  });
});

test('a day is asked for and no answer is chosen before it is; “Today” is kept when it is sent tomorrow', async () => {
  let visitor = await browser.signedIn(staff.teacher);
  const draft = await draftOf(visitor, staff.school.id, {});
  const fresh = await visitor.post('/concerns/report', {
    school: staff.school.id,
    danger: 'no',
    about: 'child',
  });
  const what = String(fresh.headers.location).replace('/who', '/what');
  expect(load((await visitor.get(what)).body)('input[name=happened_when][checked]')).toHaveLength(0);
  const missing = await visitor.post(what, { kinds: ['bullying'], place: 'home' });
  expect(missing.statusCode).toBe(422);
  expect(missing.body).toContain('Say when it happened, or choose Not known.');

  world.clock.set('2026-11-21T09:00:00Z');
  visitor = await browser.signedIn(staff.teacher);
  const again = load((await visitor.get(`/concerns/report/${draft}/what`)).body);
  expect(again('input[name=happened_when][checked]').val()).toBe('yesterday');
  const sent = await visitor.post(`/concerns/report/${draft}/send`);
  const id = /mine\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1];
  const { rows } = await world.owner.query(
    'select happened_on::text as day from concern.concern where id = $1',
    [id],
  );
  expect(rows).toEqual([{ day: '2026-11-20' }]);
});

test('about an adult, “I do not know who” is that adult, and the next one is not', async () => {
  const visitor = await browser.signedIn(staff.teacher);
  const begun = await visitor.post('/concerns/report', {
    school: staff.school.id,
    danger: 'no',
    about: 'adult',
  });
  const who = String(begun.headers.location);
  await visitor.post(who, { do: 'not-known' });
  const one = { unknown: 'Not known', unknown_part: 'alleged', unknown_adult: 'yes' };
  await visitor.post(who, { do: 'not-known', ...one });
  const page = load((await visitor.get(who)).body);
  const values = (name: string) =>
    page(`[name=${name}]`)
      .map((_, field) => page(field).val())
      .get();
  expect(values('unknown_part')).toEqual(['alleged', 'affected']);
  expect(values('unknown_adult')).toEqual(['yes', 'no']);
  expect((await visitor.post(who, { do: 'continue', ...one })).statusCode).toBe(303);
});

test.each(['information_manager', 'trustee'] as const)(
  'who holds a post of the trust alone (%s) reports at any school of it, in words, and sees nobody there',
  async (role) => {
    const child = await aPupil(world, { school: staff.school, familyName: 'Penwarden' });
    const sister = await aSchool(world, { trustId: staff.school.trustId, name: 'Sister School' });
    const other = await aStaffedSchool(world, { name: 'Another Trust’s School' });
    const visitor = await browser.signedIn(await anAdult(world, { trustId: staff.school.trustId, role }));
    const start = load((await visitor.get('/concerns/report')).body);
    const offered = start('select[name=school] option')
      .map((_, option) => start(option).attr('value'))
      .get();
    expect(offered).toContain(staff.school.id);
    expect(offered).toContain(sister.id);
    expect(offered).not.toContain(other.school.id);
    const draft = await draftOf(visitor, staff.school.id, {});
    const who = load((await visitor.get(`/concerns/report/${draft}/who`)).body);
    expect(who('input[data-person-search]')).toHaveLength(0);
    const search = await visitor.post(`/people/search/${staff.school.id}`, { query: 'Penwarden' });
    expect(search.json()).toEqual({ people: [] });
    const listed = await visitor.post(`/concerns/report/${draft}/who`, { do: 'continue', person: child });
    expect(listed.statusCode).toBe(422);
    await visitor.post(`/concerns/report/${draft}/who`, {
      unknown: 'An older pupil',
      unknown_part: 'affected',
    });
    const lead = await nameOf(staff.dsl);
    expect(await shown(visitor, `/concerns/report/${draft}/check`)).toContain(
      `${lead} (designated safeguarding lead)`,
    );
    const sent = await visitor.post(`/concerns/report/${draft}/send`);
    expect(sent.headers.location).toContain('/concerns/mine/');
    expect(await shown(visitor, String(sent.headers.location))).toContain('can read it now');
    const refused = await visitor.post('/concerns/report', {
      school: other.school.id,
      danger: 'no',
      about: 'child',
    });
    expect(refused.statusCode).toBe(422);
  },
);

test('all that is wrong with a page is said at once', async () => {
  const visitor = await browser.signedIn(staff.teacher);
  const begun = await visitor.post('/concerns/report', {
    school: staff.school.id,
    danger: 'no',
    about: 'child',
  });
  const what = String(begun.headers.location).replace('/who', '/what');
  const wrong = async (fields: Record<string, string | string[]>) => {
    const page = load((await visitor.post(what, fields)).body);
    return page('.govuk-error-summary li')
      .map((_, item) => page(item).text())
      .get();
  };
  expect(await wrong({ happened_time: 'noonish' })).toEqual([
    'Tick at least one. If nothing fits, tick “Something else”.',
    'Say when it happened, or choose Not known.',
    'Enter a time such as 9:05 or 2.30pm, or leave this empty.',
    'Say where it happened.',
  ]);
  expect(await wrong({ happened_when: 'another' })).toEqual([
    'Tick at least one. If nothing fits, tick “Something else”.',
    'Say where it happened.',
    'Enter the date, or choose Not known.',
  ]);
});

test('the check page holds everything that is sent, and “Change” leads back to it', async () => {
  const visitor = await browser.signedIn(staff.teacher);
  const draft = await draftOf(visitor, staff.school.id, {
    when: { happened_when: 'today' },
    words: { evidence_what: 'Six messages', evidence_where: 'Her tablet', self_reported: 'yes' },
  });
  const check = `/concerns/report/${draft}/check`;
  const start = {
    school: staff.school.id,
    danger: 'no',
    about: 'child',
    on_paper: 'yes',
    'paper_date-day': '20',
    'paper_date-month': '11',
    'paper_date-year': '2026',
    paper_time: '8.15',
    paper_author: 'Mrs Hill, midday supervisor',
  };
  const page = load((await visitor.get(check)).body);
  expect(page('a[href$="/start?from=check"]').length).toBeGreaterThan(0);
  const form = load((await visitor.get(`/concerns/report/${draft}/start?from=check`)).body);
  expect(form('form[data-autosave]').attr('action')).toBe(`/concerns/report/${draft}/start?from=check`);
  expect(form('.govuk-back-link').attr('href')).toBe(check);
  const changed = await visitor.post(`/concerns/report/${draft}/start?from=check`, {
    do: 'continue',
    ...start,
  });
  expect(changed.headers.location).toBe(check);
  const text = await shown(visitor, check);
  for (const words of [
    '20 Nov 2026, about 08:15, by Mrs Hill, midday supervisor',
    'Six messages (Her tablet): not known whether it is still there',
    'The child told you of their own accord',
    'Screen hiddenNot answered',
  ]) {
    expect(text).toContain(words);
  }
  const image = `/concerns/report/${draft}/image?from=check`;
  expect((await visitor.post(image, { indecent_image: 'no' })).headers.location).toBe(check);
  expect((await visitor.post(image, { indecent_image: 'yes' })).headers.location).toContain('/device');
  // A stricter answer stays (design rule 5): only the designated lead lets Not sure become No.
  expect((await visitor.post(image, { indecent_image: 'no' })).headers.location).toContain('/device');
  const added = await visitor.post(`/concerns/report/${draft}/who?from=check`, {
    do: 'not-known',
    unknown: 'An older pupil',
    unknown_part: 'affected',
  });
  expect(added.headers.location).toBe(`/concerns/report/${draft}/who?from=check`);
});

test('what a paper form tells did not happen after it was written', async () => {
  const visitor = await browser.signedIn(staff.teacher);
  const draft = await draftOf(visitor, staff.school.id, {});
  await visitor.post(`/concerns/report/${draft}/start`, {
    school: staff.school.id,
    danger: 'no',
    about: 'child',
    on_paper: 'yes',
    'paper_date-day': '18',
    'paper_date-month': '11',
    'paper_date-year': '2026',
  });
  const check = await visitor.get(`/concerns/report/${draft}/check`);
  expect(check.headers.location).toBe(`/concerns/report/${draft}/what`);
  const what = (await visitor.get(String(check.headers.location))).body;
  expect(load(what)('.govuk-error-summary a[href="#happened_when"]').text()).toContain('dated 18 Nov 2026');
  const answer = async (day: string) =>
    (
      await visitor.post(`/concerns/report/${draft}/what`, {
        kinds: 'bullying',
        place: 'home',
        happened_when: 'another',
        'happened-day': day,
        'happened-month': '11',
        'happened-year': '2026',
      })
    ).statusCode;
  expect(await answer('19')).toBe(422);
  expect(await answer('18')).toBe(303);
  expect((await visitor.get(`/concerns/report/${draft}/check`)).statusCode).toBe(200);
});
