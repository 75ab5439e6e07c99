import { defineForm, text } from '#platform/forms';

export const searchForm = defineForm({
  words: text('Write what to look for: a name, a reference, a word', { max: 200 }),
});
