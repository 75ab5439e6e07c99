import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const skipped = ['**/node_modules/**', 'build/**', 'var/**'];

export default defineConfig({
  // Sources import each other as #domains/x; Node's own import map in package.json answers.
  test: {
    maxWorkers: Math.max(2, availableParallelism()),
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Property tests take their time where two cores are shared.
          testTimeout: 30_000,
          include: [
            'src/**/*.test.{ts,tsx}',
            'bench/**/*.test.ts',
            'test/support/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: [...skipped, '**/*.db.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: [
            'src/**/*.db.test.{ts,tsx}',
            'test/access-matrix/**/*.test.ts',
            'test/fuzz/**/*.db.test.ts',
            'test/support/**/*.db.test.ts',
          ],
          exclude: [...skipped, '**/support/**/!(*.db).test.ts'],
          globalSetup: ['test/support/global-database.ts'],
          // A real server is started and killed in some: slower where two cores are shared.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
