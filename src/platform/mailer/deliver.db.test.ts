import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { anAdult, aSchool } from '../../../test/factories/people.ts';
import { testWorld } from '../../../test/support/world.ts';
import { createMailer, deliverWaiting, queueMail } from './index.ts';

const world = await testWorld();
const school = await aSchool(world);
const teacher = await anAdult(world, { school });

/** A mail server that takes what it is told to. */
const received: { to: string[]; text: string }[] = [];
let refusing = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
    stream.on('end', () => {
      if (refusing) return done(Object.assign(new Error('busy'), { responseCode: 451 }));
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
      done();
    });
  },
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.server.address() as AddressInfo;
const config = readConfig({
  GATEHOUSE_DATA: '/nowhere',
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  GATEHOUSE_ORIGIN: 'https://gatehouse.example.test',
});
const mailer = createMailer(config);
afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const bag = { database: world.database, mailer, origin: config.origin, log: world.services.log };
const queue = () =>
  world.as(teacher, (tx) =>
    queueMail(tx, [teacher, teacher], {
      template: 'urgent',
      link: '/concerns/0199a0a0-0000-7000-8000-000000000001',
    }),
  );
const waiting = async () =>
  (await world.owner.query('select attempts, failure, sent_at is not null as sent from mail.outbox')).rows;

beforeEach(async () => {
  received.length = 0;
  refusing = false;
  await world.owner.query('delete from mail.outbox');
});

test('a mail leaves once, to its reader, and says no more than that something waits', async () => {
  await queue();
  await deliverWaiting(bag);
  await deliverWaiting(bag);
  expect(received).toHaveLength(1);
  const [{ rows }] = [
    await world.owner.query('select email, family_name from people.person where id = $1', [teacher]),
  ];
  expect(received[0]?.to).toEqual([rows[0].email]);
  const text = (received[0]?.text ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
  expect(text).toContain('https://gatehouse.example.test/concerns/0199a0a0-0000-7000-8000-000000000001');
  expect(text).toContain('Auto-Submitted: auto-generated');
  expect(text).not.toContain(rows[0].family_name);
});

test('what the server does not take waits, longer each time, and leaves when it does', async () => {
  await queue();
  refusing = true;
  await deliverWaiting(bag);
  expect(await waiting()).toEqual([{ attempts: 1, failure: 'the mail server did not take it', sent: false }]);
  refusing = false;
  await deliverWaiting(bag);
  expect(received).toHaveLength(0);
  world.clock.advance({ minutes: 5 });
  await deliverWaiting(bag);
  expect(received).toHaveLength(1);
  expect(await waiting()).toEqual([{ attempts: 1, failure: null, sent: true }]);
});

test('two postmen at once send each mail once', async () => {
  for (let n = 0; n < 5; n += 1) await queue();
  await Promise.all([deliverWaiting(bag), deliverWaiting(bag)]);
  await deliverWaiting(bag);
  expect(received).toHaveLength(5);
});

test('a transaction that fails sends nothing', async () => {
  await expect(
    world.as(teacher, async (tx) => {
      await queueMail(tx, [teacher], { template: 'waits', link: '/' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await deliverWaiting(bag);
  expect(received).toHaveLength(0);
});
