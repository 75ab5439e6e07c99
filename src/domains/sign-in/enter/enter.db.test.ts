import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#platform/db';
import { anAccount, codeOf, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, anAppointment, aStaffedSchool } from '../../../../test/factories/people.ts';
import { cookieJar, type Jar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';
import { enterPassword } from './service.ts';

const world = await testWorld();
const app = await createWeb(world.services);
const here = await aStaffedSchool(world);
const { school } = here;

const events = async (subject: string) =>
  (
    await world.owner.query(
      'select type, body::jsonb as body from audit.event where subject = $1 order by seq',
      [subject],
    )
  ).rows as { type: string; body: { chain: string; data?: Record<string, unknown> } }[];
const typesOf = async (subject: string) => (await events(subject)).map((event) => event.type);
const sessionsOf = async (personId: string) =>
  (
    await world.owner.query('select * from signin.session where person_id = $1 order by created_at, id', [
      personId,
    ])
  ).rows;

let address = 0;
const browser = (): Jar => {
  address += 1;
  return cookieJar(app, { address: `10.1.${address >> 8}.${address & 255}` });
};

const teacher = async () => anAccount(world, await anAdult(world, { school }));
const lead = async () =>
  anAccount(world, await anAdult(world, { school, role: 'dsl' }), { authenticator: true });
const password = PASSWORD;

describe('somebody who reads no cases', () => {
  test('is in by user name and password, under a session of their own', async () => {
    const account = await teacher();
    const jar = browser();
    const answer = await jar.post('/sign-in', { userName: account.userName.toUpperCase(), password });
    expect([answer.status, answer.to]).toEqual([303, '/']);
    expect((await jar.get('/account')).status).toBe(200);
    const [session] = await sessionsOf(account.personId);
    expect(session).toMatchObject({
      second_factor: false,
      address_hint: expect.stringMatching(/^10\.1\.0\.…$/),
    });
    expect(session.token_hash.toString('base64url')).not.toContain(jar.cookies.get('gatehouse'));
    expect(await events(account.personId)).toMatchObject([
      { type: 'sign_in.succeeded/1', body: { chain: school.id, data: { secondFactor: false } } },
    ]);
  });

  test('goes on to the page that they asked for, and to no other site', async () => {
    const account = await teacher();
    const asked = await browser().get('/concerns/mine');
    expect(asked.to).toBe('/sign-in?next=%2Fconcerns%2Fmine');
    const page = (await browser().get(asked.to ?? '')).page;
    expect(page('input[name=next]').val()).toBe('/concerns/mine');
    const { userName } = account;
    expect((await browser().post('/sign-in', { userName, password, next: '/concerns/mine' })).to).toBe(
      '/concerns/mine',
    );
    expect((await browser().post('/sign-in', { userName, password, next: '//evil.test/x' })).to).toBe('/');
  });

  test('gets a new token at every sign-in', async () => {
    const { userName } = await teacher();
    const [first, second] = [browser(), browser()];
    for (const jar of [first, second]) await jar.post('/sign-in', { userName, password });
    expect(first.cookies.get('gatehouse')).not.toBe(second.cookies.get('gatehouse'));
  });
});

describe('a refusal', () => {
  const refused = async (fields: Record<string, string>) => {
    const answer = await browser().post('/sign-in', fields);
    return { status: answer.status, problem: answer.problem, typed: answer.page('#userName').val() };
  };

  test('says the same for a wrong password, a name that nobody has, a closed account, a leaver', async () => {
    const account = await teacher();
    const closed = await teacher();
    await world.owner.query('update signin.account set disabled_at = now() where person_id = $1', [
      closed.personId,
    ]);
    const leaver = await anAccount(
      world,
      await anAdult(world, { school, during: '[2020-09-01,2026-07-20)' }),
    );
    const unused = await anAccount(world, await anAdult(world, { school }), { password: null });
    const wrong = await refused({ userName: account.userName, password: 'not this one at all' });
    expect(wrong).toMatchObject({ status: 422, problem: expect.stringContaining('wrong') });
    const others = [
      { userName: 'nobody.there', password },
      ...[closed, leaver, unused].map(({ userName }) => ({ userName, password })),
    ];
    for (const fields of others) {
      expect(await refused(fields)).toEqual({ ...wrong, typed: fields.userName });
    }
    expect(await typesOf(account.personId)).toEqual(['sign_in.failed/1']);
    expect(await sessionsOf(closed.personId)).toEqual([]);
  });

  test('never sends the password back', async () => {
    const answer = await browser().post('/sign-in', { userName: 'nobody', password: 'a secret typed wrong' });
    expect(answer.text).not.toContain('a secret typed wrong');
  });

  test('an empty form says what is missing', async () => {
    const answer = await browser().post('/sign-in', {});
    expect(answer.status).toBe(422);
    expect(answer.problem).toContain('Enter your user name.');
    expect(answer.problem).toContain('Enter your password.');
  });
});

test('a password that is changed while it is being checked no longer opens', async () => {
  const account = await teacher();
  let transactions = 0;
  const withActor = (async (actor: never, act: never) => {
    transactions += 1;
    if (transactions === 2) {
      await world.owner.query(`update signin.account set password_hash = 'another' where person_id = $1`, [
        account.personId,
      ]);
    }
    return world.database.withActor(actor, act);
  }) as Database['withActor'];
  const door = { ...world.services, database: { ...world.database, withActor } };
  const entered = await enterPassword(door, {
    userName: account.userName,
    password,
    userAgent: '',
    address: '10.9.9.9',
  });
  expect(entered).toEqual({ kind: 'refused' });
  expect(transactions).toBe(2);
});

describe('a case reader', () => {
  const passPassword = async (userName: string) => {
    const jar = browser();
    const answer = await jar.post('/sign-in', { userName, password });
    return { jar, answer };
  };

  test('has no session until the code is right', async () => {
    const account = await lead();
    const { jar, answer } = await passPassword(account.userName);
    expect(answer.to).toBe('/sign-in/code');
    expect(await sessionsOf(account.personId)).toEqual([]);
    expect((await jar.get('/account')).to).toContain('/sign-in');
    const wrong = await jar.post('/sign-in/code', { code: '000000' });
    expect(wrong.status).toBe(422);
    const right = await jar.post('/sign-in/code', { code: account.code() });
    expect([right.status, right.to]).toEqual([303, '/']);
    expect(await sessionsOf(account.personId)).toMatchObject([{ second_factor: true }]);
    expect(await typesOf(account.personId)).toEqual(['sign_in.failed/1', 'sign_in.succeeded/1']);
  });

  test('a code is good once, in another browser too', async () => {
    const account = await lead();
    const first = await passPassword(account.userName);
    const second = await passPassword(account.userName);
    expect((await first.jar.post('/sign-in/code', { code: account.code() })).status).toBe(303);
    expect((await second.jar.post('/sign-in/code', { code: account.code() })).status).toBe(422);
    expect((await second.jar.post('/sign-in/code', { code: account.code(-1) })).status).toBe(422);
    expect((await second.jar.post('/sign-in/code', { code: account.code(1) })).status).toBe(303);
  });

  test('of four at once with one code, one gets in', async () => {
    const account = await lead();
    const jars = [];
    for (let n = 0; n < 4; n += 1) jars.push((await passPassword(account.userName)).jar);
    const code = account.code();
    const answers = await Promise.all(jars.map((jar) => jar.post('/sign-in/code', { code })));
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
    expect(await sessionsOf(account.personId)).toHaveLength(1);
  });

  test('the step between is used once and runs out', async () => {
    const account = await lead();
    const { jar } = await passPassword(account.userName);
    const step = jar.cookies.get('gatehouse-step') ?? '';
    await jar.post('/sign-in/code', { code: account.code() });
    jar.cookies.set('gatehouse-step', step);
    expect((await jar.post('/sign-in/code', { code: account.code(1) })).to).toBe('/sign-in?late=1');
    const late = await passPassword(account.userName);
    world.clock.advance({ minutes: 16 });
    expect((await late.jar.post('/sign-in/code', { code: account.code() })).to).toBe('/sign-in?late=1');
  });

  test('without an authenticator sets one up before there is a session', async () => {
    const account = await anAccount(world, await anAdult(world, { school, role: 'head' }));
    const { jar, answer } = await passPassword(account.userName);
    expect(answer.to).toBe('/sign-in/authenticator');
    expect((await jar.post('/sign-in/code', { code: '123456' })).to).toBe('/sign-in?late=1');
    const page = (await jar.get('/sign-in/authenticator')).page;
    const secret = page('.gh-code').text();
    expect(secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(page('svg.gh-qr path').attr('d')).toContain('M4 4h1v1');
    expect((await jar.post('/sign-in/authenticator', { code: '000000' })).status).toBe(422);
    expect(await sessionsOf(account.personId)).toEqual([]);
    expect((await jar.post('/sign-in/authenticator', { code: codeOf(secret, world) })).to).toBe('/');
    expect(await sessionsOf(account.personId)).toMatchObject([{ second_factor: true }]);
    const { rows } = await world.owner.query('select totp_sealed from signin.account where person_id = $1', [
      account.personId,
    ]);
    expect(rows[0].totp_sealed.toString('latin1')).not.toContain(secret.slice(0, 4));
    // From now on the code is asked for, and the one just used is spent.
    const again = await passPassword(account.userName);
    expect(again.answer.to).toBe('/sign-in/code');
    expect((await again.jar.post('/sign-in/code', { code: codeOf(secret, world) })).status).toBe(422);
    expect((await again.jar.post('/sign-in/code', { code: codeOf(secret, world, 1) })).status).toBe(303);
  });

  test('once one authenticator is set up, another that somebody had begun leads nowhere', async () => {
    const account = await anAccount(world, await anAdult(world, { school, role: 'head' }));
    const [first, second] = [await passPassword(account.userName), await passPassword(account.userName)];
    const secretOf = async (jar: Jar) => (await jar.get('/sign-in/authenticator')).page('.gh-code').text();
    const stale = await secretOf(second.jar);
    const code = codeOf(await secretOf(first.jar), world);
    expect((await first.jar.post('/sign-in/authenticator', { code })).to).toBe('/');
    const late = await second.jar.post('/sign-in/authenticator', { code: codeOf(stale, world) });
    expect(late.to).toBe('/sign-in?late=1');
  });

  test('a session without a second factor sees no case, whatever the duty', async () => {
    const me = await world.as(here.dsl, async (_tx, found) => found, false);
    expect([me.childSchoolIds, me.adultSchoolIds, me.headSchoolIds]).toEqual([[], [], []]);
  });

  test('who is given a duty from a day to come proves it already', async () => {
    const personId = await anAdult(world, { school });
    await anAppointment(world, personId, { school, trustId: school.trustId }, 'deputy_dsl', {
      during: '[2027-01-01,)',
    });
    const account = await anAccount(world, personId);
    expect((await passPassword(account.userName)).answer.to).toBe('/sign-in/authenticator');
  });
});

describe('a session', () => {
  let jar: Jar;
  let personId: string;
  beforeAll(async () => {
    const account = await teacher();
    personId = account.personId;
    jar = browser();
    await jar.post('/sign-in', { userName: account.userName, password });
  });

  test('is kept by a press, and over after half an hour without one', async () => {
    for (let n = 0; n < 3; n += 1) {
      world.clock.advance({ minutes: 25 });
      expect((await jar.post('/session/keep')).status).toBe(204);
    }
    world.clock.advance({ minutes: 31 });
    expect((await jar.post('/session/keep')).to).toBe('/sign-in');
    await Promise.all([jar.get('/account'), jar.get('/account')]);
    const ended = (await events(personId)).filter((event) => event.type === 'session.ended/1');
    expect(ended).toMatchObject([{ body: { chain: school.id, data: { why: 'lapsed' } } }]);
  });

  test('is over after ten hours in any case', async () => {
    const account = await teacher();
    const busy = browser();
    await busy.post('/sign-in', { userName: account.userName, password });
    for (let minutes = 0; minutes < 10 * 60 - 25; minutes += 25) {
      world.clock.advance({ minutes: 25 });
      expect((await busy.post('/session/keep')).status).toBe(204);
    }
    world.clock.advance({ minutes: 25 });
    expect((await busy.get('/account')).to).toContain('/sign-in');
  });

  test('signing out ends it, clears the browser and says so; the cookie opens nothing any more', async () => {
    const account = await teacher();
    const leaving = browser();
    await leaving.post('/sign-in', { userName: account.userName, password });
    const token = leaving.cookies.get('gatehouse') ?? '';
    const answer = await leaving.post('/sign-out');
    expect(answer.headers['clear-site-data']).toContain('"cache"');
    expect(leaving.cookies.has('gatehouse')).toBe(false);
    expect((await leaving.get(answer.to ?? '')).text).toContain('You are signed out.');
    leaving.cookies.set('gatehouse', token);
    expect((await leaving.get('/account')).to).toContain('/sign-in');
    expect(await typesOf(account.personId)).toEqual(['sign_in.succeeded/1', 'session.ended/1']);
  });

  test('cannot be opened again, not even by who may end it', async () => {
    await world.owner.query('update signin.session set ended_at = now() where person_id = $1', [personId]);
    await expect(
      world.as(personId, (tx) =>
        tx.db
          .updateTable('signin.session')
          .set({ ended_at: null })
          .where('person_id', '=', personId)
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

test('no page of another site signs anybody in or out', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { host: 'localhost:8080', 'sec-fetch-site': 'cross-site' },
  });
  expect(response.statusCode).toBe(403);
});
