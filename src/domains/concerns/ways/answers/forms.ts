import { defineForm, text } from '#platform/forms';

export const codeForm = defineForm({ code: text('Type your code', { max: 100 }) });

export const writeForm = defineForm({
  code: text('Type your code', { max: 100 }),
  id: text('Open this page again', { max: 40 }),
  words: text('Write what you want to say', { max: 4000 }),
});
