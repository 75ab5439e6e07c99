import { expect, test } from 'vitest';
import { anAccount, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, aSchool } from '../../../../test/factories/people.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';

const world = await testWorld();
const app = await createWeb(world.services);
const school = await aSchool(world);
const account = async () => anAccount(world, await anAdult(world, { school }));

const openOf = async (personId: string) =>
  (
    await world.owner.query('select 1 from signin.session where person_id = $1 and ended_at is null', [
      personId,
    ])
  ).rowCount;

test('a second sign-in at the same browser ends the first, whoever’s it is; one elsewhere goes on', async () => {
  const [first, second] = [await account(), await account()];
  const [shared, elsewhere] = [cookieJar(app), cookieJar(app)];
  const signIn = (jar: typeof shared, { userName }: { userName: string }) =>
    jar.post('/sign-in', { userName, password: PASSWORD });
  await signIn(elsewhere, first);
  await signIn(shared, first);
  const former = shared.cookies.get('gatehouse') ?? '';
  expect(await openOf(first.personId)).toBe(2);
  expect((await signIn(shared, second)).status).toBe(303);
  expect(await openOf(first.personId)).toBe(1);
  expect((await elsewhere.get('/account')).status).toBe(200);
  const kept = cookieJar(app);
  kept.cookies.set('gatehouse', former);
  expect((await kept.get('/account')).status).toBe(303);
  const { rows } = await world.owner.query(
    `select body::jsonb -> 'data' ->> 'why' as why from audit.event where subject = $1 and type = 'session.ended/1'`,
    [first.personId],
  );
  expect(rows).toEqual([{ why: 'new_sign_in' }]);
  await signIn(shared, second);
  expect(await openOf(second.personId)).toBe(1);
});

test('a wrong password at somebody’s browser ends nothing', async () => {
  const { personId, userName } = await account();
  const jar = cookieJar(app);
  await jar.post('/sign-in', { userName, password: PASSWORD });
  expect((await jar.post('/sign-in', { userName, password: 'wrong password' })).status).toBe(422);
  expect((await jar.get('/account')).status).toBe(200);
  expect(await openOf(personId)).toBe(1);
});
