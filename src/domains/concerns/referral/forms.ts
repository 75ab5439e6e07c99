import { choice, clockTime, defineForm, localDay, optionalText, text } from '#platform/forms';
import { recipientIds } from './recipients.ts';

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
