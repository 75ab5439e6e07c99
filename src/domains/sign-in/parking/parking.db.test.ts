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

test('who signed out in another tab finds what was typed after signing in again', async () => {
  const { personId, jar, again } = await signedIn();
  await jar.post('/sign-out');
  const sent = await jar.post(PATH, { seen: 'typed after' });
  expect(sent.to).toBe('/sign-in?kept=1');
  expect((await jar.get('/sign-in?kept=1')).text).toContain('What you typed is kept');
  const [parked] = await parkedOf(personId);
  expect((await again()).to).toBe(`${PATH}?kept=${parked.id}`);
  expect(await world.as(personId, (tx) => takeParked(tx, parked.id))).toEqual({
    path: PATH,
    fields: { seen: ['typed after'] },
  });
  // Given back once.
  await jar.post('/sign-out');
  expect((await again()).to).toBe('/');
});

test('whose session was ended from another browser finds what was typed after signing in again', async () => {
  const account = await signedIn();
  const elsewhere = cookieJar(app);
  await elsewhere.post('/sign-in', { userName: account.userName, password: PASSWORD });
  await elsewhere.post('/account/sessions/end-others');
  expect((await account.jar.post(PATH, { seen: 'typed after' })).to).toBe('/sign-in?kept=1');
  const [parked] = await parkedOf(account.personId);
  expect((await account.again('1')).to).toBe(`${PATH}?kept=${parked.id}`);
});

test('where nothing is known of the session, what was saved is led back to', async () => {
  const { personId, jar, again } = await signedIn();
  jar.cookies.delete('gatehouse');
  expect((await jar.post(PATH, { seen: 'typed after' })).to).toBe(DRAFT);
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
] as const)(
  'what comes under the cookie of somebody who has %s reaches nobody but that browser',
  async (_how, minutes) => {
    const { personId, jar, again } = await signedIn();
    const thief = cookieJar(app);
    thief.cookies.set('gatehouse', jar.cookies.get('gatehouse') ?? '');
    await jar.post('/sign-out');
    world.clock.advance({ minutes });
    await thief.post(PATH, { seen: 'planted' });
    const [planted] = await parkedOf(personId);
    // Neither by signing in, nor by the link to it, nor by being told its number.
    expect((await again('1')).to).toBe('/');
    expect(await world.as(personId, (tx) => takeParked(tx, planted.id))).toBeUndefined();
    // And whoever planted it gets nothing back as somebody else.
    const other = await signedIn();
    const as = { userName: other.userName, password: PASSWORD, kept: '1' };
    expect((await thief.post('/sign-in', as)).to).toBe('/');
  },
);

test('what is planted pushes out nothing that is somebody’s own, and is nothing after a day', async () => {
  const { personId, jar, again } = await signedIn();
  const ended = jar.cookies.get('gatehouse') ?? '';
  await jar.post('/sign-out');
  await again();
  world.clock.advance({ minutes: 31 });
  await jar.post(PATH, { seen: 'mine' });
  const thief = cookieJar(app);
  thief.cookies.set('gatehouse', ended);
  for (let n = 0; n < 12; n += 1) await thief.post(PATH, { seen: `planted ${n}` });
  const own = (await parkedOf(personId)).filter(({ claim }) => claim === null);
  expect(own.map(({ fields }) => fields.seen)).toEqual([['mine']]);
  expect(await parkedOf(personId)).toHaveLength(11);
  world.clock.advance({ hours: 25 });
  expect((await thief.post(PATH, { seen: 'too late' })).to).toBe(DRAFT);
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
