import { expect, test } from 'vitest';
import { anAccount } from '#test/factories/accounts.ts';
import { anAdult } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { checkAuthenticators } from './service.ts';

const world = await testWorld();

test('every authenticator that is sealed is tried and counted, and one that does not open is named', async () => {
  const [one, other] = [await anAdult(world), await anAdult(world)];
  await anAccount(world, one, { authenticator: true });
  await anAccount(world, other, { authenticator: true });
  await anAccount(world, await anAdult(world));
  const check = () =>
    world.database.withActor({ kind: 'system', role: 'keyholder' }, (tx) =>
      checkAuthenticators(tx, world.services.masterKey),
    );
  expect(await check()).toEqual({ authenticators: 2, authenticatorFaults: [] });
  await world.owner.query(`update signin.account set totp_sealed = '\\x00' where person_id = $1`, [other]);
  expect(await check()).toEqual({ authenticators: 2, authenticatorFaults: [other] });
});
