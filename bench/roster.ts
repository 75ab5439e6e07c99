/*
 * How long a roster of 60,000 people takes, file to commit: read, planned and applied on an empty school, then the same
 * file again, which must change nothing. One JSON line a figure.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyRoster, changesNothing, readRoster } from '#domains/people';
import { systemClock, Temporal } from '#platform/clock';
import { appUrl, createDatabase, migrate, startEmbedded } from '#platform/db';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { makeRoster } from '../test/factories/oneroster.ts';

const TARGET_SECONDS = 60;
const log = createLog('warn', 'bench');

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
}

function say({ name, value, unit, target }: Figure): void {
  const ok = target === undefined ? undefined : value <= target;
  process.stdout.write(
    `${JSON.stringify({ name, value: Math.round(value * 100) / 100, unit, target, ok })}\n`,
  );
}

async function timed<T>(name: string, act: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await act();
  say({ name, value: (performance.now() - began) / 1000, unit: 's' });
  return result;
}

/** The made-up schools of test/factories/oneroster.ts have these numbers. */
const URN = '990001';

async function addSchool(ownerUrl: string) {
  const [trustId, id] = [systemIds.uuid(), systemIds.uuid()];
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('insert into people.trust (id, name) values ($1, $2)', [trustId, 'Bench trust']);
  await client.query(
    'insert into people.school (id, trust_id, urn, name, code) values ($1, $2, $3, $4, $5)',
    [id, trustId, URN, 'Bench school', 'BS'],
  );
  await client.end();
  return { id, trustId, urn: URN, name: 'Bench school' };
}

export async function benchRoster(options: { readonly quick: boolean }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-roster-'));
  const pupils = options.quick ? 4_900 : 29_000;
  const file = join(folder, 'roster.zip');
  const schoolYear = Temporal.Now.plainDateISO().add({ months: 4 }).year;
  await makeRoster({
    path: file,
    schools: 1,
    pupils,
    staff: options.quick ? 200 : 2_000,
    guardians: 1,
    schoolYear,
  });
  const server = await startEmbedded({ dataDir: join(folder, 'data'), log });
  const password = systemIds.token();
  await migrate({ ownerUrl: server.ownerUrl, log, appPassword: password });
  const database = createDatabase({
    url: appUrl(server.ownerUrl, password),
    clock: systemClock,
    ids: systemIds,
    log,
  });
  const school = await addSchool(server.ownerUrl);
  const facts = { fileName: 'roster.zip', digest: 'bench', requestedBy: null };
  const once = async () => {
    const reading = await timed('roster.read', () => readRoster(file));
    return timed('roster.apply', () =>
      database.withActor({ kind: 'roster', schoolId: school.id }, (tx) =>
        applyRoster(tx, school, reading, facts),
      ),
    );
  };
  try {
    const began = performance.now();
    await once();
    say({
      name: 'roster.first',
      value: (performance.now() - began) / 1000,
      unit: 's',
      target: TARGET_SECONDS,
    });
    const again = await timed('roster.again', once);
    say({ name: 'roster.again.changes', value: changesNothing(again) ? 0 : 1, unit: 'plans', target: 0 });
    say({ name: 'roster.memory', value: process.memoryUsage().rss / 1024 / 1024, unit: 'MB' });
  } finally {
    await database.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
