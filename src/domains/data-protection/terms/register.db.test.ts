import { expect, test } from 'vitest';
import { concernJobs } from '#domains/concerns';
import { evidenceJobs } from '#domains/evidence';
import { signInJobs } from '#domains/sign-in';
import { purgeSent } from '#platform/mailer';
import { factories } from '#test/factories/index.ts';
import type { Facts } from '#test/factories/rows/lay.ts';
import { testWorld } from '#test/support/world.ts';

/** The register of terms is what people read: what the machine deletes by itself goes then, and not before. */

const world = await testWorld();
world.clock.set('2026-11-20T12:00:00Z');

interface Kept {
  readonly class: string;
  readonly table: string;
  /** What its age is counted from. */
  readonly from: string;
  readonly facts?: (at: string) => Facts;
}

const kept: readonly Kept[] = [
  { class: 'draft', table: 'concern.draft', from: 'saved_at', facts: (at) => ({ prompted_at: at }) },
  { class: 'search', table: 'concern.search', from: 'made_at' },
  { class: 'upload', table: 'evidence.upload', from: 'begun_at' },
  { class: 'mail', table: 'mail.outbox', from: 'sent_at' },
  { class: 'sign-in', table: 'signin.session', from: 'ended_at', facts: (at) => ({ ends_at: at }) },
  { class: 'sign-in', table: 'signin.pass', from: 'expires_at' },
  { class: 'sign-in', table: 'signin.parked_form', from: 'parked_at' },
  { class: 'attempt', table: 'signin.attempt', from: 'window_began' },
];

async function registered(): Promise<Map<string, number>> {
  const { rows } = await world.owner.query<{ class: string; amount: number }>(
    `select class, amount from retention.rule where not review and amount is not null and unit = 'days'`,
  );
  return new Map(rows.map((row) => [row.class, row.amount]));
}

async function keepHouse(): Promise<void> {
  const jobs = [
    ...signInJobs(world.services),
    ...concernJobs(world.services),
    ...evidenceJobs(world.services),
  ].filter(({ name }) => name.endsWith('.housekeeping'));
  for (const job of jobs) await job.run();
  await world.database.withActor({ kind: 'system', role: 'housekeeper' }, purgeSent);
}

test('each of them has a term in the register, and each such term something that is deleted', async () => {
  expect([...(await registered()).keys()].sort()).toEqual([...new Set(kept.map((one) => one.class))].sort());
});

test('and so has each table that a housekeeper may delete from by age', async () => {
  const { rows } = await world.owner.query<{ name: string }>(
    `select distinct schemaname || '.' || tablename as name from pg_policies
     where 'gatehouse_housekeeper' = any (roles) and cmd in ('ALL', 'DELETE') and qual ~ 'app.at' order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(kept.map(({ table }) => table).sort());
});

test.each(kept)('$table goes when the register says, and a minute before it is there', async (one) => {
  const days = (await registered()).get(one.class) ?? 0;
  const due = world.clock.now().subtract({ hours: 24 * days });
  await world.owner.query(`delete from ${one.table}`);
  for (const at of [due.subtract({ minutes: 1 }), due.add({ minutes: 1 })].map(String))
    await factories[one.table]?.(world, { [one.from]: at, ...one.facts?.(at) });
  await keepHouse();
  const { rows } = await world.owner.query<{ at: Date }>(`select ${one.from} as at from ${one.table}`);
  expect(rows.map(({ at }) => at.getTime())).toEqual([due.add({ minutes: 1 }).epochMilliseconds]);
});
