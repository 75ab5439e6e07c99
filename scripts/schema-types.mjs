// Writes src/platform/db/schema.ts from the migrations: run it after changing one.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-schema-'));
chmodSync(folder, 0o711);
const bundle = 'build/schema-database.mjs';
await build({
  stdin: {
    contents: `export { startEmbedded, migrate } from '#platform/db';`,
    resolveDir: process.cwd(),
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile: bundle,
  logLevel: 'error',
});
const { startEmbedded, migrate } = await import(join(process.cwd(), bundle));
const log = { info() {}, warn: console.warn, error: console.error };
const database = await startEmbedded({ dataDir: folder, log });
try {
  await migrate({ ownerUrl: database.ownerUrl, log, appPassword: 'types' });
  execFileSync(
    'kysely-codegen',
    [
      '--dialect',
      'postgres',
      '--url',
      database.ownerUrl,
      '--out-file',
      'src/platform/db/schema.ts',
      '--default-schema',
      'public',
      '--include-pattern',
      '(people|signin|concern|access|evidence|policy|retention|mail|audit|app).*',
      '--log-level',
      'error',
      '--custom-imports',
      JSON.stringify({ Instant: '#platform/clock', LocalDate: '#platform/clock' }),
      '--type-mapping',
      JSON.stringify({
        timestamptz: 'Instant',
        date: 'LocalDate',
        int8: 'number',
        numeric: 'string',
        daterange: 'string',
        tstzrange: 'string',
      }),
    ],
    { stdio: 'inherit' },
  );
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
