import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { testWorld } from '#test/support/world.ts';
import { measureCertificate, measureJobs } from './index.ts';

const world = await testWorld();

test('the worker’s runs and the end of the certificate are there for whoever watches the machine', async () => {
  await world.owner.query(
    `insert into app.job_run (name, minutely, done_at, failing_since) values
       ('mail', true, '2026-11-20T08:59:00Z', null), ('concern.escalate', true, null, '2026-11-20T08:00:00Z')`,
  );
  const registry = new Registry();
  measureJobs(world.services, registry);
  measureCertificate({ look: () => {}, until: () => 1_800_000_000, stop: () => {} }, registry);
  const lines = (await registry.metrics()).split('\n').filter((line) => /^[a-z]/.test(line));
  expect(lines).toEqual([
    `gatehouse_job_done_seconds{job="mail"} ${Date.parse('2026-11-20T08:59:00Z') / 1000}`,
    'gatehouse_job_failing{job="concern.escalate"} 1',
    'gatehouse_job_failing{job="mail"} 0',
    'gatehouse_tls_certificate_ends_seconds 1800000000',
  ]);
});
