/* Plants a breach of every import rule in a copy of an empty tree and sees each caught: a gate that is asleep fails here. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cruise } from './cruise.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs').forbidden.map((rule) => rule.name);

/** A small tree in which all is as it should be. */
const sound = {
  'src/apps/web.ts':
    "import { concern } from '#domains/concerns';\nimport { db } from '#platform/db';\nimport fastify from 'fastify';\nexport const web = [concern, db, fastify];\n",
  'src/domains/people/index.ts': 'export const people = 1;\nexport type Person = { id: string };\n',
  'src/domains/people/hidden.ts': 'export const hidden = 1;\n',
  'src/domains/audit/index.ts': 'export const audit = 1;\n',
  'src/domains/concerns/index.ts': "export { concern } from './service.ts';\n",
  'src/domains/concerns/types.ts': "export type Concern = { id: string };\nexport const kinds = ['a'];\n",
  'src/domains/concerns/service.ts':
    "import { people } from '#domains/people';\nimport { find } from './queries.ts';\nexport const concern = [people, find];\n",
  'src/domains/concerns/queries.ts': "import { sql } from 'kysely';\nexport const find = sql`select 1`;\n",
  'src/domains/concerns/routes.tsx':
    "import type { FastifyInstance } from 'fastify';\nimport { Page } from './views/Page.tsx';\nexport const routes = (app: FastifyInstance) => [app, Page];\n",
  'src/domains/concerns/views/Page.tsx':
    "import { Button } from '#platform/ui';\nimport type { Person } from '#domains/people';\nimport { kinds } from '../types.ts';\nimport { Row } from './Row.tsx';\nexport const Page = (p: Person) => [Button, kinds, Row, p];\n",
  'src/domains/concerns/views/Row.tsx': 'export const Row = 1;\n',
  'src/platform/db/index.ts': "export { sql as db } from 'kysely';\n",
  'src/platform/db/inside.ts': 'export const inside = 1;\n',
  'src/platform/ui/index.ts': 'export const Button = 1;\n',
  'src/engine/decide.ts': "import { join } from 'node:path';\nexport const decide = join;\n",
  'test/support/thing.ts': 'export const thing = 1;\n',
};

/** file, content, and the rule that must object. */
const breaches = [
  [
    'platform-below',
    'src/platform/ui/bad.ts',
    "import { people } from '#domains/people';\nexport const x = people;\n",
  ],
  [
    'platform-below',
    'src/platform/ui/bad-type.ts',
    "import type { Person } from '#domains/people';\nexport type X = Person;\n",
  ],
  [
    'domains-below-apps',
    'src/domains/people/bad.ts',
    "import { web } from '../../apps/web.ts';\nexport const x = web;\n",
  ],
  [
    'engine-alone',
    'src/engine/bad-platform.ts',
    "import { db } from '#platform/db';\nexport const x = db;\n",
  ],
  ['engine-alone', 'src/engine/bad-package.ts', "import { z } from 'zod';\nexport const x = z;\n"],
  [
    'domain-front-door',
    'src/domains/concerns/bad-door.ts',
    "import { hidden } from '../people/hidden.ts';\nexport const x = hidden;\n",
  ],
  [
    'app-front-door',
    'src/apps/bad.ts',
    "import { hidden } from '../domains/people/hidden.ts';\nexport const x = hidden;\n",
  ],
  [
    'platform-front-door',
    'src/domains/people/bad-door.ts',
    "import { inside } from '../../platform/db/inside.ts';\nexport const x = inside;\n",
  ],
  [
    'domain-declared',
    'src/domains/new-thing/index.ts',
    "import { people } from '#domains/people';\nexport const x = people;\n",
  ],
  [
    'kysely-in-queries',
    'src/domains/concerns/bad-query.ts',
    "import { sql } from 'kysely';\nexport const x = sql;\n",
  ],
  [
    'kysely-in-queries',
    'src/domains/concerns/bad-query-type.ts',
    "import type { Kysely } from 'kysely';\nexport type X = Kysely<unknown>;\n",
  ],
  [
    'fastify-in-routes',
    'src/domains/concerns/bad-web.ts',
    "import type { FastifyInstance } from 'fastify';\nexport type X = FastifyInstance;\n",
  ],
  [
    'views-only-show',
    'src/domains/concerns/views/Bad.tsx',
    "import { concern } from '../service.ts';\nexport const x = concern;\n",
  ],
  [
    'views-only-show',
    'src/domains/concerns/views/BadPlatform.tsx',
    "import { db } from '#platform/db';\nexport const x = db;\n",
  ],
  [
    'no-circles',
    'src/platform/db/circle-a.ts',
    "import { b } from './circle-b.ts';\nexport const a = () => b;\n",
  ],
  [
    'no-test-code',
    'src/platform/db/bad-test.ts',
    "import { thing } from '../../../test/support/thing.ts';\nexport const x = thing;\n",
  ],
  [
    'no-dev-dependency',
    'src/platform/db/bad-dev.ts',
    "import * as cheerio from 'cheerio';\nexport const x = cheerio;\n",
  ],
  [
    'resolvable',
    'src/platform/db/bad-nowhere.ts',
    "import { x } from './nowhere.ts';\nexport const y = x;\n",
  ],
  // One for every domain: each would use one that no line names.
  ...rules
    .map((rule) => /^domain-(.+)-declared$/.exec(rule)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => [
      `domain-${name}-declared`,
      `src/domains/${name}/bad-domain.ts`,
      "import { x } from '#domains/new-thing';\nexport const y = x;\n",
    ]),
];

let copy;

async function write(files) {
  for (const [path, content] of files) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), content);
  }
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'gatehouse-rules-'));
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    await cp(join(root, name), join(copy, name));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  await write(Object.entries(sound));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

test('a sound tree passes, and was really read', { timeout: 30_000 }, async () => {
  const result = await cruise(copy);
  expect(result.violations).toEqual([]);
  expect(result.modules).toBeGreaterThanOrEqual(Object.keys(sound).length - 1);
});

test('a breach of each rule is caught', { timeout: 30_000 }, async () => {
  const otherHalf = [
    'src/platform/db/circle-b.ts',
    "import { a } from './circle-a.ts';\nexport const b = () => a;\n",
  ];
  await write([...breaches.map(([, path, content]) => [path, content]), otherHalf]);
  const { violations } = await cruise(copy);
  const caught = violations.map(({ rule, from }) => `${rule} ${from}`);
  for (const [rule, path] of breaches) expect(caught).toContain(`${rule} ${path}`);
  expect([...new Set(breaches.map(([rule]) => rule))].sort()).toEqual([...rules].sort());
});

test('domains declared in a circle are refused when the rules are read', async () => {
  const text = await promisify(execFile)(
    process.execPath,
    [
      '-e',
      `const fs = require('node:fs');
     const source = fs.readFileSync('.dependency-cruiser.cjs', 'utf8').replace("audit: []", "audit: ['people']");
     try { new Function('module', source)({}); } catch (error) { console.log(error.message); }`,
    ],
    { cwd: copy },
  );
  expect(text.stdout).toContain('Domains in a circle: audit → people → audit');
});
