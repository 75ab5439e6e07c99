import { choice, defineForm, type FormValue, idList, localDay, optionalText, text } from '#platform/forms';

const NAME = { max: 200 };
const WORDS = { max: 2000 };

/** `to` is a school of the trust, or "outside". */
export const sendForm = defineForm({
  to: text('Choose where the file goes.', { max: 40 }),
  toName: optionalText(NAME),
  how: optionalText(NAME),
  cases: idList('Choose from the cases in the list.', 500),
  note: optionalText(WORDS),
});
export type SendAnswers = FormValue<typeof sendForm>;

export const acceptForm = defineForm({
  name: text('Type your name to sign for the file.', NAME),
  role: text('Enter your role.', NAME),
  sure: choice(['yes'], 'Tick that you take charge of this file.'),
});

export const refuseForm = defineForm({ refusal: text('Say why you do not take it.', WORDS) });

export const withdrawForm = defineForm({ withdrawal: text('Say why you take it back.', WORDS) });

export const receiptForm = defineForm({
  receiver: text('Enter who has received it.', NAME),
  receiverRole: text('Enter their role and how they told you.', NAME),
  received: localDay('Enter the day on which they had it'),
});
