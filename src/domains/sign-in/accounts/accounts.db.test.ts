import { describe, expect, test } from 'vitest';
import { type AnAccount, anAccount, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, anAppointment, aSchool, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const browser = await testBrowser(world);
const { school } = here;
const NEW = 'seventeen wet ducks';

const teacher = () => anAdult(world, { school, givenName: 'Miriam', familyName: 'Osei-Grant' });
const fresh = () => cookieJar(browser.app);
const codeIn = (html: string) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(html)?.[0] ?? '';

async function invite(by: string, personId: string, fields: Record<string, string> = {}) {
  const visitor = await browser.signedIn(by);
  const answer = await visitor.post(`/people/accounts/${personId}`, fields);
  return { status: answer.statusCode, body: answer.body, code: codeIn(answer.body) };
}
const isIn = async (account: AnAccount, password = PASSWORD) => {
  const jar = fresh();
  await jar.post('/sign-in', { userName: account.userName, password });
  return (await jar.get('/account')).status === 200;
};

describe('who keeps the roster', () => {
  test.each(['office', 'it', 'head'] as const)(
    '%s sees the adults of the school with and without an account',
    async (role) => {
      const personId = await teacher();
      const page = await (await browser.signedIn(here[role])).get('/people/accounts');
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain(`/people/accounts/${personId}`);
      expect(page.body).not.toContain(`/people/accounts/${elsewhere.teacher}`);
      const theirs = await (await browser.signedIn(here[role])).get(`/people/accounts/${elsewhere.teacher}`);
      expect(theirs.statusCode).toBe(404);
    },
  );

  test('is told who keeps the sign-in of somebody who works at a sister school too, and sent nowhere', async () => {
    const personId = await teacher();
    const sister = await aSchool(world, { trustId: school.trustId });
    await anAppointment(world, personId, { school: sister, trustId: school.trustId }, 'peripatetic');
    const visitor = await browser.signedIn(here.office);
    const page = (await visitor.get('/people/accounts')).body;
    expect(page).toContain('Has another post in the trust: ask its IT team.');
    expect(page).not.toContain(`/people/accounts/${personId}`);
    expect(page).not.toContain(`/people/accounts/${here.office}`);
    expect((await visitor.get(`/people/accounts/${personId}`)).statusCode).toBe(404);
    const trustIt = await anAdult(world, { trustId: school.trustId, role: 'trust_it' });
    expect((await invite(trustIt, personId, { userName: 'both.schools' })).status).toBe(200);
  });

  test.each(['teacher', 'deputy'] as const)('%s sees nothing of it', async (role) => {
    expect((await (await browser.signedIn(here[role])).get('/people/accounts')).statusCode).toBe(404);
    expect(
      (await (await browser.signedIn(here[role])).get(`/people/accounts/${here.otherTeacher}`)).statusCode,
    ).toBe(404);
  });
});

describe('an invitation', () => {
  test('makes the account, shows a code once, and lets its holder in with a password of their own', async () => {
    const personId = await teacher();
    const form = await (await browser.signedIn(here.office)).get(`/people/accounts/${personId}`);
    expect(form.body).toContain('m.oseigrant');
    const { status, code, body } = await invite(here.office, personId, { userName: 'M.OseiGrant' });
    expect(status).toBe(200);
    expect(body).toContain('m.oseigrant');
    expect(
      (await (await browser.signedIn(here.office)).get(`/people/accounts/${personId}`)).body,
    ).not.toContain(code);
    const jar = fresh();
    const use = (fields: Record<string, string>) =>
      jar.post('/invitation', { userName: 'm.oseigrant', code, newPassword: NEW, ...fields });
    expect((await use({ newPassword: 'short' })).problem).toContain('at least 12 characters');
    expect((await use({ code: 'BBBB-BBBB-BBBB' })).status).toBe(422);
    expect((await use({ userName: 'somebody.else' })).status).toBe(422);
    expect((await use({ code: code.toLowerCase() })).to).toBe('/');
    expect((await jar.get('/account')).status).toBe(200);
    expect(
      (await fresh().post('/invitation', { userName: 'm.oseigrant', code, newPassword: NEW })).status,
    ).toBe(422);
    const { rows } = await world.owner.query(
      `select template, link from mail.outbox where to_person_id = $1`,
      [personId],
    );
    expect(rows).toEqual([{ template: 'invitation', link: '/invitation' }]);
    // It waits in the outbox, since this installation has no mail server: nobody is promised it.
    expect(body).not.toContain('on its way');
    const audit = await world.owner.query(`select type from audit.event where subject = $1 order by seq`, [
      personId,
    ]);
    expect(audit.rows.map((row) => row.type)).toEqual([
      'invitation.given/1',
      'sign_in.failed/1',
      'invitation.used/1',
      'sign_in.succeeded/1',
      'sign_in.failed/1',
    ]);
  });

  test('runs out after three days; a later one replaces it', async () => {
    const account = await anAccount(world, await teacher());
    const first = await invite(here.office, account.personId);
    const second = await invite(here.office, account.personId);
    const use = (code: string) =>
      fresh().post('/invitation', { userName: account.userName, code, newPassword: NEW });
    expect((await use(first.code)).status).toBe(422);
    world.clock.advance({ hours: 73 });
    expect((await use(second.code)).status).toBe(422);
    const third = await invite(here.office, account.personId);
    expect(await isIn(account)).toBe(true);
    expect((await use(third.code)).to).toBe('/');
    expect(await isIn(account)).toBe(false);
    expect(await isIn(account, NEW)).toBe(true);
  });

  test('of two who use one code at once, one gets in', async () => {
    const account = await anAccount(world, await teacher(), { password: null });
    const { code } = await invite(here.office, account.personId);
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        cookieJar(browser.app, { address: `10.3.3.${n}` }).post('/invitation', {
          userName: account.userName,
          code,
          newPassword: NEW,
        }),
      ),
    );
    expect(answers.filter((answer) => answer.to === '/')).toHaveLength(1);
  });

  test('a user name that somebody has is refused, with what was typed kept', async () => {
    const account = await anAccount(world, await teacher());
    const answer = await invite(here.office, await teacher(), { userName: account.userName });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Somebody else has this user name.');
    expect(answer.body).toContain(`value="${account.userName}"`);
  });
});

