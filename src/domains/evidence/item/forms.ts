import { choice, defineForm, type Field, text } from '#platform/forms';

const reason = text('Say why. One sentence is enough: it is kept with the file.', { max: 1000 });

export const revealForm = defineForm({ reason });

/** Twelve characters at least: whoever gets the file may try for as long as they like. */
const PASSCODE = 12;

const passcode: Field<string> = (values, name) => {
  const read = text('Enter a pass-code.', { max: 100 })(values, name);
  if ('problem' in read || read.value.length >= PASSCODE) return read;
  return { problem: `Enter a pass-code of ${PASSCODE} characters or more.` };
};

export const downloadForm = defineForm({ reason, passcode });

export const policeForm = defineForm({
  reference: text('Enter the reference that the Police gave you.', { max: 200 }),
  passcode,
});

export const lockForm = defineForm({
  answer: choice(['yes', 'not_sure'], 'Choose Yes or Not sure.'),
});
