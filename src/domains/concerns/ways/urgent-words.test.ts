import { expect, test } from 'vitest';
import { namesTheHead, soundsUrgent } from './urgent-words.ts';

test.each([
  'I want to hurt myself',
  'Self-harm!',
  'he said he’ll KILL me',
  'He   touched\nme.',
  'somebody has a knife',
])('"%s" sounds urgent', (words) => expect(soundsUrgent(words)).toBe(true));

test.each(['', 'They were unkind about my skilled drawing', 'My diet is hard', 'He hit the ball'])(
  '"%s" does not',
  (words) => expect(soundsUrgent(words)).toBe(false),
);

test('whoever writes that it is the head means the Head', () => {
  expect(['the head teacher', 'Headmaster', 'our Principal', 'Head'].every(namesTheHead)).toBe(true);
  expect(['Mr Heady', 'he hit my head-ache', 'Miss Fenn'].map(namesTheHead)).toEqual([false, true, false]);
});
