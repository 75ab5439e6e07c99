import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { type ActorName, actorNames, actorsOf, enter } from './actors.ts';
import { type Call, calls, harmless } from './calls.ts';
import { functions } from './functions.ts';
import { layScene } from './lay-scene.ts';
import { meOf } from './run.ts';

const database = await testDatabase();
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
const scene = await layScene({ owner });
const app = new pg.Client({ connectionString: database.appUrl });
await app.connect();

afterAll(async () => {
  await app.end();
  await owner.end();
});

/** No right; "there is nothing"; "not in this state"; the row that a function insists on is not there. */
const REFUSALS = new Set(['42501', 'GH403', 'GH404', 'GH409', 'P0002']);

async function isDone(call: Call, actor: ActorName): Promise<boolean> {
  await app.query('begin');
  try {
    await enter(app, actor, scene.at, scene.id);
    return ((await app.query(call.sql, [...call.values(scene, meOf(scene, actor))])).rowCount ?? 0) > 0;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!REFUSALS.has(code)) throw new Error(`${actor}, ${call.what}: ${code}`, { cause: error });
    return false;
  } finally {
    await app.query('rollback');
  }
}

describe('what a function of the owner’s does for whom', () => {
  test.each(calls.map((call) => [`${call.of}: ${call.what}`, call] as const))('%s', async (_, call) => {
    const done: ActorName[] = [];
    for (const actor of actorNames) if (await isDone(call, actor)) done.push(actor);
    expect(done.sort()).toEqual([...actorsOf(call.by)].sort());
  });
});

test('every function that a role may call is tried, or harmless for a reason', () => {
  const callable = Object.entries(functions).filter(([, roles]) => roles !== '');
  const names = callable.map(([name]) => name.slice(0, name.indexOf('(')));
  const tried = new Set([...calls.map((call) => call.of), ...Object.keys(harmless)]);
  expect(names.filter((name) => !tried.has(name))).toEqual([]);
  expect([...tried].filter((name) => !names.includes(name))).toEqual([]);
});
