import { defineForm, optionalChoice, text, wholeNumber } from '#platform/forms';

/** `place` is a school's id, or `trust`. */
export const termForm = defineForm({
  place: text('Choose for where', { max: 40 }),
  amount: wholeNumber(1, 150, 'Enter whole years, from 1 to 150'),
  shorter: optionalChoice(['yes']),
  reason: text('Say why. One sentence is enough: it is kept.', { max: 1000 }),
});
