import { expect, test } from 'vitest';
import { anAccount, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, aSchool } from '../../../../test/factories/people.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';
import { takeParked } from '../index.ts';

const world = await testWorld();
const app = await createWeb(world.services);
const school = await aSchool(world);
const PATH = '/concerns/report/0198c5a0-0000-7000-8000-000000000001/words';
const DRAFT = `/sign-in?draft=1&next=${encodeURIComponent(PATH)}`;

async function signedIn() {
  const account = await anAccount(world, await anAdult(world, { school }));
  const jar = cookieJar(app);
  const again = (kept?: string, next?: string) =>
    jar.post('/sign-in', {
      userName: account.userName,
      password: PASSWORD,
      ...(kept === undefined ? {} : { kept }),
      ...(next === undefined ? {} : { next }),
    });
  await again();
  return { ...account, jar, again };
}
const parkedOf = async (personId: string) =>
  (await world.owner.query('select * from signin.parked_form where person_id = $1', [personId])).rows;

test('what is typed after the session ended is kept, and given back on the next sign-in', async () => {
  const { personId, jar, again } = await signedIn();
  world.clock.advance({ minutes: 31 });
  const sent = await jar.post(PATH, {
    seen: 'words on a screen',
    newPassword: 'not kept',
    token: 'nor this',
  });
  expect([sent.status, sent.to]).toEqual([303, '/sign-in?kept=1']);
  const page = await jar.get('/sign-in?kept=1');
  expect(page.text).toContain('What you typed is kept');
  expect(page.page('input[name=kept]').val()).toBe('1');
  const [parked] = await parkedOf(personId);
  expect(parked).toMatchObject({ path: PATH, fields: { seen: ['words on a screen'] } });
  expect(JSON.stringify(parked.fields)).not.toContain('kept');
  expect((await again('1')).to).toBe(`${PATH}?kept=${parked.id}`);
  expect(await world.as(personId, (tx) => takeParked(tx, parked.id))).toEqual({
    path: PATH,
    fields: { seen: ['words on a screen'] },
  });
  expect(await world.as(personId, (tx) => takeParked(tx, parked.id))).toBeUndefined();
});

test('it is its author’s alone', async () => {
  const { personId, jar } = await signedIn();
  const other = await signedIn();
  world.clock.advance({ minutes: 31 });
  await jar.post(PATH, { seen: 'mine' });
  const [parked] = await parkedOf(personId);
  expect(await world.as(other.personId, (tx) => takeParked(tx, parked.id))).toBeUndefined();
  expect((await other.again('1')).to).toBe('/');
  expect(await parkedOf(personId)).toHaveLength(1);
});

test.each(['/account/password', '/people/accounts', '/sign-out'])('nothing is kept of %s', async (path) => {
  const { personId, jar } = await signedIn();
  world.clock.advance({ minutes: 31 });
  const answer = await jar.post(path, { field: 'typed' });
  expect(answer.to ?? '').not.toContain('kept');
  expect(await parkedOf(personId)).toEqual([]);
});

test('nothing is kept of somebody who never had a session', async () => {
  const before = (await world.owner.query('select 1 from signin.parked_form')).rows.length;
  const jar = cookieJar(app);
  jar.cookies.set('gatehouse', 'A'.repeat(43));
  expect((await jar.post(PATH, { seen: 'x' })).to).toBe(DRAFT);
  expect((await world.owner.query('select 1 from signin.parked_form')).rows).toHaveLength(before);
});

test('who signed out in another tab is told so, and comes back to the page with what was saved', async () => {
  const { personId, jar, again } = await signedIn();
  await jar.post('/sign-out');
  const sent = await jar.post(PATH, { seen: 'typed after' });
  expect(sent.to).toBe(DRAFT);
  const page = await jar.get(DRAFT);
  expect(page.text).toContain('What was saved until then is in your draft');
  const next = String(page.page('input[name=next]').val());
  expect((await again(undefined, next)).to).toBe(PATH);
  expect(await parkedOf(personId)).toEqual([]);
});

test('nobody is led to an address that only takes in', async () => {
  expect((await cookieJar(app).post(PATH.replace('words', 'send'))).to).toBe('/sign-in');
});

test.each([
  ['signed out', 0],
  ['signed out and long idle', 31],
] as const)('nothing is kept under the cookie of somebody who has %s', async (_how, minutes) => {
  const { personId, jar } = await signedIn();
  const cookie = jar.cookies.get('gatehouse') ?? '';
  await jar.post('/sign-out');
  jar.cookies.set('gatehouse', cookie);
  world.clock.advance({ minutes });
  expect((await jar.post(PATH, { seen: 'planted' })).to).toBe(DRAFT);
  expect(await parkedOf(personId)).toEqual([]);
});

test('a session that ran out keeps typing for a day, and no longer', async () => {
  const { personId, jar } = await signedIn();
  world.clock.advance({ hours: 24 });
  expect((await jar.post(PATH, { seen: 'in time' })).to).toBe('/sign-in?kept=1');
  world.clock.advance({ hours: 1 });
  expect((await jar.post(PATH, { seen: 'too late' })).to).toBe(DRAFT);
  expect(await parkedOf(personId)).toHaveLength(1);
});

test('a browser that repeats itself fills no disk', async () => {
  const { personId, jar } = await signedIn();
  world.clock.advance({ minutes: 31 });
  for (let n = 0; n < 14; n += 1) {
    world.clock.advance({ seconds: 1 });
    await jar.post(PATH, { seen: String(n) });
  }
  const kept = (await parkedOf(personId)).map((row) => Number(row.fields.seen[0])).sort((a, b) => a - b);
  expect(kept).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

test('an id that is none gives nothing', async () => {
  const { personId } = await signedIn();
  expect(await world.as(personId, (tx) => takeParked(tx, 'no-id'))).toBeUndefined();
});
