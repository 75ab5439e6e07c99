import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { beforeAll, describe, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { pictureWithPlace } from '#test/factories/picture.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
/** A picture as far as its first bytes go: a header of one by one pixel, and data that nobody decodes. */
const PNG: Buffer = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489000249f049444154', 'hex'),
  randomBytes(600_000),
]);
const sha256 = createHash('sha256').update(PNG).digest('hex');

let staff: Staffed;
let browser: Browser;
let teacher: Visitor;
let dsl: Visitor;
let deputy: Visitor;
beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  teacher = await browser.signedIn(staff.teacher);
  dsl = await browser.signedIn(staff.dsl);
  deputy = await browser.signedIn(staff.deputy);
});

async function aReport(image: 'yes' | 'not_sure' | 'no' = 'no') {
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  const { rows } = await world.owner.query<{ id: string }>(
    'update concern.concern set indecent_image = $2 where id = $1 returning submitted_key as id',
    [concern.id, image],
  );
  return { concern, folder: rows[0]?.id ?? '' };
}

/** Answers the question before a file; gives the address of the upload, if one opened. */
async function answer(who: Visitor, folder: string, said: string): Promise<string> {
  const reply = await who.post(`/evidence/${folder}`, { answer: said });
  expect(reply.statusCode).toBe(303);
  return String(reply.headers.location);
}

const headers = (who: Visitor) => ({
  host: 'localhost:8080',
  cookie: who.cookie,
  'sec-fetch-site': 'same-origin',
});

