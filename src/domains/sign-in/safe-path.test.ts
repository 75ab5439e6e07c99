import { expect, test } from 'vitest';
import { safePath } from './safe-path.ts';

test.each([
  ['/concerns/mine', '/concerns/mine'],
  ['/', '/'],
  ['/concerns?status=open', '/concerns'],
])('%s is a path of ours', (text, path) => {
  expect(safePath(text)).toBe(path);
});

test.each([
  undefined,
  '',
  'concerns',
  '//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  'https://evil.test/',
  '/a/..//evil.test',
  '/\tevil.test',
  'javascript:alert(1)',
  '/sign-in',
  '/sign-out',
  `/${'a'.repeat(600)}`,
])('%j is not', (text) => {
  expect(safePath(text)).toBeUndefined();
});
