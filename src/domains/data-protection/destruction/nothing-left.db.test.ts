import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { concernJobs } from '#domains/concerns';
import { evidenceJobs } from '#domains/evidence';
import { diskStore } from '#platform/storage';
import type { AConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { backupPlace } from '#test/support/backup.ts';
import { testBrowser } from '#test/support/browser.ts';
import { aClosedCase, destroyByTwo } from '#test/support/due-cases.ts';
import { aSealedFile } from '#test/support/sealed-file.ts';
import { testWorld } from '#test/support/world.ts';
import { openBackup } from '../../../platform/backup/manifest.ts';
import { eachObject } from '../../../platform/backup/restore-files.ts';
import { readSealed } from '../../../platform/backup/sealed-file.ts';

/**
 * After a destruction nothing of what was written, nor of a file's bytes, key or name, is found anywhere: every table, the
 * data folder, pages, logs, later backups. Each is looked for before as well, so that a search that is blind fails here.
 */

const world = await testWorld();
const place = await backupPlace(world);
const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
const seen = { ...world, services: { ...world.services, log } };
const { dataDir } = world.services.config;
const staff = await aStaffedSchool(world);
const browser = await testBrowser(seen);

const WORDS = ['Quillifer headline', 'Brontesque words of the child', 'zephyranthes.txt'] as const;
const SENT = Buffer.from('The plain words of the file, vermilioneous and long enough to be found');
let secrets: ReadonlyMap<string, Buffer>;
let item: string;

async function secretsOf(file: string): Promise<Map<string, Buffer>> {
  const { rows } = await world.owner.query<{ key: Buffer; sha256: Buffer; salt: Buffer }>(
    'select wrapped_key as key, sha256, salt from evidence.item where id = $1',
    [file],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no such file');
  const sealed = readFileSync(join(dataDir, 'objects', file.slice(-2), file));
  const asText = Object.entries(row).map(
    ([name, bytes]) => [name, Buffer.from(bytes.toString('hex'))] as const,
  );
  return new Map([
    ...WORDS.map((words) => [words, Buffer.from(words)] as const),
    ...asText,
    ['sealed', sealed.subarray(0, 40)],
    ['sent', SENT],
  ]);
}

const namesIn = (haystack: Buffer): string[] =>
  [...secrets].filter(([, secret]) => haystack.includes(secret)).map(([name]) => name);

async function inDatabase(): Promise<string[]> {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Set<string>();
  for (const { name } of tables) {
    const { rows } = await world.owner.query<{ text: string }>(`select t::text as text from ${name} t`);
    for (const { text } of rows) for (const secret of namesIn(Buffer.from(text))) found.add(secret);
  }
  return [...found].sort();
}

function inFolder(dir: string): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => namesIn(readFileSync(join(entry.parentPath, entry.name))));
}

/** What every page that looks across cases tells a lead; the register and the certificates too. */
async function onPages(): Promise<string[]> {
  const dsl = await browser.signedIn(staff.dsl);
  const search = await dsl.post('/concerns/search', { words: 'Quillifer' });
  const paths = [
    ...['/', '/concerns', '/figures', '/figures.csv', '/retention/review', '/retention/certificates.csv'],
    ...(search.headers.location === undefined ? [] : [String(search.headers.location)]),
  ];
  const answers = [search, ...(await Promise.all(paths.map((path) => dsl.get(path))))];
  return [...new Set(answers.flatMap(({ rawPayload }) => namesIn(rawPayload)))].sort();
}

async function inBackup(which: string): Promise<{ secrets: string[]; files: string[] }> {
  const dir = join(place.dir, which);
  const made = await place.make({ dir, dataDir, store: diskStore(join(dataDir, 'objects')) });
  const backup = await openBackup(dir, made.name, place.options().key);
  const found: string[] = [];
  const files: string[] = [];
  for (const table of backup.manifest.tables) {
    const name = `tables/${table.schema}.${table.name}`;
    await readSealed(
      { path: backup.path(name), name, cipher: backup.cipher(name), expected: table },
      async (source) => void found.push(...namesIn(await buffer(source))),
    );
  }
  await eachObject(backup, async (entries) => {
    for await (const { key } of entries) files.push(key);
  });
  return { secrets: [...new Set(found)].sort(), files };
}

const IN_ROWS = [...WORDS, 'key', 'salt', 'sha256'].sort();
let concern: AConcern;
beforeAll(async () => {
  const [headline, childWords, name] = WORDS;
  concern = await aClosedCase(world, staff, undefined, { headline, childWords });
  item = await aSealedFile(world, staff.teacher, concern.id, SENT, name);
  secrets = await secretsOf(item);
});

test('nothing of it is left, where all of it was found before', async () => {
  expect(await inDatabase()).toEqual(IN_ROWS);
  expect(inFolder(dataDir)).toEqual(['sealed']);
  expect(await onPages()).toContain(WORDS[0]);
  expect(await inBackup('earlier')).toEqual({ secrets: IN_ROWS, files: [item] });

  await destroyByTwo(world, staff, concern);
  world.clock.set('2126-01-01T12:00:00Z'); // ids are made on the machine's clock: housekeeping leaves young files alone
  for (const job of [...evidenceJobs(seen.services), ...concernJobs(seen.services)]) await job.run();
  world.clock.set('2026-11-20T12:00:00Z');

  expect(await inDatabase()).toEqual([]);
  expect(inFolder(dataDir)).toEqual([]);
  expect(await onPages()).toEqual([]);
  expect(await inBackup('later')).toEqual({ secrets: [], files: [] });
  expect(lines).not.toEqual([]);
  expect(namesIn(Buffer.from(lines.join('\n')))).toEqual([]);
});
