import { defineForm, optionalText, text } from '#platform/forms';

export const wrongPersonForm = defineForm(
  {
    person: optionalText({ max: 40 }),
    described: optionalText({ max: 200 }),
    why: text('Say how you know that it was somebody else', { max: 4000 }),
  },
  () => [],
  ({ person, described }) =>
    !person && !described
      ? [{ field: 'described', message: 'Choose who it was, or write “Not known” or what is known of them' }]
      : [],
);
