import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatehouse } from '#test/support/command.ts';
import { embeddedInstallation, type Installation, log, ownInstallation } from '#test/support/installation.ts';
import { moments } from '#test/support/moments.ts';
import { fillSealed, openEverything } from '#test/support/sealed.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { type EmbeddedDatabase, startEmbedded } from '../platform/db/embedded.ts';

/** A change of the master key, killed at random moments: everything opens, at once and after it is run again. */

const ROUNDS = Number(process.env.GATEHOUSE_KILLS ?? 4);
/** About how long both keys stand there. */
const BOTH_KEYS_MS = 250;
const FILLED = { schools: 30, files: 2 };

let folder: TemporaryFolder;
let server: EmbeddedDatabase;
let places: readonly Installation[];

beforeAll(async () => {
  folder = await temporaryFolder('kill-rotate');
  server = await startEmbedded({ dataDir: join(folder.path, 'server'), log });
  places = [
    await embeddedInstallation(join(folder.path, 'embedded')),
    await ownInstallation(join(folder.path, 'own'), server),
  ];
  for (const { withOwner, dataDir } of places) await withOwner((owner) => fillSealed(owner, dataDir, FILLED));
}, 120_000);

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const keysIn = ({ keyFile }: Installation): number => readFileSync(keyFile, 'utf8').trim().split('\n').length;

async function succeed(args: readonly string[], { env }: Installation) {
  const ended = await gatehouse(args, env);
  expect(ended.code, ended.said).toBe(0);
  return ended;
}

async function rotateAndLook(place: Installation): Promise<number> {
  const { ms } = await succeed(['key', 'rotate'], place);
  expect(keysIn(place)).toBe(1);
  expect(existsSync(`${place.keyFile}.coming`)).toBe(false);
  const opened = await place.withOwner((owner) => openEverything(owner, place.dataDir));
  const { schools, files } = FILLED;
  expect(opened).toEqual({ files: schools * files, people: schools, wrong: [] });
  return ms;
}

test(`everything opens after ${ROUNDS} kills of a change of key, and after it is run again`, async ({
  annotate,
}) => {
  const random = moments('a change of key');
  const whole = new Map<Installation, number>();
  for (const place of places) whole.set(place, await rotateAndLook(place));
  const found = { killed: 0, ended: 0, withTwoKeys: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const place = places[round % places.length];
    if (place === undefined) throw new Error('there is a place for every round');
    const before = readFileSync(place.keyFile, 'utf8');
    // Half of them while both keys stand in the file, which is a small part of a run.
    const moment =
      round % 4 < 2
        ? random.anywhere(whole.get(place) ?? 0)
        : random.after(() => keysIn(place) === 2, BOTH_KEYS_MS);
    const { code } = await gatehouse(['key', 'rotate'], place.env, moment);
    found[code === null ? 'killed' : 'ended'] += 1;
    if (keysIn(place) === 2) found.withTwoKeys += 1;
    // Whoever starts it as it is opens everything; what was told to have changed has.
    await succeed(['key', 'verify'], place);
    if (code === 0) expect(readFileSync(place.keyFile, 'utf8')).not.toBe(before);
    await rotateAndLook(place);
    expect(readFileSync(place.keyFile, 'utf8')).not.toContain(before.trim());
  }
  for (const place of places) await succeed(['audit', 'verify'], place);
  await annotate(JSON.stringify(found));
  expect(found.killed).toBeGreaterThan(0);
}, 3_000_000);
