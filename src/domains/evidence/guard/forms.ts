import { choice, defineForm, text } from '#platform/forms';
import { answers } from '../types.ts';

export const guardForm = defineForm({
  answer: choice(answers, 'Choose Yes, Not sure or No. If you are in doubt, choose Not sure.'),
});

export const reasonForm = defineForm({
  reason: text('Say how you know. One sentence is enough.', { max: 1000 }),
});
