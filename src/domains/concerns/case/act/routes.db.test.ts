import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { type AConcern, aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { caseActs, transition } from '../../transitions.ts';
import * as service from './service.ts';

const world = await testWorld();

let staff: Staffed;
let browser: Browser;

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
});

async function anOpenCase(): Promise<AConcern> {
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  return concern;
}

test('a form that cannot be read is shown again with 422, its errors, and everything typed', async () => {
  const concern = await anOpenCase();
  const lead = await browser.signedIn(staff.dsl);
  const response = await lead.post(`/concerns/${concern.id}/child`, {
    version: '2',
    note: 'She drew it for me',
  });
  expect(response.statusCode).toBe(422);
  const page = load(response.body);
  expect(page('.govuk-error-summary').text()).toContain('Choose how the child took part');
  expect(page('textarea[name=note]').text()).toBe('She drew it for me');
  expect(page('title').text()).toMatch(/^Error: /);
});

test('what is missing to close is answered with 422, and the page links to each place', async () => {
  const concern = await anOpenCase();
  const lead = await browser.signedIn(staff.dsl);
  const response = await lead.post(`/concerns/${concern.id}/close`, { version: '2' });
  expect(response.statusCode).toBe(422);
  const links = load(response.body)('main li a')
    .map((_, a) => load(response.body)(a).attr('href'))
    .get();
  for (const act of ['severity', 'categorise', 'intent', 'child', 'parents', 'outcome']) {
    expect(links).toContain(`/concerns/${concern.id}/${act}`);
  }
});

test('who comes second gets 409: their words kept, the other’s change shown, and the next press saves', async () => {
  const concern = await anOpenCase();
  const [first, second] = [await browser.signedIn(staff.dsl), await browser.signedIn(staff.deputy)];
  await first.post(`/concerns/${concern.id}/severity`, {
    version: '2',
    severity: 'low',
    note: 'One message',
  });
  const late = await second.post(`/concerns/${concern.id}/severity`, {
    version: '2',
    severity: 'high',
    note: 'Forty messages',
  });
  expect(late.statusCode).toBe(409);
  const page = load(late.body);
  expect(page('main').text()).toMatch(/Somebody changed this case.*Severity set.*Severity: nothing → Low/s);
  expect(page('textarea[name=note]').text()).toBe('Forty messages');
  expect(page('input[name=severity]:checked').attr('value')).toBe('high');
  const version = page('input[name=version]').attr('value') ?? '';
  const saved = await second.post(`/concerns/${concern.id}/severity`, {
    version,
    severity: 'high',
    note: 'Forty messages',
  });
  expect(saved.statusCode).toBe(303);
});

test('words typed for a case that was closed meanwhile are kept too', async () => {
  const concern = await anOpenCase();
  await world.owner.query(
    `update concern.case_file set status = 'closed', version = 3 where concern_id = $1`,
    [concern.id],
  );
  const lead = await browser.signedIn(staff.dsl);
  const response = await lead.post(`/concerns/${concern.id}/note`, {
    version: '2',
    body: 'A long and careful note',
  });
  expect(response.statusCode).toBe(409);
  const page = load(response.body);
  expect(page('textarea[name=body]').text()).toBe('A long and careful note');
  expect(page('main').text()).toContain('This case is closed. Reopen it first.');
});

test('an old link to something that can no longer be done leads back to the case', async () => {
  const concern = await aConcern(world, { school: staff.school });
  const response = await (await browser.signedIn(staff.dsl)).get(`/concerns/${concern.id}/severity`);
  expect([response.statusCode, response.headers.location]).toEqual([303, `/concerns/${concern.id}`]);
});

test('every act that the table allows on an open case has a form, with the version that was shown', async () => {
  const concern = await anOpenCase();
  const lead = await browser.signedIn(staff.dsl);
  for (const act of caseActs.filter((one) => transition('child_handler', 'open', one) !== undefined)) {
    const response = await lead.get(`/concerns/${concern.id}/${act}`);
    expect([act, response.statusCode]).toEqual([act, 200]);
    expect(load(response.body)('main input[name=version]').attr('value'), act).toBe('2');
  }
});

async function readsOf(concern: AConcern) {
  const { rows } = await world.owner.query<{ actor: string; body: string }>(
    `select actor, body from audit.event where subject = $1 and type = 'concern.read/1' order by seq`,
    [concern.id],
  );
  return rows.map(({ actor, body }) => ({
    actor,
    page: (JSON.parse(body) as { data: { page?: string } }).data.page,
  }));
}

test('no act’s page shows the case without an event that says who read it', async () => {
  const concern = await anOpenCase();
  const lead = await browser.signedIn(staff.deputy);
  const open = caseActs.filter((one) => transition('child_handler', 'open', one) !== undefined);
  for (const act of open) await lead.get(`/concerns/${concern.id}/${act}`);
  expect(await readsOf(concern)).toEqual(open.map((page) => ({ actor: `person:${staff.deputy}`, page })));
});

test('nor does the answer to a form that could not be read, or came too late', async () => {
  const concern = await anOpenCase();
  const lead = await browser.signedIn(staff.deputy);
  await lead.post(`/concerns/${concern.id}/note`, { version: '2', body: '' });
  await lead.post(`/concerns/${concern.id}/note`, { version: '1', body: 'Late' });
  expect((await readsOf(concern)).map(({ page }) => page)).toEqual(['note', 'note']);
});

test('a form that names no version that was ever shown is told that it is out of date, and no more', async () => {
  const concern = await anOpenCase();
  await world.as(staff.dsl, (tx, me) =>
    service.addNote(tx, me, { concernId: concern.id, version: 2 }, { body: 'Bruised and afraid' }),
  );
  const lead = await browser.signedIn(staff.deputy);
  for (const version of ['0', '00', '-1', '', 'x']) {
    const response = await lead.post(`/concerns/${concern.id}/note`, { version, body: 'Let me see' });
    expect(response.statusCode).toBe(409);
    expect(response.body).not.toContain('Bruised');
    expect(response.body).toContain('no longer up to date');
    expect(response.body).toContain('Let me see');
  }
});

test('a post from another site is refused', async () => {
  const concern = await anOpenCase();
  const { cookie } = await browser.signedIn(staff.dsl);
  const response = await browser.app.inject({
    method: 'POST',
    url: `/concerns/${concern.id}/note`,
    headers: {
      host: 'localhost:8080',
      cookie,
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: 'version=2&body=x',
  });
  expect(response.statusCode).toBe(403);
});