function postFile(who: Visitor, path: string, bytes: Buffer, name = 'screen.png') {
  const edge = 'edge-of-a-part';
  const payload = Buffer.concat([
    Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  return browser.app.inject({
    method: 'POST',
    url: path,
    headers: { ...headers(who), 'content-type': `multipart/form-data; boundary=${edge}` },
    payload,
  });
}

function putPiece(who: Visitor, path: string, bytes: Buffer, offset: number, total: number) {
  return browser.app.inject({
    method: 'PUT',
    url: `${path}/pieces`,
    headers: {
      ...headers(who),
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
      'upload-length': String(total),
      'upload-name': encodeURIComponent('Bildschirm ä.png'),
    },
    payload: bytes,
  });
}

async function addFile(who: Visitor, folder: string, bytes = PNG, name?: string): Promise<string> {
  const upload = await answer(who, folder, 'no');
  const reply = await postFile(who, upload, bytes, name);
  expect([reply.statusCode, reply.headers.location]).toEqual([303, `/evidence/${folder}`]);
  return upload.split('/').at(-1) ?? '';
}

const one = async (text: string, values: unknown[]) =>
  (await world.owner.query(text, values)).rows[0] as Record<string, unknown>;
const acts = async (item: string) =>
  (
    await world.owner.query('select act from evidence.custody where item_id = $1 order by at, id', [item])
  ).rows.map(({ act }) => act as string);
const dataDir = () => world.services.config.dataDir;

async function everyFile(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return names.filter((name) => name.isFile()).map((name) => join(name.parentPath, name.name));
}

describe('a file', () => {
  test('is asked for after the answer No, kept sealed with its hash, and lies nowhere in the plain', async () => {
    const { concern, folder } = await aReport();
    const page = load((await teacher.get(`/evidence/${folder}`)).body);
    expect(page('input[type=file]')).toHaveLength(0);
    const item = await addFile(teacher, folder);
    expect(
      await one(
        'select encode(sha256, $2) as hash, bytes::int, media_type, concern_id, virus from evidence.item where id = $1',
        [item, 'hex'],
      ),
    ).toEqual({
      hash: sha256,
      bytes: PNG.length,
      media_type: 'image/png',
      concern_id: concern.id,
      virus: 'not_checked',
    });
    expect(await acts(item)).toEqual(['added']);
    const marks = [PNG.subarray(40, 72), PNG.subarray(100_000, 100_032)];
    for (const path of await everyFile(dataDir())) {
      const bytes = await readFile(path);
      for (const mark of marks) expect(bytes.includes(mark), path).toBe(false);
    }
    const events = await world.owner.query(
      'select type, body from audit.event where subject = $1 order by seq',
      [concern.id],
    );
    expect(events.rows.map(({ type }) => type)).toEqual(['evidence.answered/1', 'evidence.added/1']);
    expect(JSON.stringify(events.rows)).not.toContain('screen.png');
  });

  test('comes in pieces that go on where they broke off, to the same hash', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    const first = await putPiece(teacher, upload, PNG.subarray(0, 400_000), 0, PNG.length);
    expect(first.statusCode).toBe(204);
    const offset = Number(first.headers['upload-offset']);
    expect(offset).toBeGreaterThan(0);
    const asked = await browser.app.inject({
      method: 'HEAD',
      url: `${upload}/pieces`,
      headers: headers(teacher),
    });
    expect(Number(asked.headers['upload-offset'])).toBe(offset);
    const wrong = await putPiece(teacher, upload, PNG, 0, PNG.length);
    expect([wrong.statusCode, Number(wrong.headers['upload-offset'])]).toEqual([409, offset]);
    const rest = await putPiece(teacher, upload, PNG.subarray(offset), offset, PNG.length);
    expect([rest.statusCode, rest.json()]).toEqual([201, { next: `/evidence/${folder}` }]);
    const kept = await one(
      'select encode(sha256, $2) as hash, called from evidence.item where folder_id = $1',
      [folder, 'hex'],
    );
    expect(kept).toEqual({ hash: sha256, called: 'Bildschirm ä.png' });
  });

  test('that is empty, or that was not chosen, is asked for again; the upload stays open', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    const reply = await postFile(teacher, upload, Buffer.alloc(0));
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('Choose a file.');
    expect((await postFile(teacher, upload, PNG)).statusCode).toBe(303);
    expect((await postFile(teacher, upload, PNG)).statusCode).toBe(404);
  });

  test('more than the school has room for is refused in words', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    const leaves = (bytes: number) =>
      world.owner.query(
        `insert into evidence.quota (id, school_id, version, bytes, set_by, set_at, reason)
         select gen_random_uuid(), $1::uuid, coalesce((select max(version) from evidence.quota), 0) + 1, coalesce(sum(bytes), 0) + $2, $3, now(), 'x'
           from evidence.item where school_id = $1::uuid`,
        [staff.school.id, bytes, staff.dsl],
      );
    await leaves(1000);
    const tooLarge = await postFile(teacher, upload, PNG);
    await leaves(0);
    const full = await teacher.get(upload);
    const refused = await postFile(teacher, upload, PNG);
    const piece = await putPiece(teacher, upload, PNG, 0, PNG.length);
    await world.owner.query('delete from evidence.quota');
    expect([tooLarge, refused, piece].map(({ statusCode }) => statusCode)).toEqual([422, 422, 422]);
    expect(tooLarge.body).toContain('room for 1000 bytes more');
    expect(full.body).toContain('no room left for files');
    expect(full.body).not.toContain('type="file"');
    expect(piece.json().message).toContain('no room left for files');
    // The answer is not spent: once there is room, the very same address takes the file.
    expect((await postFile(teacher, upload, PNG)).statusCode).toBe(303);
  });

  test('is what its first bytes say: a page that is called a picture is text, and is shown as letters alone', async () => {
    const { folder } = await aReport();
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const item = await addFile(teacher, folder, page, 'holiday.png');
    expect(await one('select media_type, flags from evidence.item where id = $1', [item])).toEqual({
      media_type: 'text/plain',
      flags: ['name_differs'],
    });
    const closed = (await dsl.get(`/evidence/items/${item}`)).body;
    expect(closed).not.toContain('alert(1)');
    await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To see what it is' });
    const open = await dsl.get(`/evidence/items/${item}`);
    expect(load(open.body)('pre').text()).toBe(String(page));
    expect(open.body).toContain('&lt;script&gt;alert(1)');
    expect((await deputy.get(`/evidence/items/${item}`)).body).not.toContain('alert(1)');
    const content = await dsl.get(`/evidence/items/${item}/content`);
    expect(content.headers['content-type']).toBe('application/octet-stream');
    expect(content.headers['content-disposition']).toMatch(/^attachment/);
    expect(content.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  });
});

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
/** A thousand times larger once unpacked; we never do. */
const BOMB = gzipSync(Buffer.alloc(10_000_000));

