import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url),
);

/**
 * Runs dependency-cruiser over the tree below `folder`. Without a TypeScript that it knows, it reads no module
 * at all and reports no violation; so the count comes back too, and callers must ask for more than none.
 */
export async function cruise(folder) {
  const args = [
    program,
    'src',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    '--no-progress',
  ];
  const { stdout, stderr } = await new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, out, err) => {
      // It exits with the number of violations; anything without output is a failure of its own.
      if (error !== null && out === '')
        reject(new Error(`dependency-cruiser failed: ${err || error.message}`));
      else resolve({ stdout: out, stderr: err });
    });
  });
  const { modules, summary } = JSON.parse(stdout);
  const local = modules.filter(({ source }) => source.startsWith('src/'));
  return {
    modules: local.length,
    dependencies: local.reduce((sum, module) => sum + module.dependencies.length, 0),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    stderr,
  };
}
