import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkObjects, listBackups, openBackup } from '#platform/backup';
import { loadMasterKey } from '#platform/crypto';
import { gatehouse } from '#test/support/command.ts';
import { embeddedInstallation, type Installation, log, ownInstallation } from '#test/support/installation.ts';
import { moments } from '#test/support/moments.ts';
import { fillSealed } from '#test/support/sealed.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { type EmbeddedDatabase, startEmbedded } from '../platform/db/embedded.ts';

/** A backup killed at random moments is none, or whole; those that are there stay whole, and the next one is made. */

const ROUNDS = Number(process.env.GATEHOUSE_KILLS ?? 2);

interface Place extends Installation {
  readonly backups: string;
  /** Names of backups that somebody was told of. */
  readonly told: string[];
}

let folder: TemporaryFolder;
let server: EmbeddedDatabase;
let places: readonly Place[];

beforeAll(async () => {
  folder = await temporaryFolder('kill-backup');
  server = await startEmbedded({ dataDir: join(folder.path, 'server'), log });
  const made = [
    await embeddedInstallation(join(folder.path, 'embedded')),
    await ownInstallation(join(folder.path, 'own'), server),
  ];
  places = made.map((place) => ({
    ...place,
    backups: join(folder.path, `backups-${place.kind}`),
    told: [],
  }));
}, 120_000);

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

/** New files of a new school: something that no earlier backup has. */
const addFiles = (place: Place) =>
  place.withOwner((owner) => fillSealed(owner, place.dataDir, { schools: 1, files: 15 }));

const comingIn = ({ backups }: Place): string[] =>
  readdirSync(backups, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('coming-'));

async function openAll({ backups, keyFile }: Place): Promise<string[]> {
  const key = loadMasterKey(keyFile);
  const names = await listBackups(backups);
  for (const name of names)
    expect(await checkObjects(await openBackup(backups, name, key), () => true)).toEqual([]);
  return names;
}

const nameIn = (out: string): string => JSON.parse(out).name;

/** Undisturbed; gives how long it took. */
async function backUp(place: Place, ...more: readonly string[]): Promise<number> {
  const ended = await gatehouse(['backup', place.backups, '--json', ...more], place.env);
  expect(ended.code, ended.said).toBe(0);
  place.told.push(nameIn(ended.out));
  expect(comingIn(place)).toEqual([]);
  expect(existsSync(join(place.dataDir, 'backup-check'))).toBe(false);
  return ended.ms;
}

test(`every backup that is there is whole after ${ROUNDS} kills, and the next one is made`, async ({
  annotate,
}) => {
  const random = moments('a backup');
  const [plain, checked] = [new Map<Place, number>(), new Map<Place, number>()];
  for (const place of places) {
    await addFiles(place);
    checked.set(place, await backUp(place, '--check'));
    await addFiles(place);
    plain.set(place, await backUp(place));
  }
  const found = { killed: 0, ended: 0, halfWritten: 0, wholeThoughKilled: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const place = places[round % places.length];
    if (place === undefined) throw new Error('there is a place for every round');
    await addFiles(place);
    const before = await listBackups(place.backups);
    // Every other time through its check and the clearing away of old ones.
    const isLong = (round + Math.floor(round / places.length)) % 2 === 1;
    const whole = (isLong ? checked : plain).get(place) ?? 0;
    const args = ['backup', place.backups, '--json', ...(isLong ? ['--check', '--prune'] : [])];
    const { code, out } = await gatehouse(args, place.env, random.anywhere(whole));
    found[code === null ? 'killed' : 'ended'] += 1;
    if (comingIn(place).length > 0) found.halfWritten += 1;
    if (code === 0) place.told.push(nameIn(out));
    const after = await openAll(place);
    if (code === null && after.at(-1) !== before.at(-1)) found.wholeThoughKilled += 1;
    // What was told to be there is there; clearing away begins once there is a newer one.
    const newest = place.told.at(-1);
    if (isLong) expect(after.some((name) => name >= (newest ?? ''))).toBe(true);
    else expect(after).toEqual(expect.arrayContaining(before));
    await backUp(place);
  }
  for (const place of places) {
    await backUp(place, '--check', '--prune');
    expect(await openAll(place)).toEqual([place.told.at(-1)]);
    const { rows } = await place.withOwner((owner) => owner.query('select name from app.backup'));
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(place.told));
  }
  await annotate(JSON.stringify(found));
  expect(found.killed).toBeGreaterThan(0);
}, 3_000_000);
