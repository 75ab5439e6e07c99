import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { definitions } from './definitions/index.ts';

const hashOf = (content: unknown) =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);

/** A case keeps the version that it ran: to change a pathway is to add a version beside it, and a line here. */
test('no version says anything else than it did', () => {
  expect(definitions.map((one) => `${one.id}@${one.version} ${hashOf(one)}`)).toEqual([
    'nudes@1 37a826cbe6166c1f',
    'radicalisation@1 aa5cb33d8a15efe6',
    'sexual-harassment@1 60777a3057e9ba21',
    'online-bullying@1 7076aeaa2a3836a1',
    'self-harm@1 bcd3596985cbbf3a',
    'illegal-site@1 229b84f4e512f864',
    'virtual-behaviour@1 b5c010f9108a5c43',
    'device-misuse@1 78a7d4f9902305d3',
    'data-breach@1 289b3b90b39aee2e',
  ]);
});