describe('what could hurt', () => {
  test.each([
    ['an SVG with a script', Buffer.from(SVG), 'a.svg', 'text/plain'],
    [
      'a picture with a page behind it',
      Buffer.concat([PNG, Buffer.from('<script>alert(1)</script>')]),
      'a.png',
      'image/png',
    ],
    ['a packed bomb', BOMB, 'a.gz', 'application/gzip'],
    [
      'a program',
      Buffer.concat([Buffer.from('4d5a9000', 'hex'), randomBytes(500)]),
      'a.jpg',
      'application/x-msdownload',
    ],
    ['nothing that anybody knows', randomBytes(500), 'a.png', 'application/octet-stream'],
  ])(
    '%s is kept as it is and never run, unpacked or taken for something else',
    async (_what, bytes, name, type) => {
      const { folder } = await aReport();
      const item = await addFile(teacher, folder, bytes, name);
      expect((await one('select media_type from evidence.item where id = $1', [item])).media_type).toBe(type);
      await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To see how it is served' });
      const content = await dsl.get(`/evidence/items/${item}/content`);
      expect(content.rawPayload.equals(bytes)).toBe(true);
      expect(content.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
      expect(content.headers['x-content-type-options']).toBe('nosniff');
      const shown = type === 'image/png';
      expect(content.headers['content-type']).toBe(shown ? type : 'application/octet-stream');
      expect(content.headers['content-disposition']).toMatch(shown ? /^inline/ : /^attachment/);
    },
  );

  test('a file of more than 500 MB is refused while it comes, and costs no more than was sent', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    const reply = await putPiece(teacher, upload, PNG, 0, 2 * 1024 ** 3);
    // Announced too large: refused before anything is kept.
    expect([reply.statusCode, reply.json()]).toEqual([
      422,
      { message: 'The file is larger than 500 MB. Choose a smaller one.' },
    ]);
    expect(await everyFile(join(dataDir(), 'incoming'))).toEqual([]);
  });

  test('where, by whom and with what a picture was made is pointed out', async () => {
    const { folder } = await aReport();
    const item = await addFile(teacher, folder, pictureWithPlace(), 'dog.jpg');
    expect((await one('select flags from evidence.item where id = $1', [item])).flags).toEqual([
      'place',
      'author',
      'device',
    ]);
    expect((await dsl.get(`/evidence/items/${item}`)).body).toContain('It says where it was made');
  });
});

