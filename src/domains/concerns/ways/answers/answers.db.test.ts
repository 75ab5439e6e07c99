import { expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { whatIsTold } from '#test/factories/told.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { codeFor, readCode, writeCode } from '../code.ts';
import { takeIn } from '../intake/service.ts';

/** Two-way messages under a receipt code, and what guessing at one comes to. */

const world = await testWorld({ at: '2026-11-20T10:17:23Z' });
const browser = await testBrowser(world);
const { masterKey } = world.services;

async function told(staff: Staffed, toldAs: 'anonymous' | 'named' = 'anonymous') {
  const code = await world.database.withActor({ kind: 'system', role: 'intake' }, (tx) =>
    takeIn(
      tx,
      masterKey,
      whatIsTold(staff, {
        token: world.services.ids.token(),
        toldAs,
        name: toldAs === 'named' ? 'Bo Thistlewick' : null,
      }),
    ),
  );
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from concern.concern where school_id = $1 order by entered_at desc, id limit 1',
    [staff.school.id],
  );
  return { code, id: rows[0]?.id ?? '' };
}

const open = (code: string) => browser.nobody.post('/tell/answers', { code });
const write = (code: string, words: string, id = world.services.ids.timeless()) =>
  browser.nobody.post('/tell/answers/write', { code, words, id });

/** Another code at the same place, or anywhere. */
const guess = (n: number, locator?: string): string => {
  const other = codeFor(masterKey, `guess ${n}`, 0);
  return writeCode({ ...other, locator: locator ?? other.locator });
};

/** The windows of failed guesses are of this file's clock; each test begins after those of the one before. */
const later = () => world.clock.set(world.clock.now().add({ hours: 1 }).toString());

test('both sides speak: the school answers as to any reporter, and is told of what comes back', async () => {
  const staff = await aStaffedSchool(world);
  const { code, id } = await told(staff);
  const before = await open(code);
  expect(before.statusCode).toBe(200);
  expect(before.body).toContain('Nobody has answered yet');
  expect(before.headers['set-cookie']).toBeUndefined();

  const lead = await browser.signedIn(staff.dsl);
  await lead.post(`/concerns/${id}/acknowledge`, { version: '1' });
  await lead.post(`/concerns/${id}/message`, { version: '2', body: 'Thank you. Are you safe at home?' });
  const answered = await open(code);
  expect(answered.body).toContain('Are you safe at home?');

  const back = await write(code, 'Yes, at home I am.');
  expect(back.body).toContain('Yes, at home I am.');
  expect(back.body.indexOf('Are you safe')).toBeLessThan(back.body.indexOf('Yes, at home'));
  const page = await lead.get(`/concerns/${id}`);
  expect(page.body).toContain('Yes, at home I am.');
  const { rows } = await world.owner.query<{ person_id: string }>(
    `select person_id from concern.notice where concern_id = $1 and kind = 'addition' order by 1`,
    [id],
  );
  expect(rows.map((row) => row.person_id)).toEqual([staff.dsl, staff.deputy].sort());
  later();
});

test('of an anonymous one the day of each message is kept, and its order', async () => {
  const staff = await aStaffedSchool(world);
  const { code, id } = await told(staff);
  await write(code, 'First.');
  await write(code, 'Second.');
  const { rows } = await world.owner.query<{ body: string; at: string }>(
    `select body, (added_at at time zone 'Europe/London')::time::text as at from concern.addition where concern_id = $1 order by added_at`,
    [id],
  );
  expect(rows).toEqual([
    { body: 'First.', at: '00:00:00.001' },
    { body: 'Second.', at: '00:00:00.002' },
  ]);
  later();
});

test('sending the same page twice adds once', async () => {
  const { code, id } = await told(await aStaffedSchool(world));
  const page = world.services.ids.timeless();
  await write(code, 'Once.', page);
  await write(code, 'Once.', page);
  const { rows } = await world.owner.query('select from concern.addition where concern_id = $1', [id]);
  expect(rows).toHaveLength(1);
  later();
});

test('a code opens its own conversation and no other', async () => {
  const staff = await aStaffedSchool(world);
  const [one, two] = [await told(staff, 'named'), await told(staff, 'named')];
  await write(one.code, 'Only under the first code.');
  expect((await open(two.code)).body).not.toContain('Only under the first code.');
  later();
});

test('a wrong secret and a wrong locator are answered the same, letter for letter', async () => {
  const { code } = await told(await aStaffedSchool(world));
  const place = readCode(code)?.locator ?? '';
  const plain = (body: string, typed: string) => body.replaceAll(typed, 'CODE');
  const [secret, locator] = [guess(1, place), guess(2)];
  const [one, two] = [await open(secret), await open(locator)];
  expect([one.statusCode, two.statusCode]).toEqual([422, 422]);
  expect(plain(one.body, secret)).toBe(plain(two.body, locator));
  later();
});

test('and take as long: each is compared with one slow hash', async () => {
  const { code } = await told(await aStaffedSchool(world));
  const place = readCode(code)?.locator ?? '';
  const times: { there: number[]; nowhere: number[] } = { there: [], nowhere: [] };
  await open(guess(0));
  // Taken in turns, so that whatever else the machine does meets both alike.
  for (let n = 1; n <= 24; n += 1) {
    const which = n % 2 === 0 ? 'there' : 'nowhere';
    const began = performance.now();
    const reply = await open(which === 'there' ? guess(n, place) : guess(n));
    times[which].push(performance.now() - began);
    expect(reply.statusCode).toBe(422);
    if (n % 4 === 0) later();
  }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[Math.trunc(list.length / 2)] ?? 0;
  // Without the hash an answer takes a tenth of the time.
  expect(middle(times.nowhere)).toBeGreaterThan(middle(times.there) * 0.5);
  expect(middle(times.there)).toBeGreaterThan(middle(times.nowhere) * 0.5);
});

test('a thousand guesses: at one place five are looked at in a quarter of an hour', async () => {
  later();
  const { code } = await told(await aStaffedSchool(world));
  const place = readCode(code)?.locator ?? '';
  let lookedAt = 0;
  for (let n = 0; n < 1000; n += 1) {
    const reply = await open(guess(n, place));
    if (reply.statusCode === 422) lookedAt += 1;
    else expect(reply.statusCode).toBe(429);
  }
  expect(lookedAt).toBe(5);
  // The right code waits too: otherwise the wait itself would tell.
  expect((await open(code)).statusCode).toBe(429);
  later();
  expect((await open(code)).statusCode).toBe(200);
});

test('a thousand guesses at a thousand places: the address is locked, and no address is kept', async () => {
  later();
  let lookedAt = 0;
  for (let n = 0; n < 1000; n += 1) if ((await open(guess(5000 + n))).statusCode === 422) lookedAt += 1;
  expect(lookedAt).toBeLessThanOrEqual(600);
  const address = masterKey.mac('attempt/address', '127.0.0.1');
  const { rows } = await world.owner.query('select from signin.attempt where key = $1', [address]);
  expect(rows).toEqual([]);
  later();
}, 60_000);

test('what is no whole code is said to be so, without being looked up', async () => {
  const reply = await open('ABCD-EFGH');
  expect(reply.statusCode).toBe(422);
  expect(reply.body).toContain('six groups of four');
});
