import { expect, test } from 'vitest';
import { type AnAccount, anAccount, codeOf, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, aSchool } from '../../../../test/factories/people.ts';
import { cookieJar, type Jar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';

const world = await testWorld();
const app = await createWeb(world.services);
const school = await aSchool(world, { name: 'Larkfield Primary' });
const NEW = 'seventeen wet ducks';

let address = 0;
async function signIn(account: AnAccount, userAgent?: string): Promise<Jar> {
  address += 1;
  const jar = cookieJar(app, {
    address: `10.1.1.${address}`,
    ...(userAgent === undefined ? {} : { userAgent }),
  });
  await jar.post('/sign-in', { userName: account.userName, password: account.password });
  return jar;
}
const isIn = async (jar: Jar) => (await jar.get('/account')).status === 200;
const teacher = async () => anAccount(world, await anAdult(world, { school }));

async function lead() {
  const account = await anAccount(world, await anAdult(world, { school, role: 'dsl' }), {
    authenticator: true,
  });
  const jar = await signIn(account);
  await jar.post('/sign-in/code', { code: account.code() });
  return { account, jar };
}

test('shows my name, duties and sessions by device, and nobody else’s', async () => {
  const account = await teacher();
  await signIn(await teacher());
  const phone = await signIn(account, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1');
  await signIn(account);
  const { page } = await phone.get('/account');
  const text = page('main').text();
  expect(text).toContain(account.userName);
  expect(text).toContain('Teacher, Larkfield Primary');
  expect(page('.gh-session-row')).toHaveLength(2);
  expect(text).toContain('Safari on an iPhone');
  expect(text).toContain('Chrome on a Windows computer');
});

test('ends one session, or all the others, and never somebody else’s', async () => {
  const account = await teacher();
  const [mine, second, third] = [await signIn(account), await signIn(account), await signIn(account)];
  const stranger = await signIn(await teacher());
  const form =
    (await mine.get('/account')).page('form[action^="/account/sessions/"]').first().attr('action') ?? '';
  expect((await stranger.post(form)).status).toBe(404);
  expect((await mine.post(form)).to).toBe('/account');
  expect([await isIn(second), await isIn(third)].filter(Boolean)).toHaveLength(1);
  await mine.post('/account/sessions/end-others');
  expect([await isIn(mine), await isIn(second), await isIn(third), await isIn(stranger)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test('a new password needs the present one, and ends the other sessions', async () => {
  const account = await teacher();
  const [mine, other] = [await signIn(account), await signIn(account)];
  const change = (password: string, newPassword: string) =>
    mine.post('/account/password', { password, newPassword });
  expect((await change('not mine at all', NEW)).problem).toContain('This is not your password.');
  expect((await change(PASSWORD, `my ${account.userName} word`)).problem).toContain(
    'Leave your user name out',
  );
  expect((await change(PASSWORD, NEW)).to).toBe('/account');
  expect([await isIn(mine), await isIn(other)]).toEqual([true, false]);
  expect(await isIn(await signIn(account))).toBe(false);
  expect(await isIn(await signIn({ ...account, password: NEW }))).toBe(true);
});

test('guessing at the present password is counted like a sign-in', async () => {
  const account = await teacher();
  const mine = await signIn(account);
  for (let n = 0; n < 5; n += 1)
    await mine.post('/account/password', { password: 'wrong', newPassword: NEW });
  expect((await mine.post('/account/password', { password: PASSWORD, newPassword: NEW })).status).toBe(429);
});

test('whoever reads no cases may set an authenticator up, and is asked for it from then on', async () => {
  const account = await teacher();
  const mine = await signIn(account);
  expect((await mine.post('/account/authenticator', { password: 'wrong' })).status).toBe(422);
  expect((await mine.post('/account/authenticator', { password: PASSWORD })).to).toBe(
    '/sign-in/authenticator',
  );
  const old = mine.cookies.get('gatehouse');
  const secret = (await mine.get('/sign-in/authenticator')).page('.gh-code').text();
  expect((await mine.post('/sign-in/authenticator', { code: codeOf(secret, world) })).to).toBe('/account');
  expect(mine.cookies.get('gatehouse')).not.toBe(old);
  const again = await signIn(account);
  expect(await isIn(again)).toBe(false);
  expect((await again.post('/sign-in/code', { code: codeOf(secret, world, 1) })).to).toBe('/');
});

test('renewing asks for a code of the present one, once used no more, and changes nothing before the new one works', async () => {
  const { account, jar } = await lead();
  const renew = (code: string) => jar.post('/account/authenticator', { password: PASSWORD, code });
  expect((await renew('')).status).toBe(422);
  expect((await renew(account.code())).problem).toContain('has been used');
  expect((await renew(account.code(1))).to).toBe('/sign-in/authenticator');
  world.clock.advance({ minutes: 2 });
  const meanwhile = await signIn(account);
  expect((await meanwhile.post('/sign-in/code', { code: account.code() })).to).toBe('/');
  const secret = (await jar.get('/sign-in/authenticator')).page('.gh-code').text();
  expect((await jar.post('/sign-in/authenticator', { code: codeOf(secret, world) })).to).toBe('/account');
  expect(await isIn(meanwhile)).toBe(false);
  world.clock.advance({ minutes: 2 });
  const later = await signIn(account);
  expect((await later.post('/sign-in/code', { code: account.code() })).status).toBe(422);
  expect((await later.post('/sign-in/code', { code: codeOf(secret, world) })).to).toBe('/');
});
