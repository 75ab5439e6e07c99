/* Debian packages that tests need: installed where we may, else the command is said. */
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

const needed = [
  { name: 'chromium', program: process.env.GATEHOUSE_CHROMIUM ?? '/usr/bin/chromium' },
  // Makes the certificates that tests serve.
  { name: 'openssl', program: '/usr/bin/openssl' },
];

/** The words before apt-get, or undefined when we may not install. */
async function privilege() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  const { ok } = await run('sudo', ['-n', 'true'], { quiet: true });
  return ok ? ['sudo', '-n'] : undefined;
}

/** Resolves to { ok, note }. */
export async function ensureSystemPackages() {
  const missing = needed.filter(({ program }) => !existsSync(program)).map(({ name }) => name);
  if (missing.length === 0) return { ok: true, note: 'all there' };
  const byHand = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const before = await privilege();
  if (before === undefined) {
    console.error(`Missing: ${missing.join(', ')}. Install with:\n  ${byHand}`);
    return { ok: false, note: `missing: ${missing.join(', ')}` };
  }
  console.log(`Installing ${missing.join(', ')}.`);
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  for (const command of [['apt-get', 'update'], install]) {
    const [program, ...args] = [...before, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
    const { ok, said } = await run(program, args, { quiet: true });
    if (ok) continue;
    console.error(`${said}\nCould not install ${missing.join(', ')}. Try:\n  ${byHand}`);
    return { ok: false, note: `not installed: ${missing.join(', ')}` };
  }
  return { ok: true, note: `installed ${missing.join(', ')}` };
}
