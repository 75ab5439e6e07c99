import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { aStaffedSchool } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { routesOf } from '../../../test/access-matrix/route-list.ts';

/** Design rule 5: no route stores a byte of a file that did not come by a permit. */

const world = await testWorld();
const source = fileURLToPath(new URL('../../', import.meta.url));
let browser: Browser;
let cookie: string;
let routes: { method: string; url: string }[];
beforeAll(async () => {
  const staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  cookie = (await browser.signedIn(staff.head)).cookie;
  routes = routesOf(browser.app)
    .map((route) => ({ method: route.split(' ')[0] ?? '', url: route.split(' ')[1] ?? '' }))
    .filter(({ method }) => method === 'POST' || method === 'PUT' || method === 'PATCH');
});

const MARK = randomBytes(32);
const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), MARK, randomBytes(1000)]);
const EDGE = 'edge-of-a-part';
const multipart = Buffer.concat([
  Buffer.from(
    `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`,
  ),
  PICTURE,
  Buffer.from(`\r\n--${EDGE}--\r\n`),
]);

async function everyFile(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.filter((name) => name.isFile()).map((name) => join(name.parentPath, name.name));
}

/** Where bodies that are files are understood at all. */
const UPLOADS = [
  'POST /people/import',
  'POST /histories',
  'POST /evidence/uploads/:upload',
  'PUT /evidence/uploads/:upload/pieces',
];

test('a picture sent to any route, as a form or as it is, is stored nowhere', async () => {
  expect(routes.length).toBeGreaterThan(60);
  const understood: string[] = [];
  for (const { method, url } of routes) {
    const path = url.replaceAll(/:[a-z]+/gi, () => world.services.ids.uuid());
    for (const [type, payload] of [
      [`multipart/form-data; boundary=${EDGE}`, multipart],
      ['application/octet-stream', PICTURE],
      ['image/png', PICTURE],
    ] as const) {
      const reply = await browser.app.inject({
        method: method as 'POST',
        url: path,
        headers: {
          host: 'localhost:8080',
          cookie,
          'sec-fetch-site': 'same-origin',
          'content-type': type,
          'upload-offset': '0',
          'upload-length': String(PICTURE.length),
        },
        payload,
      });
      if (reply.statusCode !== 415) understood.push(`${method} ${url}`);
      expect(reply.statusCode, `${method} ${url}`).toBeLessThan(500);
    }
  }
  expect([...new Set(understood)].sort()).toEqual([...UPLOADS].sort());
  for (const path of await everyFile(world.services.config.dataDir))
    expect((await readFile(path)).includes(MARK), path).toBe(false);
});

test('only the two upload routes of the platform understand such bodies, and each takes a permit', async () => {
  const texts = await Promise.all(
    (await everyFile(source))
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .map(async (path) => ({ path: path.slice(source.length), text: await readFile(path, 'utf8') })),
  );
  const naming = (pattern: RegExp) => texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
  expect(naming(/@fastify\/multipart|addContentTypeParser|\.saveRequestFiles|request\.raw/)).toEqual([
    'platform/http/uploads.ts',
  ]);
  // The demo's own files are made by the program itself, before anybody can sign in.
  expect(naming(/permitEvidence\(/).sort()).toEqual([
    'apps/demo/evidence.ts',
    'domains/evidence/upload/service.ts',
    'platform/storage/permit.ts',
  ]);
  expect(naming(/permitWorkingCopy\(/).sort()).toEqual([
    'domains/concerns/child-file/history/routes.tsx',
    'domains/people/roster/imports/routes.tsx',
    'platform/storage/permit.ts',
  ]);
});
