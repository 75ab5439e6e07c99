import { describe, expect, test } from 'vitest';
import { anAccount, codeOf, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const browser = await testBrowser(world);
const NEW = 'seventeen wet ducks';

const aLead = async () => {
  const personId = await anAdult(world, { school: here.school, role: 'dsl' });
  return anAccount(world, personId, { authenticator: true });
};

async function start(by: string, personId: string): Promise<{ status: number; id: string }> {
  const answer = await (await browser.signedIn(by)).post('/recovery/start', {
    personId,
    reason: 'lost phone',
  });
  return { status: answer.statusCode, id: String(answer.headers.location ?? '').replace('/recovery/', '') };
}
async function press(by: string, id: string, what: 'confirm' | 'cancel') {
  const answer = await (await browser.signedIn(by)).post(`/recovery/${id}/${what}`);
  return {
    status: answer.statusCode,
    code: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.body)?.[0] ?? '',
  };
}
const use = (userName: string, code: string) => {
  const jar = cookieJar(browser.app);
  return jar.post('/invitation', { userName, code, newPassword: NEW }).then((answer) => ({ jar, answer }));
};
const floor = (by: string, sql: string, values: unknown[]) =>
  world.as(by, (tx) => tx.client.query(sql, values));

describe('a lost sign-in', () => {
  test('is given back by two, in person, and begins anew', async () => {
    const account = await aLead();
    const old = await browser.signedIn(account.personId);
    const { id } = await start(here.head, account.personId);
    const { code } = await press(here.deputy, id, 'confirm');
    // Until the code is used nothing has changed.
    expect((await old.get('/account')).statusCode).toBe(200);
    const { jar, answer } = await use(account.userName, code);
    expect(answer.to).toBe('/sign-in/authenticator');
    expect((await old.get('/account')).statusCode).toBe(200);
    const secret = (await jar.get('/sign-in/authenticator')).page('.gh-code').text();
    expect((await jar.post('/sign-in/authenticator', { code: codeOf(secret, world) })).to).toBe('/');
    expect((await old.get('/account')).statusCode).toBe(303);
    expect(
      (await cookieJar(browser.app).post('/sign-in', { userName: account.userName, password: PASSWORD }))
        .status,
    ).toBe(422);
    const later = cookieJar(browser.app);
    await later.post('/sign-in', { userName: account.userName, password: NEW });
    expect((await later.post('/sign-in/code', { code: account.code(1) })).status).toBe(422);
    expect((await later.post('/sign-in/code', { code: codeOf(secret, world, 1) })).to).toBe('/');
    expect((await use(account.userName, code)).answer.status).toBe(422);
    const audit = await world.owner.query(
      `select type from audit.event where subject = $1 and type like 'recovery%' order by seq`,
      [account.personId],
    );
    expect(audit.rows.map((row) => row.type)).toEqual([
      'recovery.started/1',
      'recovery.confirmed/1',
      'recovery.used/1',
    ]);
  });

  test('is told to every case reader of the trust at each step, and to nobody else', async () => {
    const account = await aLead();
    await world.owner.query('delete from mail.outbox');
    const { id } = await start(here.head, account.personId);
    const told = async () =>
      (
        await world.owner.query(
          `select distinct to_person_id as id from mail.outbox where template = 'security' and link = '/recovery'`,
        )
      ).rows.map((row) => row.id);
    const first = await told();
    expect(first).toEqual(
      expect.arrayContaining([
        here.head,
        here.dsl,
        here.deputy,
        here.chair,
        here.trustLead,
        account.personId,
      ]),
    );
    for (const nobody of [here.teacher, here.it, here.office, elsewhere.dsl])
      expect(first).not.toContain(nobody);
    await world.owner.query('delete from mail.outbox');
    await press(here.dsl, id, 'confirm');
    expect((await told()).sort()).toEqual(first.sort());
  });
});

