/*
 * npm test: everything. Goes on after a failure, so that one run shows all of them; the last line is
 * "N passed, N failed", and it exits 0 only when every stage ran, and ran something, and all of it passed.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run, seconds } from './run.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { countPlaywright, countVitest } from './test-reports.mjs';

const started = performance.now();
const reports = join(root, '.cache/test');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const rows = [];

async function stage(name, act) {
  console.log(`\n=== ${name}`);
  const from = performance.now();
  const result = await act();
  rows.push({ name, seconds: seconds(from), ...result });
  return result.ok;
}

async function readReport(path, count) {
  try {
    return count(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    console.error(`No report in ${path}: ${error.message}`);
    return undefined;
  }
}

/** A runner that broke, or ran nothing, has failed even where no test did. */
function judge(ok, counts) {
  if (counts === undefined)
    return { ok: false, note: 'no report', counts: { passed: 0, failed: 1, skipped: 0 } };
  const ran = counts.passed + counts.failed;
  const note =
    ran === 0 ? 'ran no test' : `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
  return { ok: ok && ran > 0 && counts.failed === 0, note, counts };
}

async function vitest() {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const { ok, seconds: took } = await run('vitest', args);
  const counts = await readReport(vitestReport, countVitest);
  const failed = (counts?.unit.failed ?? 0) + (counts?.db.failed ?? 0);
  // An error outside any test fails the run; it is counted to the unit tests, so that it is counted.
  if (counts !== undefined && !ok && failed === 0) counts.unit.failed += 1;
  rows.push({ name: 'vitest unit', ...judge(true, counts?.unit) });
  rows.push({ name: 'vitest db', ...judge(true, counts === undefined ? undefined : counts.db) });
  return { ok, note: `both projects in one run, ${took.toFixed(1)} s` };
}

async function playwright() {
  const { ok } = await run('playwright', ['test', '--reporter=list,json'], {
    extraEnv: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  });
  const counts = await readReport(playwrightReport, countPlaywright);
  if (counts !== undefined && !ok && counts.failed === 0) counts.failed = 1;
  return judge(ok, counts);
}

const quick = (result) => ({ ok: result.ok, note: '' });

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
const browser = await stage('system packages', ensureSystemPackages);
const built = await stage('build', async () => quick(await run(process.execPath, ['scripts/build.mjs'])));
await stage('check', async () => quick(await run(process.execPath, ['scripts/check.mjs'])));
await stage('vitest', vitest);
await stage('playwright', async () =>
  browser && built
    ? playwright()
    : { ok: false, note: `not run: ${browser ? 'the build failed' : 'no browser'}` },
);

console.log(`\n${'stage'.padEnd(18)}${'result'.padEnd(9)}${'seconds'.padStart(8)}`);
for (const { name, ok, seconds: took, note } of rows) {
  const time = took === undefined ? '' : took.toFixed(1);
  console.log(`${name.padEnd(18)}${(ok ? 'ok' : 'FAILED').padEnd(9)}${time.padStart(8)}  ${note}`);
}
console.log(
  `${''.padEnd(27)}${seconds(started).toFixed(1).padStart(8)}  in all, on Node ${process.version}\n`,
);
const total = (key) => rows.reduce((sum, row) => sum + (row.counts?.[key] ?? 0), 0);
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
console.log(`${total('passed')} passed, ${total('failed')} failed`);