describe('two at once, and what was changed', () => {
  const putStream = (who: Visitor, path: string, payload: Readable) =>
    browser.app.inject({
      method: 'PUT',
      url: `${path}/pieces`,
      headers: {
        ...headers(who),
        'content-type': 'application/octet-stream',
        'upload-offset': '0',
        'upload-length': String(PNG.length),
      },
      payload,
    });

  test('an upload that stalls writes nothing more once another one finished it', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    const stalled = new PassThrough();
    const first = putStream(teacher, upload, stalled);
    stalled.write(Buffer.alloc(1000, 7));
    const whole = await putPiece(teacher, upload, PNG, 0, PNG.length);
    expect(whole.statusCode).toBe(201);
    stalled.end(Buffer.alloc(PNG.length - 1000, 7));
    expect((await first).statusCode).not.toBe(201);
    const item = upload.split('/').at(-1) ?? '';
    await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To compare' });
    expect((await dsl.get(`/evidence/items/${item}/content`)).rawPayload.equals(PNG)).toBe(true);
  });

  test('a sealed file that was put in another’s place, or changed, is not shown as what was sent', async () => {
    const { folder } = await aReport();
    const item = await addFile(teacher, folder);
    const path = (await everyFile(join(dataDir(), 'objects'))).find((name) => name.endsWith(item)) ?? '';
    const sealed = await readFile(path);
    await writeFile(
      path,
      Buffer.concat([sealed.subarray(0, 70_000), Buffer.alloc(1), sealed.subarray(70_001)]),
    );
    await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To compare' });
    const shown = await dsl.get(`/evidence/items/${item}/content`).catch(() => undefined);
    expect(shown?.rawPayload.equals(PNG) ?? false).toBe(false);
  });

  test('any other kind of body is refused before it is read, signed in or not', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    for (const [who, type] of [
      [teacher, 'text/plain'],
      [teacher, 'application/json'],
      [browser.nobody, 'text/plain'],
    ] as const) {
      const reply = await browser.app.inject({
        method: 'PUT',
        url: `${upload}/pieces`,
        headers: { ...headers(who), 'content-type': type, 'upload-offset': '0', 'upload-length': '10' },
        payload: '0123456789',
      });
      expect(reply.statusCode).toBe(415);
    }
  });

  test('a name that is written wrongly, and more than was announced, are no fault of ours', async () => {
    const { folder } = await aReport();
    const upload = await answer(teacher, folder, 'no');
    const reply = await browser.app.inject({
      method: 'PUT',
      url: `${upload}/pieces`,
      headers: {
        ...headers(teacher),
        'content-type': 'application/octet-stream',
        'upload-offset': '0',
        'upload-length': '3',
        'upload-name': '%E0%A4%A',
      },
      payload: Buffer.from('0123456789'),
    });
    expect([reply.statusCode, reply.json()]).toEqual([
      422,
      { message: 'The file changed while it was sent. Choose it again.' },
    ]);
  });
});

describe('a draft that says Yes', () => {
  async function aDraft(): Promise<string> {
    const reply = await teacher.post('/concerns/report', {
      school: staff.school.id,
      danger: 'no',
      about: 'child',
    });
    return String(reply.headers.location).split('/')[3] ?? '';
  }

  test('takes no file from the moment the page was kept, before it was sent on', async () => {
    const draft = await aDraft();
    const open = await answer(teacher, draft, 'no');
    await teacher.post(`/concerns/report/${draft}/image/save`, { indecent_image: 'yes' });
    expect((await postFile(teacher, open, PNG)).statusCode).toBe(404);
    expect(await answer(teacher, draft, 'no')).toBe(`/evidence/${draft}`);
  });

  test('and holds a file already, is not thrown away: whoever handles such things must know', async () => {
    const draft = await aDraft();
    await addFile(teacher, draft);
    await answer(teacher, draft, 'not_sure');
    expect((await teacher.post(`/concerns/report/${draft}/discard`)).statusCode).toBe(409);
    expect((await teacher.get(`/concerns/report/${draft}/who`)).statusCode).toBe(200);
  });
});

