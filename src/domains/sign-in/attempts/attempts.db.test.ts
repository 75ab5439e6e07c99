import { describe, expect, test } from 'vitest';
import { anAccount, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, aSchool } from '../../../../test/factories/people.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';
import { asSignIn } from '../door.ts';
import { unknownNames } from '../metrics.ts';
import { guessAt, takeGuess } from './service.ts';

const world = await testWorld();
const app = await createWeb(world.services);
const school = await aSchool(world);
const account = async (role: 'teacher' | 'dsl' = 'teacher') =>
  anAccount(world, await anAdult(world, { school, role }), { authenticator: role === 'dsl' });

const from = (address: string) => cookieJar(app, { address });
const guess = (address: string, userName: string, password = 'wrong password') =>
  from(address).post('/sign-in', { userName, password });

test('five failures, then a wait of a quarter of an hour, told in minutes; the right password waits too', async () => {
  const { userName } = await account();
  for (let n = 0; n < 5; n += 1) expect((await guess(`10.2.0.${n}`, userName)).status).toBe(422);
  const locked = await guess('10.2.0.9', userName, PASSWORD);
  expect(locked.status).toBe(429);
  expect(locked.problem).toContain('Wait 15 minutes');
  expect(locked.headers['retry-after']).toBe('900');
  world.clock.advance({ minutes: 14, seconds: 30 });
  expect((await guess('10.2.0.9', userName, PASSWORD)).problem).toContain('Wait 1 minute and');
  world.clock.advance({ seconds: 31 });
  expect((await guess('10.2.0.9', userName, PASSWORD)).status).toBe(303);
});

test('says the same for a name that nobody has', async () => {
  for (let n = 0; n < 5; n += 1) expect((await guess('10.3.0.1', 'nobody.at.all')).status).toBe(422);
  expect((await guess('10.3.0.1', 'Nobody.At.All')).problem).toContain('Wait 15 minutes');
});

test('names that nobody has are counted, and stand nowhere', async () => {
  const before = (await unknownNames.get()).values[0]?.value ?? 0;
  await guess('10.3.1.1', 'typed-my-password-here');
  expect((await unknownNames.get()).values[0]?.value).toBe(before + 1);
  const { rows } = await world.owner.query(
    `select 1 from audit.event where body like '%typed-my-password-here%'
     union all select 1 from signin.attempt where encode(key, 'escape') like '%typed%'`,
  );
  expect(rows).toEqual([]);
});

test('a right sign-in begins the count anew', async () => {
  const { userName } = await account();
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 4; n += 1) expect((await guess('10.4.0.1', userName)).status).toBe(422);
    expect((await guess('10.4.0.1', userName, PASSWORD)).status).toBe(303);
  }
});

test('of fifty guesses at once at most five are looked at', async () => {
  const { personId, userName } = await account();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => guess(`10.5.0.${n}`, userName)));
  expect(answers.filter((answer) => answer.status === 422)).toHaveLength(5);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(45);
  const { rows } = await world.owner.query(
    `select 1 from audit.event where subject = $1 and type = 'sign_in.failed/1'`,
    [personId],
  );
  expect(rows).toHaveLength(5);
});

test('codes count with passwords: five wrong ones, and knowing the password does not help', async () => {
  const { userName, code } = await account('dsl');
  const jar = from('10.6.0.1');
  await jar.post('/sign-in', { userName, password: PASSWORD });
  for (let n = 0; n < 3; n += 1)
    expect((await jar.post('/sign-in/code', { code: '000000' })).status).toBe(422);
  await jar.post('/sign-in', { userName, password: PASSWORD });
  for (let n = 0; n < 2; n += 1)
    expect((await jar.post('/sign-in/code', { code: '000000' })).status).toBe(422);
  expect((await jar.post('/sign-in/code', { code: code() })).status).toBe(429);
  expect((await jar.post('/sign-in', { userName, password: PASSWORD })).status).toBe(429);
});

/** What somebody does who guesses from inside a school: one try each at names that nobody has. */
async function failFrom(address: string, failures: number): Promise<void> {
  const fail = async (n: number) => {
    const guess = guessAt(world.services.masterKey, `name${n} of ${address}`, { address });
    await asSignIn(world.services, (tx) => takeGuess(tx, guess));
    return guess;
  };
  const first = await fail(1);
  // Those between, all at once: the last one meets the limit as it is.
  await world.owner.query('update signin.attempt set failures = $2 where key = $1', [
    first.address,
    failures - 1,
  ]);
  await fail(failures);
}

