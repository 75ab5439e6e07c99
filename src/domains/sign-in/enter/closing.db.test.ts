import { expect, test } from 'vitest';
import { hashPassword, hashToken } from '#platform/crypto';
import { Forbidden, Invalid } from '#platform/errors';
import { type AnAccount, anAccount } from '#test/factories/accounts.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { changePassword } from '../account/service.ts';
import { asSignIn } from '../door.ts';
import { openSession } from '../sessions/service.ts';
import { enterCode, enterPassword } from './service.ts';

/** Signing in at the very moment at which somebody closes the account, or its holder changes the password. */

const world = await testWorld();
const door = world.services;
const from = { address: '10.0.0.1', userAgent: 'test', next: undefined, kept: undefined } as const;

type Ending = 'close' | 'password';

const newHash = await hashPassword('lantern marble orchard');

/** What ends sessions, in a transaction that has begun and not yet committed; as `signin.set_disabled` and others do it. */
async function begin(how: Ending, personId: string) {
  const client = await world.owner.connect();
  await client.query('begin');
  const now = world.clock.now().toString();
  await (how === 'close'
    ? client.query('update signin.account set disabled_at = $2 where person_id = $1', [personId, now])
    : client.query('update signin.account set password_hash = $2 where person_id = $1', [personId, newHash]));
  await client.query('update signin.session set ended_at = $2 where person_id = $1 and ended_at is null', [
    personId,
    now,
  ]);
  await client.query(`update signin.pass set used_at = $2 where person_id = $1 and used_at is null`, [
    personId,
    now,
  ]);
  return async () => {
    await client.query('commit');
    client.release();
  };
}

/** Until the sign-in waits for a lock, or is done without having waited. */
async function untilHeld(entering: Promise<unknown>): Promise<void> {
  let done = false;
  const end = () => {
    done = true;
  };
  entering.then(end, end);
  while (!done) {
    const { rows } = await world.owner.query<{ held: boolean }>(
      'select exists (select from pg_locks where not granted) as held',
    );
    if (rows[0]?.held) return;
  }
}

const open = async (personId: string) =>
  (
    await world.owner.query('select 1 from signin.session where person_id = $1 and ended_at is null', [
      personId,
    ])
  ).rowCount;

async function during(how: Ending, account: AnAccount, enter: () => Promise<unknown>): Promise<void> {
  const finish = await begin(how, account.personId);
  const entering = enter().catch((error: unknown) => error);
  await untilHeld(entering);
  await finish();
  await entering;
  expect(await open(account.personId)).toBe(0);
}

test.each(['close', 'password'] as const)('no session by password outlives %s', async (how) => {
  const staff = await aStaffedSchool(world);
  const account = await anAccount(world, staff.teacher);
  const { userName, password } = account;
  await during(how, account, () => enterPassword(door, { userName, password, ...from }));
});

test.each(['close', 'password'] as const)('no session by the second step outlives %s', async (how) => {
  const staff = await aStaffedSchool(world);
  const account = await anAccount(world, staff.dsl, { authenticator: true });
  const { userName, password } = account;
  const step = await enterPassword(door, { userName, password, ...from });
  if (step.kind !== 'step') throw new Error('a case reader has a second step');
  await during(how, account, () => enterCode(door, { stepToken: step.token, code: account.code(), ...from }));
});

test('a password is not changed by whoever proved an older one', async () => {
  const staff = await aStaffedSchool(world);
  const account = await anAccount(world, staff.teacher);
  const finish = await begin('password', account.personId);
  const change = changePassword(door, {
    personId: account.personId,
    password: account.password,
    newPassword: 'thimble quarry meadow',
    sessionId: undefined,
    ...from,
  }).catch((error: unknown) => error);
  await untilHeld(change);
  await finish();
  expect(await change).toBeInstanceOf(Invalid);
  const { rows } = await world.owner.query('select password_hash from signin.account where person_id = $1', [
    account.personId,
  ]);
  expect(rows).toEqual([{ password_hash: newHash }]);
});

test('a session that was left on a closed account opens nothing', async () => {
  const staff = await aStaffedSchool(world);
  const account = await anAccount(world, staff.teacher);
  const token = await asSignIn(door, (tx) =>
    openSession(tx, { personId: account.personId, chain: staff.school.id }, false, from),
  );
  expect(await world.database.findSession(hashToken(token))).toMatchObject({ live: true });
  await world.owner.query('update signin.account set disabled_at = $2 where person_id = $1', [
    account.personId,
    world.clock.now().toString(),
  ]);
  expect(await world.database.findSession(hashToken(token))).toMatchObject({ live: false, lapsed: false });
  await expect(world.as(staff.teacher, async () => 'in')).rejects.toBeInstanceOf(Forbidden);
  const browser = await testBrowser(world);
  const visitor = await browser.signedIn(staff.teacher);
  expect((await visitor.get('/')).statusCode).toBe(303);
});