describe('opening a file', () => {
  test('needs a reason, is logged, lasts ten minutes and is for that person alone', async () => {
    const { concern, folder } = await aReport();
    const item = await addFile(teacher, folder);
    const content = `/evidence/items/${item}/content`;
    expect((await dsl.get(content)).statusCode).toBe(404);
    expect((await dsl.post(`/evidence/items/${item}/reveal`, { reason: ' ' })).statusCode).toBe(422);
    expect(
      (await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To identify the sender' })).statusCode,
    ).toBe(303);
    const shown = await dsl.get(content);
    expect(createHash('sha256').update(shown.rawPayload).digest('hex')).toBe(sha256);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect((await deputy.get(content)).statusCode).toBe(404);
    expect(await acts(item)).toEqual(['added', 'revealed']);
    const { rows } = await world.owner.query(
      'select type, body from audit.event where subject = $1 order by seq',
      [concern.id],
    );
    expect(rows.map(({ type }) => type)).toContain('evidence.revealed/1');
    expect(JSON.stringify(rows)).not.toContain('identify');
    world.clock.advance({ minutes: 11 });
    expect((await dsl.get(content)).statusCode).toBe(404);
  });

  test.each(['teacher', 'otherTeacher', 'office', 'it', 'chair', 'head'] as const)(
    'is for whoever handles the case: the %s',
    async (who) => {
      const { folder } = await aReport();
      const item = await addFile(teacher, folder);
      const visitor = await browser.signedIn(staff[who]);
      const status = who === 'head' ? 200 : 404;
      expect((await visitor.get(`/evidence/items/${item}`)).statusCode).toBe(status);
      const reveal = await visitor.post(`/evidence/items/${item}/reveal`, { reason: 'Because I can' });
      expect(reveal.statusCode).toBe(who === 'head' ? 303 : 404);
      expect(await acts(item)).toEqual(who === 'head' ? ['added', 'revealed'] : ['added']);
    },
  );

  test('a lead of another school, a lead without the second factor, and somebody excluded find nothing', async () => {
    const { concern, folder } = await aReport();
    const item = await addFile(teacher, folder);
    const other = await aStaffedSchool(world, { trustId: staff.school.trustId });
    const visitors = [
      await browser.signedIn(other.dsl),
      await browser.signedIn(staff.dsl, { secondFactor: false }),
    ];
    await world.owner.query(
      `insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
       values ($1, $2, $3, 'confirmed', 'x', $4, now())`,
      [concern.id, concern.caseloadId, staff.deputy, staff.dsl],
    );
    for (const visitor of [...visitors, deputy]) {
      for (const path of [
        `/evidence/items/${item}`,
        `/evidence/items/${item}/content`,
        `/evidence/${folder}`,
      ])
        expect((await visitor.get(path)).statusCode, path).toBe(404);
    }
  });

  test('a download is a sealed zip, logged with its reason', async () => {
    const { folder } = await aReport();
    const item = await addFile(teacher, folder);
    const weak = await dsl.post(`/evidence/items/${item}/download`, {
      reason: 'For the Police',
      passcode: 'short',
    });
    expect(weak.statusCode).toBe(422);
    const reply = await dsl.post(`/evidence/items/${item}/download`, {
      reason: 'For the Police',
      passcode: 'KMRW-7XTC-BNPD',
    });
    expect(reply.headers['content-type']).toBe('application/zip');
    expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(reply.rawPayload.includes(PNG.subarray(40, 72))).toBe(false);
    expect(await acts(item)).toEqual(['added', 'downloaded']);
  });
});

describe('the guard', () => {
  test.each(['yes', 'not_sure'] as const)(
    '%s: no upload is offered, and every path refuses a file',
    async (said) => {
      const { folder } = await aReport(said);
      const page = await teacher.get(`/evidence/${folder}`);
      expect(page.body).toContain('No file can be added: words only');
      expect(page.body).not.toContain('type="file"');
      // Answering No afterwards opens nothing either.
      expect(await answer(teacher, folder, 'no')).toBe(`/evidence/${folder}`);
      const made = world.services.ids.uuid();
      for (const reply of [
        await postFile(teacher, `/evidence/uploads/${made}`, PNG),
        await putPiece(teacher, `/evidence/uploads/${made}`, PNG, 0, PNG.length),
      ])
        expect(reply.statusCode).toBe(404);
      expect(
        await one('select count(*)::int as n from evidence.item where folder_id = $1', [folder]),
      ).toEqual({ n: 0 });
    },
  );

  test('an upload that was open is closed by Not sure, its bytes are gone, and files that were there are locked away', async () => {
    const { concern, folder } = await aReport();
    const item = await addFile(teacher, folder);
    const upload = await answer(teacher, folder, 'no');
    await putPiece(teacher, upload, PNG.subarray(0, 560_000), 0, PNG.length);
    await answer(teacher, folder, 'not_sure');
    expect((await postFile(teacher, upload, PNG)).statusCode).toBe(404);
    expect((await putPiece(teacher, upload, PNG, 0, PNG.length)).statusCode).toBe(404);
    expect(await acts(item)).toEqual(['added', 'quarantined']);
    expect((await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To check' })).statusCode).toBe(404);
    const shown = await dsl.get(`/evidence/items/${item}`);
    expect(shown.body).toContain('Locked away since');
    expect(shown.body).toContain('Nobody had opened it before');
    // Everybody who reads the case is told, by a line on Today and a mail that says no more than that it is urgent.
    const told = await world.owner.query(
      `select n.person_id from concern.notice n join mail.outbox m on m.to_person_id = n.person_id and m.template = 'urgent'
         and m.link = '/concerns/' || n.concern_id where n.concern_id = $1 and n.kind = 'addition' and n.seen_at is null`,
      [concern.id],
    );
    expect(told.rows.length).toBeGreaterThanOrEqual(3);
    expect((await (await browser.signedIn(staff.head)).get('/')).body).toContain(`/concerns/${concern.id}`);
  });

  test('a report that can be added to no more is locked all the same', async () => {
    const { concern, folder } = await aReport();
    for (let n = 0; n < 50; n += 1)
      await world.owner.query(
        `insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body)
         values (uuidv7(), $1, $2, $3, now(), 'More')`,
        [concern.id, concern.caseloadId, staff.teacher],
      );
    expect(await answer(teacher, folder, 'not_sure')).toBe(`/evidence/${folder}`);
    expect((await teacher.get(`/evidence/${folder}`)).body).toContain('words only');
    expect((await dsl.get(`/concerns/${concern.id}`)).body).toContain('not sure now');
  });

  test('Not sure becomes No by the designated lead alone, with a reason; then files open again', async () => {
    const { folder } = await aReport();
    const item = await addFile(teacher, folder);
    await answer(teacher, folder, 'not_sure');
    const settle = (who: Visitor, reason: string) => who.post(`/evidence/${folder}/settle`, { reason });
    expect((await settle(teacher, 'It is fine')).statusCode).toBe(404);
    expect((await settle(deputy, 'It is fine')).statusCode).toBe(404);
    expect((await settle(dsl, '')).statusCode).toBe(422);
    expect((await settle(dsl, 'A photo of a dog, the class saw it')).statusCode).toBe(303);
    expect(await acts(item)).toEqual(['added', 'quarantined', 'restored']);
    expect((await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'Now' })).statusCode).toBe(303);
  });

  test('Yes stays Yes, whoever asks', async () => {
    const { folder } = await aReport('yes');
    await dsl.get(`/evidence/${folder}`);
    expect((await dsl.post(`/evidence/${folder}/settle`, { reason: 'It is not' })).statusCode).toBe(409);
  });

  test('found later: a handler locks everything away; a copy leaves only by the lead, with the Police’s reference', async () => {
    const { folder } = await aReport();
    const item = await addFile(teacher, folder);
    await dsl.post(`/evidence/items/${item}/reveal`, { reason: 'To see the message' });
    expect((await deputy.post(`/evidence/items/${item}/lock`, { answer: 'yes' })).statusCode).toBe(303);
    expect((await dsl.get(`/evidence/items/${item}/content`)).statusCode).toBe(404);
    const copy = (who: Visitor, reference: string) =>
      who.post(`/evidence/items/${item}/police-copy`, { reference, passcode: 'KMRW-7XTC-BNPD' });
    expect((await copy(deputy, 'CR/1')).statusCode).toBe(404);
    expect((await copy(dsl, '')).statusCode).toBe(422);
    const reply = await copy(dsl, 'CR/22/26');
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/zip']);
    expect(await acts(item)).toEqual(['added', 'revealed', 'quarantined', 'police_copy']);
    const page = (await dsl.get(`/evidence/items/${item}`)).body;
    expect(page).toMatch(/Opened before by/);
    expect(page).toContain('No backup holds it');
    await world.owner.query(
      `insert into app.backup (id, name, began_at, ended_at, scheduled, row_count)
       select uuidv7(), '20991231T020000Z', added_at + interval '1 hour', added_at + interval '2 hours', true, 1
       from evidence.item where id = $1`,
      [item],
    );
    expect((await dsl.get(`/evidence/items/${item}`)).body).toContain('20991231T020000Z');
  });
});
