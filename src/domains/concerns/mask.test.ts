import { expect, test } from 'vitest';
import { mask } from './mask.ts';
import type { Party } from './types.ts';

const party = (name: string): Party => ({
  id: name,
  part: 'involved',
  personId: name,
  name,
  isAdult: false,
  age: 9,
  where: null,
});

const subject = party('Amara Quill');

test('other children go, in full or by either name, whatever the case; the subject stays', () => {
  const text = 'Amara Quill and BEN Marsh sat by Cleo. Ben Marsh’s bench. Marsh laughed at Quill.';
  expect(mask(text, [party('Ben Marsh'), party('Cleo Ade')], subject)).toBe(
    'Amara Quill and [another child, A] sat by [another child, B]. [another child, A]’s bench. [another child, A] laughed at Quill.',
  );
});

test('a name that the subject has too stays, and what looks like a pattern is a name', () => {
  expect(mask('Iris Quill and Quill', [party('Iris Quill')], subject)).toBe('[another child, A] and Quill');
  expect(mask('Bxn and B.n', [party('B.n')], subject)).toBe('Bxn and [another child, A]');
});
