import { expect, test } from 'vitest';
import { anAccount } from '../../../../test/factories/accounts.ts';
import { aStaffedSchool } from '../../../../test/factories/people.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';

const world = await testWorld({ demo: true });
const here = await aStaffedSchool(world, { name: 'Larkfield Primary' });
await anAccount(world, here.teacher);
await anAccount(world, here.dsl, { authenticator: true });
await anAccount(world, here.head);
const demo = await createWeb(world.services);
const real = await createWeb({ ...world.services, demo: false });

test('lists who has an account, with role and school, the weightiest duty first', async () => {
  const { page } = await cookieJar(demo).get('/sign-in');
  const roles = page('.gh-demo-people__person span')
    .map((_n, element) => page(element).text())
    .get();
  expect(roles).toEqual(['Headteacher', 'Designated safeguarding lead', 'Teacher']);
  expect(page('main').text()).toContain('Larkfield Primary');
});

test('one press signs in with a second factor', async () => {
  const jar = cookieJar(demo);
  expect((await jar.post('/demo/sign-in', { personId: here.dsl })).to).toBe('/');
  expect((await jar.get('/recovery')).status).toBe(200);
  expect((await cookieJar(demo).post('/demo/sign-in', { personId: here.chair })).status).toBe(404);
  expect((await cookieJar(demo).post('/demo/sign-in', { personId: 'nobody' })).status).toBe(404);
});

test('one press leads back to the page that asked for a sign-in, and to none elsewhere', async () => {
  const { page } = await cookieJar(demo).get('/sign-in?next=%2Fconcerns%2Fmine');
  const next = String(page('form[action="/demo/sign-in"] input[name=next]').val());
  expect((await cookieJar(demo).post('/demo/sign-in', { personId: here.dsl, next })).to).toBe(
    '/concerns/mine',
  );
  const away = { personId: here.dsl, next: '//elsewhere.test/' };
  expect((await cookieJar(demo).post('/demo/sign-in', away)).to).toBe('/');
});

test('outside the demo there is neither list nor route', async () => {
  expect((await cookieJar(real).get('/sign-in')).text).not.toContain('demonstration');
  expect((await cookieJar(real).post('/demo/sign-in', { personId: here.dsl })).status).toBe(404);
});

test('a demo that is reached by another name than this machine’s refuses', async () => {
  const { status } = await cookieJar(demo, { host: 'demo.school.test' }).post('/demo/sign-in', {
    personId: here.dsl,
  });
  expect(status).toBe(403);
});
