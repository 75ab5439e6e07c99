/* npm run dev: the demo, built and started again on every change. A change that does not build leaves the old one running. */
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { root } from './run.mjs';

const watched = ['src', 'assets', 'db', 'scripts/assets.mjs']
  .map((path) => join(root, path))
  .filter(existsSync);
/** An editor writes a file in several steps, and a switch of branch many files. */
const quietTime = 150;

let demo;
let ended = Promise.resolve();
let timer;
let working = Promise.resolve();
let leaving = false;

function start() {
  demo = spawn(process.execPath, [join(root, 'bin/gatehouse.mjs'), 'demo', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const child = demo;
  ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', (code) => {
    if (demo === child) demo = undefined;
    if (!leaving && code !== 0 && code !== null)
      console.error(`The demo ended with ${code}. Waiting for a change.`);
  });
}

async function restart() {
  const started = performance.now();
  await buildIfStale();
  demo?.kill('SIGTERM');
  await ended;
  start();
  console.log(`Built and started again in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

function changed(_event, name) {
  if (name !== null && /(^|\/)\.|~$|\.test\.tsx?$/.test(name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    working = working.then(restart).catch((error) => console.error(`Not built: ${error.message}`));
  }, quietTime);
}

async function leave() {
  leaving = true;
  clearTimeout(timer);
  await working;
  demo?.kill('SIGTERM');
  await ended;
  process.exit(0);
}

for (const path of watched) watch(path, { recursive: true }, changed);
process.once('SIGINT', leave);
process.once('SIGTERM', leave);
await buildIfStale().then(start, (error) => console.error(`Not built: ${error.message}`));
