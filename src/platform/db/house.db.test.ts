import { expect, test } from 'vitest';
import { testWorld } from '#test/support/world.ts';
import { haveHouseAlone, stayInHouse } from './house.ts';

const world = await testWorld();
const { ownerUrl } = world.urls;

test('who wants it alone is refused while others are in, by name; and others while somebody has it alone', async () => {
  const stay = await stayInHouse(ownerUrl, 'web', () => {});
  const beside = await stayInHouse(ownerUrl, 'worker', () => {});
  const refused = await haveHouseAlone(ownerUrl, 'command', 'because.').catch((error) => error);
  expect(refused.userMessage).toMatch(/Stop Gatehouse first.*gatehouse web on .*; gatehouse worker on /);
  await stay.leave();
  await beside.leave();
  const alone = await haveHouseAlone(ownerUrl, 'command', 'because.');
  await expect(stayInHouse(ownerUrl, 'web', () => {})).rejects.toMatchObject({ status: 503 });
  await alone.leave();
  await (await stayInHouse(ownerUrl, 'web', () => {})).leave();
});
