/*
 * Builds build/cli.js (one file, source-mapped), build/pdf-worker.js and build/public/assets. Does nothing, in a few milliseconds,
 * when no input changed, so every start may call it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outDir = join(root, 'build');
const stamps = join(outDir, '.stamps.json');

/** What each part is made of. A package that changes also changes the lock file. */
const inputs = {
  code: ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs'],
  assets: ['assets', 'src/platform/ui', 'package-lock.json', 'scripts/assets.mjs', 'scripts/build.mjs'],
};
const outputs = { code: 'cli.js', assets: 'public/assets' };

async function* filesBelow(path) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isDirectory()) {
    yield [path, found];
    return;
  }
  for (const name of (await readdir(path)).sort()) yield* filesBelow(join(path, name));
}

/** Names, sizes and times: as exact as is needed, and quick over some thousand files. */
async function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    for await (const [file, found] of filesBelow(join(root, path))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash.update(`${relative(root, file)}\0${found.size}\0${found.mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function readStamps() {
  return JSON.parse(await readFile(stamps, 'utf8').catch(() => '{}'));
}

async function buildCode() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    // The thread that writes PDFs is found beside the program (platform/pdf/print-room.ts).
    entryPoints: { cli: 'src/apps/cli.ts', 'pdf-worker': 'src/platform/pdf/worker.ts' },
    outdir: 'build',
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildPublicAssets() {
  const { buildAssets } = await import('./assets.mjs');
  const target = join(outDir, 'public/assets');
  await mkdir(target, { recursive: true });
  await buildAssets(target);
}

const builders = { code: buildCode, assets: buildPublicAssets };

async function buildPart(part) {
  const now = await fingerprint(inputs[part]);
  const built = await stat(join(outDir, outputs[part])).catch(() => undefined);
  if (built !== undefined && (await readStamps())[part] === now) return false;
  await builders[part]();
  // Taken before building: what changed meanwhile is built next time.
  return now;
}

/** Builds what is stale; returns the names of the parts that were built. */
export async function buildIfStale() {
  await mkdir(outDir, { recursive: true });
  const parts = Object.keys(inputs);
  const done = await Promise.all(parts.map(buildPart));
  const built = parts.filter((_, index) => done[index] !== false);
  if (built.length > 0) {
    const fresh = Object.fromEntries(built.map((part) => [part, done[parts.indexOf(part)]]));
    const draft = `${stamps}.${process.pid}`;
    await writeFile(draft, JSON.stringify({ ...(await readStamps()), ...fresh }));
    await rename(draft, stamps);
    // esbuild works in a process of its own, which would run as long as we do.
    await (await import('esbuild')).stop();
  }
  return built;
}

if (
  process.argv[1] !== undefined &&
  (await stat(process.argv[1])).ino === (await stat(fileURLToPath(import.meta.url))).ino
) {
  if (process.argv.includes('--clean')) await rm(outDir, { recursive: true, force: true });
  const started = performance.now();
  const built = await buildIfStale();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    built.length === 0 ? `Build is up to date (${seconds} s).` : `Built ${built.join(', ')} in ${seconds} s.`,
  );
}
