/* What the test runners' JSON reports say, as { passed, failed, skipped }. */

const none = { passed: 0, failed: 0, skipped: 0 };

const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The two Vitest projects, told apart by what vitest.config.ts puts into each. */
const isDatabaseTest = (file) => /[.]db[.]test[.]tsx?$|\/test\/access-matrix\//.test(file);

function countFile({ status, assertionResults }) {
  const counts = { ...none };
  for (const { status: one } of assertionResults) {
    if (one === 'passed') counts.passed += 1;
    else if (one === 'failed') counts.failed += 1;
    else counts.skipped += 1;
  }
  // A file that could not even be read has no test in it that failed.
  if (status === 'failed' && counts.failed === 0) counts.failed = 1;
  return counts;
}

export function countVitest(report) {
  const total = (files) => files.map(countFile).reduce(add, none);
  return {
    unit: total(report.testResults.filter(({ name }) => !isDatabaseTest(name))),
    db: total(report.testResults.filter(({ name }) => isDatabaseTest(name))),
  };
}

export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  // A test that passes only when asked again is not one to rely on. An error outside any test counts as one.
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 ? report.errors.length : failed, skipped };
}
