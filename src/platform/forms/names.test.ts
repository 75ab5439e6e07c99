import { expect, test } from 'vitest';
import { readValues } from './state.ts';

test('a field whose name is no text that can be kept is left out', () => {
  expect(readValues({ 'a\u0000b': 'x', 'a\ud800': 'x', ['n'.repeat(101)]: 'x', body: 'kept' })).toEqual({
    body: ['kept'],
  });
});