describe('for a case reader', () => {
  const inDatabase = (by: string, personId: string) =>
    world.as(by, (tx) =>
      tx.client.query('select signin.invite($1, null, gen_random_uuid(), $2)', [
        personId,
        Buffer.from(personId),
      ]),
    );

  test.each(['office', 'it', 'head'] as const)(
    '%s can neither invite nor reset: the page and the database refuse',
    async (role) => {
      const target = role === 'head' ? here.deputy : here.dsl;
      expect((await invite(here[role], target, { userName: 'new.name' })).status).toBe(403);
      await expect(inDatabase(here[role], target)).rejects.toThrow('given by two people');
      const page = await (await browser.signedIn(here[role])).get(`/people/accounts/${target}`);
      expect(page.body).toContain('given and reset by two people');
      expect(page.body.includes('href="/recovery"')).toBe(role === 'head');
      expect(page.body).not.toContain('Show a new code');
    },
  );

  test('IT cannot close the account either; the Head can, and its sessions end', async () => {
    const dsl = await anAdult(world, { school, role: 'dsl' });
    await anAccount(world, dsl, { authenticator: true });
    const session = await browser.signedIn(dsl);
    const close = async (by: string) =>
      (await (await browser.signedIn(by)).post(`/people/accounts/${dsl}/close`)).statusCode;
    const asSeenBy = async (by: string) =>
      (await (await browser.signedIn(by)).get(`/people/accounts/${dsl}`)).body;
    expect(await asSeenBy(here.it)).not.toContain('Close this account');
    expect(await asSeenBy(here.head)).toContain('Close this account');
    expect(await close(here.it)).toBe(403);
    expect((await session.get('/account')).statusCode).toBe(200);
    expect(await close(here.head)).toBe(303);
    expect((await session.get('/account')).statusCode).toBe(303);
  });

  test('the Head closes neither the chair’s account nor that of another school’s lead; the trust’s lead does', async () => {
    const close = async (by: string, personId: string, what = 'close') =>
      (await (await browser.signedIn(by)).post(`/people/accounts/${personId}/${what}`)).statusCode;
    const chair = await anAdult(world, { school, role: 'chair_of_governors' });
    const sister = await aSchool(world, { trustId: school.trustId });
    const lead = await anAdult(world, { school: sister, role: 'dsl' });
    await anAppointment(world, lead, { school, trustId: school.trustId }, 'teacher');
    for (const [personId, status, why] of [
      [chair, 403, 'stands over all their duties'],
      [lead, 404, 'no such person'],
    ] as const) {
      await anAccount(world, personId, { authenticator: true });
      expect(await close(here.head, personId)).toBe(status);
      expect(
        (await (await browser.signedIn(here.head)).get(`/people/accounts/${personId}`)).body,
      ).not.toContain('Close this account');
      await expect(
        world.as(here.head, (tx) => tx.client.query('select signin.set_disabled($1, true)', [personId])),
      ).rejects.toThrow(why);
      expect(await close(here.trustLead, personId)).toBe(303);
    }
    expect(await close(here.head, chair, 'open')).toBe(403);
  });

  test('that is closed or opened, every case reader is told and the register says so', async () => {
    const deputy = await anAdult(world, { school, role: 'deputy_dsl', familyName: 'Quillfeather' });
    await anAccount(world, deputy, { authenticator: true });
    for (const what of ['close', 'open']) {
      await world.owner.query('delete from mail.outbox');
      await (await browser.signedIn(here.head)).post(`/people/accounts/${deputy}/${what}`);
      const { rows } = await world.owner.query(
        `select to_person_id as id from mail.outbox where template = 'security' and link = '/people/duties'`,
      );
      const told = rows.map((row) => row.id);
      expect(told).toEqual(
        expect.arrayContaining([here.dsl, here.deputy, here.chair, here.trustLead, deputy]),
      );
      expect(told).not.toContain(here.teacher);
      const page = await (await browser.signedIn(here.dsl)).get('/people/duties');
      expect(/Quillfeather\s*<[^>]*>\s*Account closed/.test(page.body)).toBe(what === 'close');
    }
  });

  test('IT can neither end nor change a duty that reads cases', async () => {
    const changed = await world.as(here.it, (tx) =>
      tx.db
        .updateTable('people.appointment')
        .set({ during: '[2020-09-01,2026-01-01)' })
        .where('person_id', '=', here.dsl)
        .executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });
});

describe('closing an account', () => {
  test('ends its sessions and unused codes; opened again, the password works as before', async () => {
    const account = await anAccount(world, await teacher());
    const { code } = await invite(here.it, account.personId);
    const session = await browser.signedIn(account.personId);
    const it = await browser.signedIn(here.it);
    expect((await it.get(`/people/accounts/${account.personId}/close`)).body).toContain(
      'Close the account of',
    );
    await it.post(`/people/accounts/${account.personId}/close`);
    expect((await session.get('/account')).statusCode).toBe(303);
    expect(await isIn(account)).toBe(false);
    await it.post(`/people/accounts/${account.personId}/open`);
    expect(
      (await fresh().post('/invitation', { userName: account.userName, code, newPassword: NEW })).status,
    ).toBe(422);
    expect(await isIn(account)).toBe(true);
  });

  test('nobody closes their own', async () => {
    await anAccount(world, here.it);
    expect(
      (await (await browser.signedIn(here.it)).post(`/people/accounts/${here.it}/close`)).statusCode,
    ).toBe(404);
  });
});

describe('the table itself', () => {
  const readAll = (personId: string) =>
    world.as(personId, (tx) =>
      tx.db.selectFrom('signin.account').select(['person_id', 'user_name']).execute(),
    );

  test('shows a teacher nothing, IT its own school, and nobody a hash or a secret', async () => {
    await anAccount(world, here.teacher);
    await anAccount(world, elsewhere.teacher);
    expect(await readAll(here.teacher)).toEqual([]);
    const seen = (await readAll(here.it)).map((row) => row.person_id);
    expect(seen).toContain(here.teacher);
    expect(seen).not.toContain(elsewhere.teacher);
    for (const column of ['password_hash', 'totp_sealed', 'totp_last_step']) {
      await expect(
        world.as(here.head, (tx) => tx.client.query(`select ${column} from signin.account`)),
      ).rejects.toThrow('permission denied');
    }
  });

  test('can be written by no person', async () => {
    for (const sql of [
      `update signin.account set disabled_at = null`,
      `insert into signin.account (person_id, user_name, created_at) values ('${here.otherTeacher}', 'x.x', now())`,
      `select * from signin.pass`,
      `select signin.give_code('${here.dsl}', null, gen_random_uuid(), '\\x01', 'invitation', now(), '{}')`,
      `select signin.set_up('{}', '\\x01')`,
    ]) {
      await expect(
        world.as(here.head, (tx) => tx.client.query(sql)),
        sql,
      ).rejects.toThrow('permission denied');
    }
  });
});
