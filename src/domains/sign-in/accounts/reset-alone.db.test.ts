import { describe, expect, test } from 'vitest';
import { type AnAccount, anAccount, PASSWORD } from '../../../../test/factories/accounts.ts';
import { aConcern, anExclusion } from '../../../../test/factories/concerns.ts';
import { anAdult, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const browser = await testBrowser(world);
const { school } = here;
const NEW = 'seventeen wet ducks';
const codeIn = (html: string) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(html)?.[0] ?? '';

/** A teacher who has reported the Head, with a draft begun and typing kept. */
async function aReporter(authenticator = false) {
  const account = await anAccount(world, await anAdult(world, { school }), { authenticator });
  const { personId } = account;
  const aboutHead = await aConcern(world, {
    school,
    reporter: personId,
    stream: 'head',
    headline: 'About the Head',
    parties: [{ personId: here.head, isAdult: true, part: 'alleged' }],
  });
  const other = await aConcern(world, { school, reporter: personId, headline: 'About messages' });
  const at = world.clock.now().toString();
  for (const { id, caseloadId } of [aboutHead, other]) {
    await world.owner.query(
      `insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body) values (uuidv7(), $1, $2, $3, $4, 'more')`,
      [id, caseloadId, personId, at],
    );
    await world.owner.query(
      `insert into concern.reporter_update (id, concern_id, caseload_id, reporter_id, at, kind) values (uuidv7(), $1, $2, $3, $4, 'sent')`,
      [id, caseloadId, personId, at],
    );
  }
  await world.owner.query(
    `insert into concern.draft (id, author_id, school_id, made_at, saved_at) values (uuidv7(), $1, $2, $3, $3)`,
    [personId, school.id, at],
  );
  await world.owner.query(
    `insert into signin.parked_form (id, person_id, path, fields, parked_at) values (uuidv7(), $1, '/concerns/x', '{}', $2)`,
    [personId, at],
  );
  world.clock.advance({ minutes: 1 });
  return { ...account, aboutHead, other };
}

const OWN = `select
  (select array_agg(headline order by headline) from concern.concern where reporter_id = $1) as reports,
  (select count(*)::int from concern.party where reporter_id = $1) as parties,
  (select count(*)::int from concern.addition where author_id = $1) as additions,
  (select count(*)::int from concern.reporter_update where reporter_id = $1) as updates,
  (select count(*)::int from concern.draft where author_id = $1) as drafts,
  (select count(*)::int from signin.parked_form where person_id = $1) as parked`;
const ownOf = async (personId: string) =>
  (await world.as(personId, (tx) => tx.client.query(OWN, [personId]), false)).rows[0];
const ALL = { reports: ['About messages', 'About the Head'], parties: 2, additions: 2, updates: 2 };
const NOTHING = { reports: null, parties: 0, additions: 0, updates: 0, drafts: 0, parked: 0 };

/** What the finding's attacker does: asks for the code and uses it. */
async function takeOver(by: string, account: AnAccount, newPassword = NEW) {
  const given = await (await browser.signedIn(by)).post(`/people/accounts/${account.personId}`);
  const jar = cookieJar(browser.app);
  const entered = await jar.post('/invitation', {
    userName: account.userName,
    code: codeIn(given.body),
    newPassword,
  });
  world.clock.advance({ minutes: 1 });
  return { jar, entered };
}
const vouch = async (by: string, personId: string) =>
  (await (await browser.signedIn(by)).post(`/people/accounts/${personId}/vouch`)).statusCode;
const inDatabase = (by: string, personId: string) =>
  world.as(by, (tx) => tx.client.query('select signin.vouch($1)', [personId]));

describe('a sign-in that one person alone gave anew', () => {
  test.each(['head', 'it', 'office'] as const)(
    'by %s opens nothing that was written before',
    async (role) => {
      const account = await aReporter();
      expect(await ownOf(account.personId)).toEqual({ ...ALL, drafts: 1, parked: 1 });
      const { jar, entered } = await takeOver(here[role], account);
      expect(entered.to).toBe('/');
      expect((await jar.get(`/concerns/mine/${account.aboutHead.id}`)).status).toBe(404);
      const mine = await jar.get('/concerns/mine');
      expect(mine.text).not.toContain(account.aboutHead.reference);
      expect(mine.text).toContain('said that it is really you');
      expect(await ownOf(account.personId)).toEqual(NOTHING);
    },
  );

  test('what is reported afterwards is theirs at once', async () => {
    const account = await aReporter();
    await takeOver(here.office, account);
    await aConcern(world, { school, reporter: account.personId, headline: 'Later', minutesAgo: 0 });
    expect((await ownOf(account.personId)).reports).toEqual(['Later']);
  });

  test('until the code is used nothing is shut; a first sign-in shuts nothing', async () => {
    const account = await aReporter();
    await (await browser.signedIn(here.office)).post(`/people/accounts/${account.personId}`);
    expect((await ownOf(account.personId)).reports).toEqual(ALL.reports);
    const first = await anAccount(world, await anAdult(world, { school }), { password: null });
    await takeOver(here.office, first);
    const me = await world.as(first.personId, async (_tx, self) => self, false);
    expect(me.earlierWithheld).toBe(false);
  });

  test('a password that was taken away counts as used', async () => {
    const account = await aReporter();
    await world.owner.query('update signin.account set password_hash = null where person_id = $1', [
      account.personId,
    ]);
    await takeOver(here.head, account);
    expect(await ownOf(account.personId)).toEqual(NOTHING);
  });

  test('those who can vouch are told, and nobody else', async () => {
    const account = await aReporter();
    await takeOver(here.it, account);
    const { rows } = await world.owner.query(
      `select to_person_id as id from mail.outbox where template = 'vouch' and link = $1`,
      [`/people/accounts/${account.personId}/vouch`],
    );
    const told = rows.map((row) => row.id);
    expect(told.sort()).toEqual([here.dsl, here.deputy, here.head, here.chair, here.trustLead].sort());
  });
});

describe('vouching', () => {
  test.each(['dsl', 'deputy', 'chair', 'trustLead'] as const)('by %s gives everything back', async (role) => {
    const account = await aReporter();
    await takeOver(here.head, account);
    const page = await (await browser.signedIn(here[role])).get('/recovery');
    expect(page.body).toContain(`/people/accounts/${account.personId}/vouch`);
    expect(await vouch(here[role], account.personId)).toBe(303);
    expect(await ownOf(account.personId)).toEqual({ ...ALL, drafts: 1, parked: 1 });
    const { rows } = await world.owner.query(
      `select actor from audit.event where subject = $1 and type = 'account.vouched/1'`,
      [account.personId],
    );
    expect(rows).toEqual([{ actor: `person:${here[role]}` }]);
  });

  test('is for nobody who ever reset it, nor who reads no cases there, nor the person', async () => {
    const account = await aReporter();
    await takeOver(here.head, account);
    await takeOver(here.office, account, 'three green kettles');
    const others = ['it', 'office', 'otherTeacher'] as const;
    for (const by of [here.head, account.personId, elsewhere.dsl, ...others.map((role) => here[role])]) {
      expect(await vouch(by, account.personId)).toBe(404);
      await expect(inDatabase(by, account.personId)).rejects.toThrow('could vouch');
    }
    await expect(
      world.as(here.dsl, (tx) => tx.client.query('select signin.vouch($1)', [account.personId]), false),
    ).rejects.toThrow('could vouch');
    expect(await ownOf(account.personId)).toEqual(NOTHING);
  });

  test('by somebody whom a report excludes opens all but that report', async () => {
    const account = await aReporter();
    await takeOver(here.office, account);
    expect(await vouch(here.head, account.personId)).toBe(303);
    expect((await ownOf(account.personId)).reports).toEqual(['About messages']);
    await anExclusion(world, account.other, here.dsl, 'lifted');
    expect(await vouch(here.dsl, account.personId)).toBe(303);
    expect((await ownOf(account.personId)).reports).toEqual(ALL.reports);
  });

  test('is asked again after the next reset', async () => {
    const account = await aReporter();
    await takeOver(here.office, account);
    await vouch(here.dsl, account.personId);
    await takeOver(here.office, account, 'three green kettles');
    expect(await ownOf(account.personId)).toEqual(NOTHING);
  });
});

describe('an authenticator', () => {
  test('stays with a new password: without it nobody is in, and nothing has changed', async () => {
    const account = await aReporter(true);
    const { jar, entered } = await takeOver(here.head, account);
    expect(entered.to).toBe('/sign-in/code');
    expect((await jar.post('/sign-in/code', { code: '000000' })).status).toBe(422);
    const old = cookieJar(browser.app);
    expect((await old.post('/sign-in', { userName: account.userName, password: PASSWORD })).to).toBe(
      '/sign-in/code',
    );
    expect((await ownOf(account.personId)).reports).toEqual(ALL.reports);
    expect((await jar.post('/sign-in/code', { code: account.code() })).to).toBe('/');
    expect(await ownOf(account.personId)).toEqual(NOTHING);
  });

  test('that is lost too is given back by two people', async () => {
    const account = await aReporter(true);
    const started = await (await browser.signedIn(here.head)).post('/recovery/start', {
      personId: account.personId,
      reason: 'lost phone and password',
    });
    const recovery = String(started.headers.location);
    const confirmed = await (await browser.signedIn(here.dsl)).post(`${recovery}/confirm`);
    const jar = cookieJar(browser.app);
    const fields = { userName: account.userName, code: codeIn(confirmed.body), newPassword: NEW };
    expect((await jar.post('/invitation', fields)).to).toBe('/');
    expect((await ownOf(account.personId)).reports).toEqual(ALL.reports);
  });
});
