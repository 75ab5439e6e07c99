import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { aSchool } from '#test/factories/people.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { testWorld } from '#test/support/world.ts';
import { anchorChains, readAnchors } from './anchors.ts';
import { verifyAudit } from './verify.ts';

const world = await testWorld();
let dataDir = '';

beforeEach(async () => {
  const folder = await temporaryFolder('anchors');
  dataDir = folder.path;
  world.clock.set('2026-11-20T09:00:00Z');
  return () => folder.remove();
});

async function record(school: string): Promise<void> {
  await world.database.withActor({ kind: 'system', role: 'escalation' }, async (tx) =>
    tx.record({ chain: school, type: 'concern.escalated/1' }),
  );
}

const fileOf = (day: string) => join(dataDir, 'anchors', `${day}.jsonl`);

test('a line a chain and day, in a file that only its owner reads', async () => {
  const school = await aSchool(world);
  await record(school.id);
  expect(await anchorChains(world.database, dataDir)).toBeGreaterThan(0);
  await record(school.id);
  expect(await anchorChains(world.database, dataDir)).toBe(0);
  world.clock.set('2026-11-21T00:30:00Z');
  await anchorChains(world.database, dataDir);
  expect(readdirSync(join(dataDir, 'anchors')).sort()).toEqual(['2026-11-20.jsonl', '2026-11-21.jsonl']);
  expect(statSync(fileOf('2026-11-20')).mode & 0o777).toBe(0o600);
  const { anchors, unreadable } = await readAnchors(dataDir);
  const own = anchors.filter(({ chain }) => chain === school.id);
  expect(own.map(({ day, length }) => [day, length])).toEqual([
    ['2026-11-20', 1],
    ['2026-11-21', 2],
  ]);
  expect(unreadable).toBe(0);
  expect((await verifyAudit(world.database, anchors)).faults).toEqual([]);
});

test('a chain that is new today is added to today’s file', async () => {
  await record((await aSchool(world)).id);
  await anchorChains(world.database, dataDir);
  await record((await aSchool(world)).id);
  expect(await anchorChains(world.database, dataDir)).toBe(1);
});

test('a line that a power cut tore is written again, and told of', async () => {
  await record((await aSchool(world)).id);
  await anchorChains(world.database, dataDir);
  const whole = readFileSync(fileOf('2026-11-20'), 'utf8');
  truncateSync(fileOf('2026-11-20'), whole.length - 20);
  expect(await anchorChains(world.database, dataDir)).toBe(1);
  const { anchors, unreadable } = await readAnchors(dataDir);
  expect(anchors).toHaveLength(whole.trimEnd().split('\n').length);
  expect(unreadable).toBe(1);
});

test('no folder yet: no anchors; a foreign file: left alone', async () => {
  expect(await readAnchors(dataDir)).toEqual({ anchors: [], unreadable: 0 });
  await record((await aSchool(world)).id);
  await anchorChains(world.database, dataDir);
  appendFileSync(join(dataDir, 'anchors', 'notes.txt'), 'mine');
  expect((await readAnchors(dataDir)).unreadable).toBe(0);
});
