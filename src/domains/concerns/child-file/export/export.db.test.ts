import { BlobReader, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { load } from 'cheerio';
import { beforeAll, expect, test, vi } from 'vitest';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { testWorld } from '#test/support/world.ts';

// A PDF is written and read back; on a loaded machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const world = await testWorld();
let browser: Browser;
let staff: Staffed;
let dsl: Visitor;
let child: string;
let other: string;
let concern: AConcern;
let hidden: AConcern;

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  dsl = await browser.signedIn(staff.dsl);
  child = await aPupil(world, { school: staff.school, givenName: 'Wren', familyName: 'Askcombe' });
  other = await aPupil(world, { school: staff.school, givenName: 'Oskar', familyName: 'Dunhallow' });
  const facts = { school: staff.school, reporter: staff.teacher };
  concern = await aConcern(world, {
    ...facts,
    headline: '=Oskar and Wren',
    childWords: 'Dunhallow wrote it, Oskar laughed.',
    parties: [{ personId: child }, { personId: other, part: 'involved' }],
  });
  hidden = await aConcern(world, { ...facts, headline: 'Hidden one', parties: [{ personId: child }] });
  await anExclusion(world, hidden, staff.dsl, 'confirmed');
});

const codeOn = (body: string) => String(load(body)('input[name=passcode]').attr('value'));
const open = async () => codeOn((await dsl.get(`/children/${child}/export`)).body);

async function unzip(zip: Buffer, password: string): Promise<Map<string, Buffer>> {
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)])), { password });
  const found = new Map<string, Buffer>();
  for (const entry of (await reader.getEntries()) as FileEntry[])
    found.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  await reader.close();
  return found;
}

async function take(fields: Readonly<Record<string, string>>) {
  const passcode = await open();
  const reply = await dsl.post(`/children/${child}/export`, { reason: 'For the court', passcode, ...fields });
  expect(reply.statusCode).toBe(200);
  return { passcode, reply, files: await unzip(reply.rawPayload, passcode) };
}

const all = async (files: ReadonlyMap<string, Buffer>) =>
  [
    files.get('chronology.csv')?.toString(),
    files.get('chronology.json')?.toString(),
    (await readPdf(Promise.resolve(files.get('chronology.pdf') ?? Buffer.alloc(0)))).pages.join('\n'),
  ] as const;

test('other children are masked in each of the three, unless they are ticked', async () => {
  for (const text of await all((await take({})).files)) {
    expect(text).toContain('Wren');
    expect(text).toContain('another child, A');
    expect(text).not.toMatch(/Oskar|Dunhallow/);
  }
  for (const text of await all((await take({ named: other })).files)) expect(text).toContain('Oskar');
});

test('what is kept from whoever takes it does not leave, and no cell runs as a formula', async () => {
  const texts = await all((await take({ named: other })).files);
  for (const text of texts) expect(text).not.toContain('Hidden one');
  expect(texts[0]).toContain(`'=Oskar and Wren`);
});

test('the pass-code is new each time, another opens nothing, and it stands nowhere', async () => {
  const { passcode, reply } = await take({});
  expect(await open()).not.toBe(passcode);
  await expect(unzip(reply.rawPayload, await open())).rejects.toThrow();
  expect(reply.headers['content-disposition']).not.toMatch(/Wren|Askcombe/);
  const { rows } = await world.owner.query(
    `select (select count(*)::int from audit.event where body like '%' || $1 || '%') as events,
       (select count(*)::int from concern.entry where body like '%' || $1 || '%' or details::text like '%' || $1 || '%') as entries`,
    [passcode],
  );
  expect(rows).toEqual([{ events: 0, entries: 0 }]);
});

test('each case in it says so, an event vouches for that, and no event holds the reason', async () => {
  await take({ reason: 'Asked for by the panel' });
  const { rows } = await world.owner.query(
    `select n.concern_id as concern, e.body::jsonb -> 'data' ->> 'format' as format, e.body like '%panel%' as tells
     from concern.entry n
     join audit.event e on e.body::jsonb -> 'content' @> jsonb_build_array(jsonb_build_object('id', n.id))
     where n.kind = 'handed_over' and n.body = 'Asked for by the panel' and e.type = 'child.exported/1'`,
  );
  expect(rows).toEqual([{ concern: concern.id, format: 'file', tells: false }]);
});

test('without a reason, or with a child who is not in it, nothing leaves and what was typed stays', async () => {
  const passcode = await open();
  const bare = await dsl.post(`/children/${child}/export`, { reason: '', passcode });
  expect(bare.statusCode).toBe(422);
  expect(codeOn(bare.body)).toBe(passcode);
  const wrong = await dsl.post(`/children/${child}/export`, { reason: 'Kept', passcode, named: staff.dsl });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('Kept');
  const weak = await dsl.post(`/children/${child}/export`, { reason: 'Kept', passcode: '1' });
  expect([weak.statusCode, codeOn(weak.body) === '1']).toEqual([422, false]);
  const { rows } = await world.owner.query(
    `select count(*)::int as n from concern.entry where body = 'Kept'`,
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('a teacher has neither the page nor the file', async () => {
  const teacher = await browser.signedIn(staff.teacher);
  expect((await teacher.get(`/children/${child}/export`)).statusCode).toBe(404);
  const passcode = await open();
  const sent = await teacher.post(`/children/${child}/export`, { reason: 'Mine', passcode });
  expect(sent.statusCode).toBe(404);
});
