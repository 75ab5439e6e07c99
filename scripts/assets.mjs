/**
 * Makes what the browser loads: one style sheet, small script modules, the font and our drawings. Each is
 * named by its content, so that it may be kept for ever, and lies beside its gzip and Brotli forms.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, transform } from 'esbuild';
import { compileAsync, Logger } from 'sass';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const fontFolder = path.join(root, 'node_modules/@fontsource-variable/atkinson-hyperlegible-next');
const fontFile = path.join(fontFolder, 'files/atkinson-hyperlegible-next-latin-wght-normal.woff2');
/** Stands in the style sheet where the font's address goes once its name is known. */
const fontPlace = '/assets/font.woff2';
/** What the style sheet is written down to; the scripts keep to ES2021. */
const browsers = ['chrome90', 'firefox90', 'safari14'];

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 10);

/** A drawing and text shrink to a third; a woff2 is compressed already. */
async function writeWithCompressed(outDir, name, content) {
  const bytes = Buffer.from(content);
  const file = path.join(outDir, name);
  await writeFile(file, bytes);
  if (name.endsWith('.woff2')) return;
  const [small, smaller] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ]);
  await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
}

async function writeHashed(outDir, name, content) {
  const { name: base, ext } = path.parse(name);
  const hashed = `${base}-${hashOf(content)}${ext}`;
  await writeWithCompressed(outDir, hashed, content);
  return `/assets/${hashed}`;
}

async function buildStyle(outDir, fontUrl) {
  const { css } = await compileAsync(path.join(root, 'assets/scss/app.scss'), {
    loadPaths: [path.join(root, 'node_modules')],
    quietDeps: true,
    logger: Logger.silent,
  });
  const { code } = await transform(css, {
    loader: 'css',
    minify: true,
    target: browsers,
    legalComments: 'none',
  });
  // A data: address would be refused by the content security policy, and only there, in the browser.
  if (code.includes('data:'))
    throw new Error('the style sheet holds a data: address, which the policy refuses');
  if (!code.includes(fontPlace)) throw new Error(`the style sheet does not load ${fontPlace}`);
  return writeHashed(outDir, 'app.css', code.replaceAll(fontPlace, fontUrl));
}

async function buildScript(outDir) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(root, 'assets/js/app.js')],
    absWorkingDir: root,
    outdir: outDir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2021',
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  await Promise.all(
    outputFiles.map((file) => writeWithCompressed(outDir, path.basename(file.path), file.contents)),
  );
  const entry = Object.entries(metafile.outputs).find(
    ([, output]) => output.entryPoint === 'assets/js/app.js',
  );
  if (!entry) throw new Error('esbuild wrote no app.js');
  return `/assets/${path.basename(entry[0])}`;
}

/**
 * Empties `outDir` and fills it.
 * @param {string} outDir
 * @returns {Promise<{css: string, js: string, font: string, icon: string}>} the manifest, as written there
 */
export async function buildAssets(outDir) {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const icon = await readFile(path.join(root, 'assets/images/favicon.svg'));
  const font = await writeHashed(outDir, 'atkinson-hyperlegible-next.woff2', await readFile(fontFile));
  const [css, js, iconUrl] = await Promise.all([
    buildStyle(outDir, font),
    buildScript(outDir),
    writeHashed(outDir, 'favicon.svg', icon),
    // Plain names for who has no manifest: the font's licence, the icon of a page that failed early.
    writeWithCompressed(outDir, 'favicon.svg', icon),
    writeWithCompressed(outDir, 'font-licence.txt', await readFile(path.join(fontFolder, 'LICENSE'))),
  ]);
  const manifest = { css, js, font, icon: iconUrl };
  await writeFile(path.join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await buildAssets(path.resolve(process.argv[2] ?? 'build/public/assets')));
}
