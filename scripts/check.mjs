/* npm run check: types, Biome, import rules, unused code. Prints each with its time; fails when any does. */
import { missingEntries, readLock } from './complete-lock.mjs';
import { cruise } from './cruise.mjs';
import { root, run, seconds } from './run.mjs';

async function importRules() {
  const started = performance.now();
  try {
    const { modules, dependencies, violations } = await cruise(root);
    const lines = violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`);
    // Where it finds no TypeScript that it knows it reads nothing, and finds nothing wrong.
    if (modules === 0 || dependencies === 0) lines.push('No module was read: this check is asleep.');
    if (lines.length > 0) lines.push('What each rule says: .dependency-cruiser.cjs');
    const note = `${modules} modules, ${dependencies} imports`;
    return { ok: lines.length === 0, said: lines.join('\n'), seconds: seconds(started), note };
  } catch (error) {
    return { ok: false, said: String(error), seconds: seconds(started) };
  }
}

async function lockFile() {
  const started = performance.now();
  const missing = missingEntries(await readLock());
  const said = `npm ci would refuse package-lock.json, which lacks ${missing.map(([path]) => path.slice(13)).join(', ')}. Run: node scripts/complete-lock.mjs`;
  return { ok: missing.length === 0, said, seconds: seconds(started) };
}

const checks = {
  lock: lockFile,
  types: () => run('tsc', ['--noEmit'], { quiet: true }),
  biome: () =>
    run('biome', ['ci', '--colors=off', '--diagnostic-level=error', '--max-diagnostics=100', '.'], {
      quiet: true,
    }),
  imports: importRules,
  unused: () => run('knip', ['--no-progress'], { quiet: true }),
};

// All at once: the compiler and knip take the time, Biome and the rules pass beside them.
const started = performance.now();
const results = await Promise.all(
  Object.entries(checks).map(async ([name, check]) => {
    const result = await check();
    const note = result.note === undefined ? '' : `  ${result.note}`;
    console.log(
      `${result.ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)}${result.seconds.toFixed(1).padStart(6)} s${note}`,
    );
    return { name, ...result };
  }),
);
const failed = results.filter(({ ok }) => !ok);
for (const { name, said } of failed) console.error(`\n--- ${name}\n${said.trim()}`);
console.log(
  `\n${failed.length === 0 ? 'All checks passed' : `${failed.map(({ name }) => name).join(', ')} failed`} in ${seconds(started).toFixed(1)} s`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
