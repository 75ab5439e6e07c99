import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { concernJobs } from '#domains/concerns';
import { readConfig } from '#platform/config';
import { createMasterKey, hashToken, loadMasterKey } from '#platform/crypto';
import { appUrl, createDatabase } from '#platform/db';
import { createRegistry, measureDatabase, measureRequests, type Services } from '#platform/http';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { createMailer, deliverWaiting } from '#platform/mailer';
import { createWeb } from '../../../src/apps/web.ts';
import { buildRoster, defaultPlan, writeRoster } from '../../factories/oneroster.ts';
import { fakeClock } from '../../support/clock.ts';
import { startTemporaryServer } from '../../support/temporary-server.ts';
import { scenes } from './scenes.ts';

/**
 * One Gatehouse for the browser journeys, in a process of its own: the real web application on the real database,
 * with a clock that a journey may set. Bundled by global-setup.ts and told what to do over the process's channel.
 */

type Ask =
  | { readonly do: 'clock'; readonly at: string }
  | { readonly do: 'session'; readonly personId: string }
  | { readonly do: 'sql'; readonly text: string; readonly values: readonly unknown[] }
  | { readonly do: 'jobs' }
  | { readonly do: 'metrics' }
  | { readonly do: 'roster'; readonly path: string; readonly urn: string; readonly familyName: string }
  | { readonly do: 'scene'; readonly name: keyof typeof scenes };

async function open() {
  const server = await startTemporaryServer();
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-house-'));
  const port = process.env.HOUSE_PORT ?? '0';
  const config = readConfig({ GATEHOUSE_DATA: folder, LOG_LEVEL: 'info', PORT: port, METRICS_PORT: '0' });
  createMasterKey(config.keyFile);
  const clock = fakeClock();
  const log = createLog('info', 'house');
  const url = appUrl(server.ownerUrl, server.appPassword);
  const database = createDatabase({ url, clock, ids: systemIds, log });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 4 });
  const services: Services = {
    config,
    database,
    clock,
    ids: systemIds,
    log,
    masterKey: loadMasterKey(config.keyFile),
    // The gallery of components is a page of the demo.
    demo: true,
  };
  const app = await createWeb(services);
  const registry = createRegistry();
  measureRequests(app, registry);
  measureDatabase(database, registry);
  await app.listen({ host: '127.0.0.1', port: config.port });
  const close = async () => {
    await app.close();
    await database.close();
    await owner.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    registry,
    clock,
    services,
    database,
    owner,
    urls: { name: 'gatehouse', ownerUrl: server.ownerUrl, appUrl: url, adminUrl: server.adminUrl },
    close,
  };
}

type House = Awaited<ReturnType<typeof open>>;

async function addSession(house: House, personId: string): Promise<string> {
  const token = systemIds.token();
  const now = house.clock.now();
  await house.owner.query(
    `insert into signin.session (id, token_hash, person_id, created_at, last_seen_at, ends_at, second_factor, user_agent, address_hint)
     values ($1, $2, $3, $4, $4, $5, true, 'journey', 'here')`,
    [systemIds.uuid(), hashToken(token), personId, now.toString(), now.add({ hours: 10 }).toString()],
  );
  return token;
}

async function runJobs(house: House): Promise<void> {
  for (const job of concernJobs(house.services)) await job.run();
  const { database, config, log } = house.services;
  await deliverWaiting({ database, mailer: createMailer(config), origin: config.origin, log });
}

/** A school's export of its own, in which the first pupil has a name that occurs nowhere else. */
async function writeARoster(ask: {
  readonly path: string;
  readonly urn: string;
  readonly familyName: string;
}): Promise<string> {
  const roster = buildRoster({ ...defaultPlan, schools: 1, pupils: 40, staff: 4 });
  const pupil = roster.users.find((user) => user.roles.some(({ role }) => role === 'student'));
  await writeRoster(
    {
      ...roster,
      orgs: roster.orgs.map((org) =>
        org.type === 'school' ? { ...org, identifier: ask.urn, urn: ask.urn } : org,
      ),
      users: roster.users.map((user) =>
        user === pupil ? { ...user, familyName: ask.familyName, preferredFamilyName: null } : user,
      ),
    },
    '1.2',
    ask.path,
  );
  return pupil?.givenName ?? '';
}

async function answer(house: House, ask: Ask): Promise<unknown> {
  if (ask.do === 'clock') return house.clock.set(ask.at);
  if (ask.do === 'session') return addSession(house, ask.personId);
  if (ask.do === 'sql') return (await house.owner.query(ask.text, [...ask.values])).rows;
  if (ask.do === 'jobs') return runJobs(house);
  if (ask.do === 'metrics') return house.registry.metrics();
  if (ask.do === 'roster') return writeARoster(ask);
  const world = {
    ...house,
    as: <T>(personId: string, act: Parameters<House['database']['withActor']>[1]) =>
      house.database.withActor({ kind: 'person', personId, secondFactor: true }, act) as Promise<T>,
  };
  return scenes[ask.name](world as never);
}

const house = await open();
process.on('message', (message: { readonly id: number; readonly ask: Ask }) => {
  answer(house, message.ask).then(
    (value) => process.send?.({ id: message.id, value }),
    (error: unknown) =>
      process.send?.({
        id: message.id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
process.once('disconnect', () => {
  house.close().finally(() => process.exit());
});
process.send?.({ ready: true });
