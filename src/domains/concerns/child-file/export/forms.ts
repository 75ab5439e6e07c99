import { defineForm, type Field, type FormValue, idList, text } from '#platform/forms';

/** As it was made for the page: nobody chooses a weaker one by mistake. */
const PASSCODE = /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/;

const passcode: Field<string> = (values, name) => {
  const [value = ''] = values[name] ?? [];
  return PASSCODE.test(value) ? { value } : { problem: 'Open this page again for a new pass-code.' };
};

export const exportForm = defineForm({
  reason: text('Write why this leaves Gatehouse, and who gets it.', { max: 2000 }),
  named: idList('Choose from the children in the list.', 200),
  passcode,
});
export type ExportAnswers = FormValue<typeof exportForm>;
