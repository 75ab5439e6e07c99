import { expect, test } from 'vitest';
import { missingEntries } from './complete-lock.mjs';

const lock = (optionalDependencies, more = {}) => ({
  packages: { '': {}, 'node_modules/tool': { version: '1.2.3', dev: true, optionalDependencies }, ...more },
});

test('a build that the lock lacks is entered for its machine alone', () => {
  const found = missingEntries(
    lock({
      '@tool/linux-x64-musl': '1.2.3',
      '@tool/win32-x64-msvc': '1.2.3',
      '@tool/linux-arm-gnueabihf': '1.2.3',
    }),
  );
  expect(found).toEqual([
    [
      'node_modules/@tool/linux-x64-musl',
      { version: '1.2.3', cpu: ['x64'], libc: ['musl'], os: ['linux'], dev: true, optional: true },
    ],
    [
      'node_modules/@tool/win32-x64-msvc',
      { version: '1.2.3', cpu: ['x64'], os: ['win32'], dev: true, optional: true },
    ],
    [
      'node_modules/@tool/linux-arm-gnueabihf',
      { version: '1.2.3', cpu: ['arm'], libc: ['glibc'], os: ['linux'], dev: true, optional: true },
    ],
  ]);
});

test('one that stands there, beside or nested, is left alone', () => {
  const there = {
    'node_modules/@tool/darwin-arm64': {},
    'node_modules/tool/node_modules/@tool/darwin-x64': {},
  };
  expect(missingEntries(lock({ '@tool/darwin-arm64': '1.2.3', '@tool/darwin-x64': '1.2.3' }, there))).toEqual(
    [],
  );
});

test('what names no machine is not guessed at', () => {
  expect(() => missingEntries(lock({ colours: '1.0.0' }))).toThrow(
    'lacks colours@1.0.0 of node_modules/tool',
  );
  expect(() => missingEntries(lock({ '@tool/linux-x64': '^1.2.3' }))).toThrow('run npm install again');
});
