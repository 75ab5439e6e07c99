import { expect, test } from 'vitest';
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

test('sixty failures from one address stop that address alone', async () => {
  for (let n = 0; n < 60; n += 1) {
    await asSignIn(world.services, (tx) =>
      takeGuess(tx, guessAt(world.services.masterKey, `name${n}`, '10.7.0.1')),
    );
  }
  const { userName } = await account();
  expect((await guess('10.7.0.1', userName, PASSWORD)).status).toBe(429);
  expect((await guess('10.7.0.2', userName, PASSWORD)).status).toBe(303);
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
