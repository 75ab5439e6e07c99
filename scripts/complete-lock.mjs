/*
 * npm ci refuses a lock file that lacks an optional dependency, even one for another operating system, and
 * npm install leaves out those that the registry could not find when it ran (a new version's builds appear one
 * by one). Each missing one is entered by name, exact version and the machine that it is for; npm then skips it
 * everywhere else. No integrity is entered, because nothing was fetched. Run it after adding a package:
 * node scripts/complete-lock.mjs. `npm run check` asks the same and changes nothing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './run.mjs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x'];

/** From a name such as @oxc-parser/binding-linux-arm64-musl; undefined when it names no machine. */
function machineOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const musl = words.some((word) => word.startsWith('musl'));
  return { cpu: [cpu], ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}), os: [os] };
}

/** Where npm would find `name` from the package at `path`, as Node does: upwards. */
function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (packages[`${folder}/node_modules/${name}`] !== undefined) return true;
    if (!folder.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
  }
}

/** The optional dependencies that the lock file lacks: [place in the lock, entry]. */
export function missingEntries({ packages }) {
  const missing = new Map();
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, path, name)) continue;
      const machine = machineOf(name);
      if (machine === undefined || !/^\d/.test(version)) {
        throw new Error(`package-lock.json lacks ${name}@${version} of ${path}: run npm install again.`);
      }
      missing.set(`node_modules/${name}`, { version, ...machine, ...(dev ? { dev } : {}), optional: true });
    }
  }
  return [...missing];
}

export async function readLock() {
  return JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
}

if (process.argv[1]?.endsWith('complete-lock.mjs')) {
  const lock = await readLock();
  const missing = missingEntries(lock);
  const all = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
  // npm's own order, so that its next write changes nothing else.
  lock.packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')));
  if (missing.length > 0)
    await writeFile(join(root, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    missing.length === 0
      ? 'Nothing was missing.'
      : `Entered: ${missing.map(([path]) => path.slice(13)).join(', ')}`,
  );
}
