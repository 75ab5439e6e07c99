import pg from 'pg';
import { openPrepared, type PreparedServer } from './harness/database.ts';
import { printer, single } from './harness/figures.ts';
import { type Options, readOptions, say } from './harness/options.ts';
import { measureAlone } from './web/alone.ts';
import { measureInBrowser, type Shown } from './web/browser.ts';
import { measureFiles } from './web/files.ts';
import { startBareRoute, startWebProcess } from './web/house.ts';
import { measureLoaded, type Servers } from './web/loaded.ts';
import { asker, type Page, pages, seededRandom } from './web/pages.ts';
import { signInVisitors, type Visitor } from './web/visitors.ts';

const files = ['0-open', '1-people', '2-concerns', '3-timelines', '4-close'].map(
  (name) => `bench/web/data/${name}.sql`,
);
const MOST_MEMORY_MB = 300;

interface Bench extends Servers {
  readonly options: Options;
  readonly admin: pg.Client;
  readonly owner: pg.Client;
  readonly visitors: readonly Visitor[];
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A server that is told to end ends our sessions too.
  client.on('error', (error) => say(error.message));
  await client.connect();
  return client;
}

/** Everybody who opens cases in one school: their reads stand in one chain, one after another. */
function oneSchool(page: Page, visitors: readonly Visitor[]): readonly Visitor[] {
  const school = visitors.find(page.by)?.schoolId;
  return visitors.filter(({ schoolId }) => schoolId === school);
}

/** A teacher, a lead, a deputy, a Head and who leads a hundred schools, as far as they open the page. */
function ofEachKind(page: Page, visitors: readonly Visitor[]) {
  const roles = new Set(visitors.filter(page.by).map(({ role }) => role));
  return [...roles].map((kind) =>
    asker(
      page,
      visitors.filter(({ role }) => role === kind),
      seededRandom(5),
    ),
  );
}

async function measurePage(page: Page, bench: Bench, print: ReturnType<typeof printer>): Promise<void> {
  const { visitors, house, options } = bench;
  say(`${page.name} …`);
  const next = asker(page, visitors, seededRandom(7));
  const alone = await measureAlone(page, ofEachKind(page, visitors), house, bench.admin);
  if (alone === undefined) return;
  print(alone);
  print(await measureLoaded({ name: page.name, next, ratio: page.ratio }, bench, options));
  if (page.name === 'case') {
    const here = asker(page, oneSchool(page, visitors), seededRandom(11));
    print(await measureLoaded({ name: 'case-one-school', next: here }, bench, options));
  }
}

/** As a Head opens them: of all roles they see most. */
function shownPages({ visitors }: Bench): Shown[] {
  const head = visitors.filter(({ role }) => role === 'head').slice(0, 1);
  const random = seededRandom(3);
  const named = ['today', 'report', 'inbox', 'case'].flatMap((name) => {
    const page = pages.find((candidate) => candidate.name === name);
    return page === undefined ? [] : [{ name, asked: asker(page, head, random)() }];
  });
  return [{ name: 'sign-in', asked: { path: '/sign-in', headers: {} } }, ...named];
}

async function measureAll(bench: Bench): Promise<void> {
  const { options, house } = bench;
  const print = printer(options.json);
  const wanted = (name: string) => options.only.length === 0 || options.only.includes(name);
  for (const page of pages.filter(({ name }) => wanted(name))) await measurePage(page, bench, print);
  if (wanted('files')) print(await measureFiles(bench.owner, bench.visitors, bench, options));
  const memory = (await house.metric('process_resident_memory_bytes')) / 1e6;
  print([single('web.memory', memory, 'MB', { atMost: MOST_MEMORY_MB })]);
  if (!wanted('browser')) return;
  say('browser …');
  print(await measureInBrowser(house.origin, shownPages(bench)));
}

async function measure(server: PreparedServer, options: Options): Promise<void> {
  const owner = await connect(server.ownerUrl);
  const admin = await connect(server.adminUrl);
  const stops = [() => owner.end(), () => admin.end()];
  try {
    const visitors = await signInVisitors(owner);
    const house = await startWebProcess(server);
    stops.push(house.stop);
    const bare = await startBareRoute(server);
    stops.push(bare.stop);
    await measureAll({ options, house, bare, database: server.pid, admin, owner, visitors });
  } finally {
    for (const stop of stops) await stop();
  }
}

/** Exits 0 once measured, whatever was reached. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const server = await openPrepared({ name: 'web', dataDir: options.dataDir, files });
  try {
    await measure(server, options);
  } finally {
    await server.stop();
  }
  return 0;
}
