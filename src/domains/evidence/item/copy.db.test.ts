import { createHash } from 'node:crypto';
import { BlobReader, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { load } from 'cheerio';
import { beforeAll, describe, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { pictureWithPlace } from '#test/factories/picture.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { upload } from '#test/support/upload.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const PASSCODE = 'KMRW-7XTC-BNPD';
const why = { reason: 'To show the parents', passcode: PASSCODE };
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let staff: Staffed;
let browser: Browser;
let teacher: Visitor;
let dsl: Visitor;
beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  teacher = await browser.signedIn(staff.teacher);
  dsl = await browser.signedIn(staff.dsl);
});

/** The page of a file that the teacher put to a report. */
async function aFile(bytes: Buffer, name: string): Promise<string> {
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  const { rows } = await world.owner.query(
    `update concern.concern set indecent_image = 'no' where id = $1 returning submitted_key as folder`,
    [concern.id],
  );
  const asked = await teacher.post(`/evidence/${rows[0].folder}`, { answer: 'no' });
  const address = String(asked.headers.location);
  const sent = await upload(browser, teacher, address, {}, { field: 'file', name, bytes });
  expect(sent.statusCode).toBe(303);
  return address.replace('uploads', 'items');
}

const log = async (page: string) =>
  (
    await world.owner.query('select act, reason from evidence.custody where item_id = $1 order by at, id', [
      page.split('/').at(-1),
    ])
  ).rows;

async function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)])), { password: PASSCODE });
  const found = new Map<string, Buffer>();
  for (const entry of (await reader.getEntries()) as FileEntry[])
    found.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  await reader.close();
  return found;
}

describe('a copy without hidden details', () => {
  test('holds neither place nor author, says both hashes, is logged, and leaves the original alone', async () => {
    const original = pictureWithPlace();
    const page = await aFile(original, 'park.jpg');
    const reply = await dsl.post(`${page}/copy`, why);
    const [[name, picture] = ['', Buffer.alloc(0)], sums] = [...(await unzip(reply.rawPayload))];
    expect(name).toMatch(/^evidence-\w{8}-without-details\.jpeg$/);
    expect(original.includes('Ann')).toBe(true);
    expect(picture.includes('Ann')).toBe(false);
    expect(picture.includes('Exif')).toBe(false);
    expect(sums?.[1].toString()).toBe(
      `${hashOf(picture)}  ${name}\n${hashOf(original)}  the original that it was made from\n`,
    );
    expect(await log(page)).toEqual([
      { act: 'added', reason: null },
      { act: 'copied', reason: 'To show the parents' },
    ]);
    const whole = await unzip((await dsl.post(`${page}/download`, why)).rawPayload);
    expect([...whole.values()][0]).toEqual(original);
  });

  test('of a damaged picture is refused in words, with what was typed, and leaves no line', async () => {
    const page = await aFile(pictureWithPlace().subarray(0, -2), 'park.jpg');
    const reply = await dsl.post(`${page}/copy`, why);
    const shown = load(reply.body);
    expect([reply.statusCode, shown('.govuk-error-summary').text()]).toEqual([
      422,
      expect.stringContaining('damaged'),
    ]);
    expect(shown('textarea').filter((_, field) => shown(field).val() === why.reason)).toHaveLength(1);
    expect((await log(page)).map(({ act }) => act)).toEqual(['added']);
  });

  test('is not offered, nor given, for other kinds: the page says so', async () => {
    const page = await aFile(Buffer.from('%PDF-1.7\n%made up\n'), 'letter.pdf');
    const { body } = await dsl.get(page);
    expect(body).toContain('JPEG, PNG and');
    expect(body).not.toContain(`${page}/copy`);
    expect((await dsl.post(`${page}/copy`, why)).statusCode).toBe(404);
    expect((await log(page)).map(({ act }) => act)).toEqual(['added']);
  });

  test('is for whoever handles the case', async () => {
    const page = await aFile(pictureWithPlace(), 'park.jpg');
    expect((await teacher.post(`${page}/copy`, why)).statusCode).toBe(404);
  });
});

describe('a text', () => {
  test('stands in the page once somebody has said why, for ten minutes and for them alone', async () => {
    const page = await aFile(Buffer.from('From: stranger@example.org\n\n<b>Hello</b>'), 'message.eml');
    const shownTo = async (who: Visitor) => load((await who.get(page)).body)('pre').text();
    expect(await shownTo(dsl)).toBe('');
    expect((await dsl.post(`${page}/reveal`, { reason: ' ' })).statusCode).toBe(422);
    expect(await shownTo(dsl)).toBe('');
    await dsl.post(`${page}/reveal`, { reason: 'To read it' });
    expect(await shownTo(dsl)).toBe('From: stranger@example.org\n\n<b>Hello</b>');
    expect(await shownTo(await browser.signedIn(staff.deputy))).toBe('');
    world.clock.advance({ minutes: 11 });
    expect(await shownTo(dsl)).toBe('');
  });

  test('that is very long is downloaded', async () => {
    const page = await aFile(Buffer.alloc(200_001, 'long '), 'log.txt');
    expect((await dsl.get(page)).body).toContain('not shown here');
  });
});
