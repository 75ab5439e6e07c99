import { expect, test } from 'vitest';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const staff = await aStaffedSchool(world);

/** An older browser: no word of where it comes from but the origin. */
async function post(origin: string): Promise<number> {
  const { cookie } = await browser.signedIn(staff.teacher);
  const headers = { host: 'localhost:8080', origin, cookie };
  return (await browser.app.inject({ method: 'POST', url: '/session/keep', headers })).statusCode;
}

test('a page of ours is one of the same host, port and scheme', async () => {
  expect(await post('http://localhost:8080')).toBe(204);
  expect(await post('https://localhost:8080')).toBe(403);
  expect(await post('http://localhost:8081')).toBe(403);
  expect(await post('null')).toBe(403);
});
