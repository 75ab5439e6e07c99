import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './test-reports.mjs';

const file = (name, ...statuses) => ({
  name,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});

test('the two Vitest projects are counted apart', () => {
  const testResults = [
    file('/x/src/a.test.ts', 'passed', 'failed', 'skipped'),
    file('/x/src/a.db.test.tsx', 'passed'),
    file('/x/test/access-matrix/all.test.ts', 'passed', 'pending'),
  ];
  expect(countVitest({ testResults })).toEqual({
    unit: { passed: 1, failed: 1, skipped: 1 },
    db: { passed: 2, failed: 0, skipped: 1 },
  });
});

test('a file that could not be read counts as a failure', () => {
  const broken = { name: '/x/src/a.test.ts', status: 'failed', assertionResults: [] };
  expect(countVitest({ testResults: [broken] }).unit).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a journey that passed only when asked again has failed, as has a run that broke', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 2, skipped: 2 });
  const nothing = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countPlaywright({ stats: nothing, errors: [{ message: 'No tests found' }] }).failed).toBe(1);
});