describe('failures from one address that a whole school shares', () => {
  test('sixty slow down who has failed before, and nobody else', async () => {
    const [mine, other] = [await account(), await account()];
    await failFrom('10.7.0.1', 59);
    expect((await guess('10.7.0.1', mine.userName)).status).toBe(422);
    const slowed = await guess('10.7.0.1', mine.userName, PASSWORD);
    expect([slowed.status, slowed.problem]).toEqual([429, expect.stringContaining('Wait 15 minutes')]);
    expect((await guess('10.7.0.2', mine.userName, PASSWORD)).status).toBe(303);
    expect((await guess('10.7.0.1', other.userName, PASSWORD)).status).toBe(303);
    world.clock.advance({ minutes: 15, seconds: 1 });
    expect((await guess('10.7.0.1', mine.userName, PASSWORD)).status).toBe(303);
  });

  test('six hundred stop the address, but for browsers that signed in there before, each for its own account', async () => {
    const [mine, other] = [await account(), await account()];
    const browser = from('10.7.1.1');
    const signIn = (userName: string, password = PASSWORD) =>
      browser.post('/sign-in', { userName, password });
    expect((await signIn(mine.userName)).status).toBe(303);
    await browser.post('/sign-out');
    await failFrom('10.7.1.1', 600);
    expect((await guess('10.7.1.1', mine.userName, PASSWORD)).status).toBe(429);
    expect((await signIn(other.userName)).status).toBe(429);
    expect((await signIn(mine.userName)).status).toBe(303);
    for (let n = 0; n < 5; n += 1) expect((await signIn(mine.userName, 'wrong password')).status).toBe(422);
    expect((await signIn(mine.userName)).status).toBe(429);
  });

  test('nobody makes up that a browser is known', async () => {
    const { userName } = await account();
    await failFrom('10.7.2.1', 600);
    for (const known of [userName, 'A'.repeat(43), '']) {
      const jar = from('10.7.2.1');
      jar.cookies.set('gatehouse-browser', known);
      expect((await jar.post('/sign-in', { userName, password: PASSWORD })).status).toBe(429);
    }
  });

  test('behind a proxy the address is the one that it says; without one nobody is believed', async () => {
    const forwarded = async (trustedProxies: readonly string[], n: number) => {
      const behind = await createWeb({
        ...world.services,
        config: { ...world.services.config, trustedProxies },
      });
      const answer = await behind.inject({
        method: 'POST',
        url: '/sign-in',
        remoteAddress: '10.7.3.1',
        headers: {
          host: 'localhost:8080',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `10.7.4.${n}`,
        },
        payload: { userName: (await account()).userName, password: PASSWORD },
      });
      return answer.statusCode;
    };
    await failFrom('10.7.3.1', 600);
    expect(await forwarded([], 1)).toBe(429);
    expect(await forwarded(['10.9.0.0/16'], 2)).toBe(429);
    expect(await forwarded(['10.7.3.0/24'], 3)).toBe(303);
  });
});

test('strangers do not lock somebody out of a browser of theirs, nor does that give strangers more tries', async () => {
  const { userName } = await account();
  const browser = from('10.7.5.1');
  const signIn = (password = PASSWORD) => browser.post('/sign-in', { userName, password });
  expect((await signIn()).status).toBe(303);
  await browser.post('/sign-out');
  for (let n = 0; n < 5; n += 1) await guess(`10.7.6.${n}`, userName);
  expect((await guess('10.7.6.9', userName, PASSWORD)).status).toBe(429);
  for (let n = 0; n < 4; n += 1) expect((await signIn('wrong password')).status).toBe(422);
  expect((await signIn()).status).toBe(303);
  expect((await guess('10.7.6.9', userName, PASSWORD)).status).toBe(429);
});

test('of an IPv6 network every address counts as one', async () => {
  const { userName } = await account();
  await failFrom('2001:db8:7:1::1', 600);
  expect((await guess('2001:db8:7:1:ffff::2', userName, PASSWORD)).status).toBe(429);
  expect((await guess('2001:db8:7:2::1', userName, PASSWORD)).status).toBe(303);
});

test('a school that signs in rightly from one address is never stopped', async () => {
  const { userName } = await account();
  for (let n = 0; n < 70; n += 1) {
    const { status } = await guess('10.8.0.1', userName, PASSWORD);
    expect(status).toBe(303);
  }
});

test('a restart forgets nothing', async () => {
  const { userName } = await account();
  for (let n = 0; n < 5; n += 1) await guess('10.9.0.1', userName);
  const restarted = await createWeb(world.services);
  const answer = await cookieJar(restarted, { address: '10.9.0.2' }).post('/sign-in', {
    userName,
    password: PASSWORD,
  });
  expect(answer.status).toBe(429);
});
