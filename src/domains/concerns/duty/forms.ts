import { clockTime, defineForm, idChoice, localDay, optionalText, text } from '#platform/forms';

const LINE = { max: 200 };

export const dutyForm = defineForm({
  person: idChoice('Choose whose duty it was'),
  toldWhom: text('Say who was told', LINE),
  toldOn: localDay('Enter the day on which they told them'),
  toldTime: clockTime(),
  reference: optionalText(LINE),
  note: optionalText({ max: 4000 }),
});
