import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { anAccount } from '#test/factories/accounts.ts';
import { anAdult, aSchool, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const overview = (staff: Staffed) => `/settings/routing/${staff.school.id}`;
const words = (html: string) => load(html)('main').text().replaceAll(/\s+/g, ' ');

async function routes(staff: Staffed): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select coalesce(kind, '*') || ' ' || role || case when at_once then '+' else '' end as rule
     from concern.route where school_id = $1 and stream = 'child' order by kind nulls first, position`,
    [staff.school.id],
  );
  return rows.map(({ rule }) => rule);
}

async function events(
  staff: Staffed,
): Promise<{ type: string; actor: string; data: Record<string, unknown> }[]> {
  const { rows } = await world.owner.query(
    `select type, actor, body::jsonb -> 'data' as data from audit.event where chain_id = $1 order by seq`,
    [staff.school.id],
  );
  return rows;
}

const ranked = {
  stream: 'child',
  dsl: 'next',
  deputy_dsl: 'once',
  head: 'once',
  trust_safeguarding_lead: 'last',
};
const DEFAULT_SEEN = 'dsl+ deputy_dsl+ head trust_safeguarding_lead';

test('warns of holders who could not open what they are told', async () => {
  const staff = await aStaffedSchool(world);
  for (const person of [staff.dsl, staff.head, staff.chair, staff.trustLead]) await anAccount(world, person);
  await world.owner.query('update signin.account set disabled_at = now() where person_id = $1', [
    staff.chair,
  ]);
  const names = await world.owner.query(
    `select id, given_name || ' ' || family_name as name from people.person where id = any ($1)`,
    [[staff.chair, staff.deputy]],
  );
  const nameOf = (id: string) => names.rows.find((row) => row.id === id)?.name;
  const page = words((await (await browser.signedIn(staff.dsl)).get(overview(staff))).body);
  expect(page).toContain(`because their account is closed: ${nameOf(staff.chair)} (chair of governors).`);
  expect(page).toContain(
    `before they have set a password: ${nameOf(staff.deputy)} (deputy safeguarding lead). Invite them.`,
  );
});

describe('who may', () => {
  test.each(['dsl', 'head', 'trustLead'] as const)('the %s sees and changes the settings', async (role) => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff[role]);
    expect((await lead.get(overview(staff))).statusCode).toBe(200);
    expect((await lead.post(`${overview(staff)}/route`, { ...ranked, seen: DEFAULT_SEEN })).statusCode).toBe(
      303,
    );
    expect(await routes(staff)).toEqual(['* deputy_dsl+', '* head+', '* dsl', '* trust_safeguarding_lead']);
  });

  test.each(['teacher', 'deputy', 'it', 'office', 'chair'] as const)(
    'for the %s there is nothing',
    async (role) => {
      const staff = await aStaffedSchool(world);
      const person = await browser.signedIn(staff[role]);
      const settings = { acknowledge_within: '60', record_of_truth: 'gatehouse' };
      const answers = [
        await person.get('/settings/routing'),
        await person.get(overview(staff)),
        await person.get(`${overview(staff)}/route?stream=child`),
        await person.post(overview(staff), settings),
        await person.post(`${overview(staff)}/route`, { ...ranked, seen: DEFAULT_SEEN }),
        await person.post(`${overview(staff)}/route/remove`, { stream: 'child' }),
      ];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
      expect(await routes(staff)).toEqual([]);
    },
  );

  test('a lead of another school has nothing here, a lead without a second factor neither', async () => {
    const staff = await aStaffedSchool(world);
    const other = await aStaffedSchool(world);
    const stranger = await browser.signedIn(other.dsl);
    const careless = await browser.signedIn(staff.dsl, { secondFactor: false });
    expect((await stranger.get(overview(staff))).statusCode).toBe(404);
    expect((await careless.get(overview(staff))).statusCode).toBe(404);
  });

  test('the database refuses a deputy too, whatever the code would say', async () => {
    const staff = await aStaffedSchool(world);
    const insert = world.as(staff.deputy, (tx) =>
      tx.client.query(
        `insert into concern.route (id, school_id, stream, position, role, at_once) values (gen_random_uuid(), $1, 'child', 1, 'dsl', true)`,
        [staff.school.id],
      ),
    );
    await expect(insert).rejects.toThrow('row-level security');
    const { rowCount } = await world.as(staff.deputy, (tx) =>
      tx.client.query('update people.school set acknowledge_within_minutes = 240 where id = $1', [
        staff.school.id,
      ]),
    );
    expect(rowCount).toBe(0);
  });
});

describe('what the page says', () => {
  test('names by duty, in order, and that an adult concern is the Head’s alone', async () => {
    const staff = await aStaffedSchool(world);
    const page = words((await (await browser.signedIn(staff.dsl)).get(overview(staff))).body);
    expect(page).toMatch(
      /Told at once.*\(designated safeguarding lead\).*\(deputy safeguarding lead\).*Next in line/,
    );
    expect(page).toContain('Only the headteacher could be told.');
    expect(page).toContain('not been acknowledged for 15 minutes');
    expect(page).toContain('after 30 minutes at the latest');
  });

  test('warns of one, of nobody, and of somebody without an address', async () => {
    const school = await aSchool(world);
    const dsl = await anAdult(world, { school, role: 'dsl', givenName: 'Wren', familyName: 'Askdale' });
    await world.owner.query('update people.person set email = null where id = $1', [dsl]);
    const page = words((await (await browser.signedIn(dsl)).get(`/settings/routing/${school.id}`)).body);
    expect(page).toContain('Only one person could be told.');
    expect(page).toContain('Next in lineNobody. What is urgent is told to the same people again');
    expect(page).toContain('Who holds which duty, and naming cover');
    expect(page).toContain('Nobody could be told: the school has no headteacher in Gatehouse today.');
    expect(page).toContain('No e-mail address is held for Wren Askdale');
  });

  test('one school: straight there; several: a choice', async () => {
    const staff = await aStaffedSchool(world);
    const one = await (await browser.signedIn(staff.dsl)).get('/settings/routing');
    expect([one.statusCode, one.headers.location]).toEqual([303, overview(staff)]);
    await aSchool(world, { trustId: staff.school.trustId, name: 'Sister School' });
    const several = await (await browser.signedIn(staff.trustLead)).get('/settings/routing');
    expect(words(several.body)).toContain('Sister School');
  });
});

describe('changing a route', () => {
  test('is audited, with who and what', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.head);
    await lead.post(`${overview(staff)}/route`, { ...ranked, seen: DEFAULT_SEEN });
    expect(await events(staff)).toEqual([
      {
        type: 'route.changed/1',
        actor: `person:${staff.head}`,
        data: { stream: 'child', rules: 'deputy_dsl+ head+ dsl trust_safeguarding_lead' },
      },
    ]);
  });

  test('for one kind, and back again', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    const form = { ...ranked, kind: 'radicalisation', seen: DEFAULT_SEEN };
    expect((await lead.post(`${overview(staff)}/route`, form)).statusCode).toBe(303);
    expect((await routes(staff))[0]).toBe('radicalisation deputy_dsl+');
    expect(words((await lead.get(overview(staff))).body)).toContain('Extremist ideas');
    await lead.post(`${overview(staff)}/route/remove`, { stream: 'child', kind: 'radicalisation' });
    expect(await routes(staff)).toEqual([]);
  });

  test.each([
    [
      'nobody at once',
      { dsl: 'next', deputy_dsl: 'next', head: 'last' },
      'at least one duty that is told at once',
    ],
    [
      'only a duty that nobody holds',
      { dsl: 'next', deputy_dsl: 'once', head: 'last' },
      'Nobody is deputy safeguarding lead today',
    ],
    [
      'an answer missing',
      { deputy_dsl: 'once', head: 'last' },
      'Choose when the designated safeguarding lead is told.',
    ],
  ])('%s: refused, with everything kept', async (_case, answers, message) => {
    const school = await aSchool(world);
    const dsl = await anAdult(world, { school, role: 'dsl' });
    const lead = await browser.signedIn(dsl);
    const address = `/settings/routing/${school.id}/route`;
    const reply = await lead.post(address, {
      stream: 'child',
      trust_safeguarding_lead: 'last',
      ...answers,
      seen: DEFAULT_SEEN,
    });
    expect(reply.statusCode).toBe(422);
    const page = load(reply.body);
    expect(page('.govuk-error-summary').text()).toContain(message);
    expect(page('input[name=head]:checked').attr('value')).toBe('last');
    const { rowCount } = await world.owner.query('select 1 from concern.route where school_id = $1', [
      school.id,
    ]);
    expect(rowCount).toBe(0);
  });

  test('that somebody else changed meanwhile: refused, theirs stands', async () => {
    const staff = await aStaffedSchool(world);
    const first = await browser.signedIn(staff.dsl);
    const second = await browser.signedIn(staff.head);
    await first.post(`${overview(staff)}/route`, { ...ranked, seen: DEFAULT_SEEN });
    const late = await second.post(`${overview(staff)}/route`, {
      ...ranked,
      dsl: 'once',
      seen: DEFAULT_SEEN,
    });
    expect(late.statusCode).toBe(409);
    expect(await routes(staff)).toContain('* dsl');
  });

  test('of adult concerns, or of a kind about the Head, does not exist', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.head);
    expect((await lead.get(`${overview(staff)}/route?stream=adult`)).statusCode).toBe(404);
    expect((await lead.get(`${overview(staff)}/route?stream=head&kind=bullying`)).statusCode).toBe(404);
    expect((await lead.get(`${overview(staff)}/route?stream=child&kind=nonsense`)).statusCode).toBe(404);
  });
});

describe('the other settings', () => {
  test('saved; the event names the fields and not what was typed', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    const reply = await lead.post(overview(staff), {
      acknowledge_within: '20',
      record_of_truth: 'myconcern',
      phone: '',
      lado: 'Duty desk 01234 000999',
    });
    expect(reply.statusCode).toBe(303);
    const { rows } = await world.owner.query(
      'select acknowledge_within_minutes as minutes, record_of_truth as record, lado_contact as lado from people.school where id = $1',
      [staff.school.id],
    );
    expect(rows).toEqual([{ minutes: 20, record: 'myconcern', lado: 'Duty desk 01234 000999' }]);
    expect((await events(staff)).map(({ data }) => data)).toEqual([
      { setting: 'lado' },
      { setting: 'wait' },
      { fields: ['acknowledgeWithinMinutes', 'recordOfTruth', 'lado'] },
    ]);
  });

  test.each(['', '4', '241', '-5', '15.5', 'soon', '1e2'])('“%s” minutes are refused', async (typed) => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    const reply = await lead.post(overview(staff), {
      acknowledge_within: typed,
      record_of_truth: 'gatehouse',
    });
    expect(reply.statusCode).toBe(422);
    expect(load(reply.body)('.govuk-error-summary').text()).toContain('5 to 240');
    expect(await events(staff)).toEqual([]);
  });
});
