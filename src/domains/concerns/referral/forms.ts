import { choice, clockTime, defineForm, localDay, optionalDay, optionalText, text } from '#platform/forms';
import { recipientIds } from './recipients.ts';
import { stepRules, steps } from './states.ts';

const LINE = { max: 200 };
const NOTE = { max: 4000 };

export const referForm = defineForm({
  recipient: choice(recipientIds, 'Choose whom it is referred to'),
  reason: text('Say why it is referred', NOTE),
  madeOn: localDay('Enter the day on which you referred it'),
  madeTime: clockTime(),
  how: text('Say how: by telephone, by their form, by letter', LINE),
  spokeTo: optionalText(LINE),
  reference: optionalText(LINE),
  nextCheck: localDay('Enter the day on which you check for an answer'),
});

export const notReferForm = defineForm({
  recipient: choice(recipientIds, 'Choose whom it is not referred to'),
  reason: text('Say why it is not referred', NOTE),
});

export const stepForm = defineForm(
  {
    step: choice(steps, 'Choose what you heard'),
    happenedOn: localDay('Enter the day on which you heard it'),
    note: text('Say what you heard, and from whom', NOTE),
    reference: optionalText(LINE),
    nextCheck: optionalDay(),
  },
  ({ step, nextCheck }) =>
    nextCheck === null && stepRules[step].ends === undefined
      ? [{ field: 'nextCheck', message: 'Enter the day on which you check again' }]
      : [],
);

export const seenForm = defineForm({ note: optionalText(NOTE) });
