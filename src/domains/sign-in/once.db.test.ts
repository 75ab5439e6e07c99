import { afterAll, expect, test } from 'vitest';
import { anAccount } from '../../../test/factories/accounts.ts';
import { anAdult, aStaffedSchool } from '../../../test/factories/people.ts';
import { testBrowser } from '../../../test/support/browser.ts';
import { cookieJar, type Jar } from '../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const here = await aStaffedSchool(world);
afterAll(() => browser.app.close());

async function signedIn(personId: string): Promise<Jar> {
  const jar = cookieJar(browser.app);
  const [name = '', token = ''] = (await browser.signedIn(personId)).cookie.split('=');
  jar.cookies.set(name, token);
  return jar;
}
const codeIn = (text: string) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0];
const onceOn = async (jar: Jar, path: string) => String((await jar.get(path)).page('input[name=once]').val());
const SHOWN = 'The code was shown already';

test('a reload of the page that shows a code makes no second one; the form pressed anew does', async () => {
  const { personId } = await anAccount(world, await anAdult(world, { school: here.school }));
  const path = `/people/accounts/${personId}`;
  const jar = await signedIn(here.office);
  const passes = async () =>
    (await world.owner.query('select from signin.pass where person_id = $1', [personId])).rowCount;
  const fields = { once: await onceOn(jar, path) };
  expect(codeIn((await jar.post(path, fields)).text)).toBeDefined();
  const made = await passes();
  const reloaded = await jar.post(path, fields);
  expect([reloaded.status, reloaded.to]).toEqual([303, path]);
  expect((await jar.get(path)).text).toContain(SHOWN);
  expect(await passes()).toBe(made);
  expect(codeIn((await jar.post(path, { once: await onceOn(jar, path) })).text)).toBeDefined();
});

test('a reload of a confirmed recovery says that its code was shown', async () => {
  const { personId } = await anAccount(world, await anAdult(world, { school: here.school, role: 'dsl' }), {
    authenticator: true,
  });
  const head = await signedIn(here.head);
  const path = (await head.post('/recovery/start', { personId, reason: 'lost phone' })).to ?? '';
  const deputy = await signedIn(here.deputy);
  const fields = { once: await onceOn(deputy, path) };
  expect(codeIn((await deputy.post(`${path}/confirm`, fields)).text)).toBeDefined();
  expect((await deputy.post(`${path}/confirm`, fields)).to).toBe(path);
  expect((await deputy.get(path)).text).toContain(SHOWN);
});

test('a reload of a confirmed duty says that its code was shown', async () => {
  const { personId } = await anAccount(world, await anAdult(world, { school: here.school }));
  const head = await signedIn(here.head);
  const asked = await head.post(`/people/duties/give?at=${here.school.id}`, { role: 'deputy_dsl', personId });
  const path = asked.to ?? '';
  const lead = await signedIn(here.dsl);
  const fields = { once: await onceOn(lead, path) };
  expect(codeIn((await lead.post(`${path}/confirm`, fields)).text)).toBeDefined();
  expect((await lead.post(`${path}/confirm`, fields)).to).toBe('/people/duties');
  expect((await lead.get('/people/duties')).text).toContain(SHOWN);
});
