#!/usr/bin/env node
/* npm run bench:web and its sisters: bundles bench/<name>.ts and runs it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildIfStale } from '../scripts/build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = '', ...args] = process.argv.slice(2);
const source = join(root, 'bench', `${name}.ts`);

if (!/^[a-z]+$/.test(name) || !existsSync(source)) {
  console.error('bench: say which one, such as: npm run bench:web -- --quick');
  process.exit(2);
}
await buildIfStale();
const outfile = join(root, 'build/bench', `${name}.js`);
await build({
  absWorkingDir: root,
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  sourcemap: true,
  logLevel: 'warning',
});
process.setSourceMapsEnabled(true);
const { main } = await import(pathToFileURL(outfile).href);
process.exit(await main(args));