describe('who starts', () => {
  test.each(['head', 'trustLead'] as const)('%s may', async (role) => {
    const account = await aLead();
    expect((await start(here[role], account.personId)).status).toBe(303);
  });

  test.each(['dsl', 'deputy', 'chair', 'it', 'office', 'teacher'] as const)(
    '%s may not: the page and the database refuse',
    async (role) => {
      const account = await aLead();
      expect((await start(here[role], account.personId)).status).toBe(404);
      await expect(
        floor(here[role], `select signin.start_recovery(gen_random_uuid(), $1, 'lost', null)`, [
          account.personId,
        ]),
      ).rejects.toThrow('only a Head');
    },
  );

  test('not for themself, not in another trust, not for who reads no cases, not without a second factor', async () => {
    const account = await aLead();
    for (const personId of [here.head, elsewhere.dsl, here.teacher]) {
      expect((await start(here.head, personId)).status).toBe(404);
      await expect(
        floor(here.head, `select signin.start_recovery(gen_random_uuid(), $1, 'lost', 'some.name')`, [
          personId,
        ]),
      ).rejects.toThrow();
    }
    await expect(
      world.as(
        here.head,
        (tx) =>
          tx.client.query(`select signin.start_recovery(gen_random_uuid(), $1, 'lost', null)`, [
            account.personId,
          ]),
        false,
      ),
    ).rejects.toThrow('only a Head');
  });

  test('once at a time', async () => {
    const account = await aLead();
    await start(here.head, account.personId);
    expect((await start(here.trustLead, account.personId)).status).toBe(409);
  });

  test('with a reason', async () => {
    const account = await aLead();
    const answer = await (await browser.signedIn(here.head)).post('/recovery/start', {
      personId: account.personId,
      reason: ' ',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Say why');
  });
});

describe('who confirms', () => {
  const confirmInDatabase = (by: string, id: string) =>
    floor(by, 'select signin.confirm_recovery($1, gen_random_uuid(), $2)', [id, Buffer.from(id)]);

  test.each(['dsl', 'deputy', 'chair', 'trustLead'] as const)('%s may', async (role) => {
    const { id } = await start(here.head, (await aLead()).personId);
    const { status, code } = await press(here[role], id, 'confirm');
    expect([status, code]).toEqual([200, expect.stringMatching(/-/)]);
  });

  test('not the one who started it, nor the person themself', async () => {
    const account = await aLead();
    const { id } = await start(here.head, account.personId);
    for (const by of [here.head, account.personId]) {
      expect((await press(by, id, 'confirm')).status).toBe(403);
      await expect(confirmInDatabase(by, id)).rejects.toThrow('a recovery needs a second person');
    }
  });

  test('nor anybody who reads no cases, who finds nothing', async () => {
    const { id } = await start(here.head, (await aLead()).personId);
    for (const by of [here.it, here.office, here.teacher, elsewhere.head]) {
      expect((await press(by, id, 'confirm')).status).toBe(404);
      expect((await (await browser.signedIn(by)).get(`/recovery/${id}`)).statusCode).toBe(404);
      await expect(confirmInDatabase(by, id)).rejects.toThrow('no such recovery');
    }
  });

  test('once: of two at the same moment, one sees a code', async () => {
    const { id } = await start(here.head, (await aLead()).personId);
    const answers = await Promise.all([press(here.dsl, id, 'confirm'), press(here.deputy, id, 'confirm')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('nobody writes the table by hand', async () => {
    const { id } = await start(here.head, (await aLead()).personId);
    for (const sql of [
      'update signin.recovery set confirmed_by = $1 where id = $2',
      'delete from signin.recovery where started_by = $1 and id = $2',
    ]) {
      await expect(floor(here.dsl, sql, [here.dsl, id])).rejects.toThrow('permission denied');
    }
  });
});

describe('a recovery ends', () => {
  test('by anybody who reads cases, until it is used; its code then opens nothing', async () => {
    const account = await aLead();
    const { id } = await start(here.head, account.personId);
    const { code } = await press(here.deputy, id, 'confirm');
    const { jar } = await use(account.userName, code);
    expect((await press(account.personId, id, 'cancel')).status).toBe(303);
    const secret = (await jar.get('/sign-in/authenticator')).page('.gh-code').text();
    expect((await jar.post('/sign-in/authenticator', { code: codeOf(secret, world) })).to).toBe(
      '/sign-in?late=1',
    );
    expect((await use(account.userName, code)).answer.status).toBe(422);
    expect((await press(here.dsl, id, 'cancel')).status).toBe(409);
    const still = cookieJar(browser.app);
    await still.post('/sign-in', { userName: account.userName, password: PASSWORD });
    expect((await still.post('/sign-in/code', { code: account.code() })).to).toBe('/');
  });

  test('after 24 hours, confirmed or not', async () => {
    const [first, second] = [await aLead(), await aLead()];
    const one = await start(here.head, first.personId);
    const two = await start(here.head, second.personId);
    const { code } = await press(here.deputy, two.id, 'confirm');
    world.clock.advance({ hours: 25 });
    expect((await press(here.deputy, one.id, 'confirm')).status).toBe(409);
    expect((await use(second.userName, code)).answer.status).toBe(422);
    expect((await (await browser.signedIn(here.dsl)).get('/recovery')).body).toContain('Ran out');
    expect((await start(here.head, first.personId)).status).toBe(303);
  });
});

test('a case reader’s first sign-in takes the same way', async () => {
  const personId = await anAdult(world, {
    school: here.school,
    role: 'deputy_dsl',
    givenName: 'Nia',
    familyName: 'Quarwick',
  });
  const { id } = await start(here.head, personId);
  const answer = await (await browser.signedIn(here.dsl)).post(`/recovery/${id}/confirm`);
  expect(answer.body).toContain('n.quarwick');
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.body)?.[0] ?? '';
  expect((await use('n.quarwick', code)).answer.to).toBe('/sign-in/authenticator');
});

test('a first code cannot be repeated by one alone while somebody else could agree', async () => {
  await anAccount(world, here.deputy);
  const account = await anAccount(world, await anAdult(world, { school: here.school, role: 'dsl' }), {
    password: null,
  });
  const answer = await (await browser.signedIn(here.head)).post('/recovery/repeat', {
    personId: account.personId,
  });
  expect(answer.statusCode).toBe(403);
});
