import { expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { anAdult } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { purgeSignIn } from './queries.ts';

const world = await testWorld();
const TYPED = '2026-11-02T10:00:00Z';

const runAt = (at: string) => {
  world.clock.set(at);
  return world.database.withActor({ kind: 'system', role: 'housekeeper' }, purgeSignIn);
};

test('what sign-in leaves behind goes a week after its end, and nothing that still runs', async () => {
  const person = await anAdult(world);
  const session = (endsAt: string, endedAt: string | null) =>
    world.owner.query(
      `insert into signin.session (id, token_hash, person_id, created_at, last_seen_at, ends_at, ended_at, second_factor, user_agent, address_hint)
       values ($1, $2, $3, $4, $4, $5, $6, true, 'browser', 'here')`,
      [systemIds.uuid(), Buffer.from(systemIds.token()), person, TYPED, endsAt, endedAt],
    );
  await session('2026-11-02T20:00:00Z', null);
  await session('2026-11-12T20:00:00Z', '2026-11-02T12:00:00Z');
  await session('2026-11-20T20:00:00Z', null);
  await world.owner.query(
    `insert into signin.parked_form (id, person_id, path, fields, parked_at) values ($1, $2, '/', '{}', $3)`,
    [systemIds.uuid(), person, TYPED],
  );
  expect(await runAt('2026-11-09T09:59:00Z')).toBe(0);
  expect(await runAt('2026-11-09T20:01:00Z')).toBe(3);
  const left = await world.owner.query('select ends_at from signin.session');
  expect(left.rows).toHaveLength(1);
});

test('counts of failures go after a day, but for an account that is still locked', async () => {
  const attempt = (key: string, lockedUntil: string | null) =>
    world.owner.query(
      'insert into signin.attempt (key, failures, window_began, locked_until) values ($1, 5, $2, $3)',
      [Buffer.from(key), TYPED, lockedUntil],
    );
  await attempt('free', null);
  await attempt('locked', '2026-11-04T10:00:00Z');
  expect(await runAt('2026-11-03T09:59:00Z')).toBe(0);
  expect(await runAt('2026-11-03T10:01:00Z')).toBe(1);
  expect(await runAt('2026-11-04T10:01:00Z')).toBe(1);
});
