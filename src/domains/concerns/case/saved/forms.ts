import { defineForm, optionalText, text } from '#platform/forms';

export const saveForm = defineForm({
  name: text('Give the list a name', { max: 60 }),
  query: optionalText({ max: 300 }),
  share: optionalText({ max: 36 }),
});
