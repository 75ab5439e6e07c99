import { expect, test } from 'vitest';
import { queueMail } from '#platform/mailer';
import { anAdult } from '../../../test/factories/people.ts';
import { testBrowser } from '../../../test/support/browser.ts';
import { testWorld } from '../../../test/support/world.ts';

const world = await testWorld({ demo: true });
const demo = await testBrowser(world);
const real = await testBrowser({ ...world, services: { ...world.services, demo: false } });

test('a mail that left can be opened, and its link followed', async () => {
  const person = await anAdult(world);
  await world.as(person, (tx) =>
    queueMail(tx, [person], { template: 'update', link: '/concerns/mine/0190' }),
  );
  const list = await demo.nobody.get('/outbox');
  expect(list.body).toContain('Gatehouse: there is news for you');
  const mail = /href="(\/outbox\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? '';
  const opened = await demo.nobody.get(mail);
  expect(opened.statusCode).toBe(200);
  expect(opened.body).toContain('href="/concerns/mine/0190"');
});

test('a mail that is not there is not found', async () => {
  expect((await demo.nobody.get('/outbox/0190c0de-0000-7000-8000-000000000000')).statusCode).toBe(404);
  expect((await demo.nobody.get('/outbox/nonsense')).statusCode).toBe(404);
});

test('the gallery of components opens', async () => {
  expect((await demo.nobody.get('/dev/ui')).statusCode).toBe(200);
});

test.each(['/outbox', '/dev/ui'])('outside the demo there is no %s', async (path) => {
  expect((await real.nobody.get(path)).statusCode).toBe(404);
});
