import { defineForm, idChoice, text } from '#platform/forms';

export const startForm = defineForm({
  personId: idChoice('Choose whose sign-in is lost.'),
  reason: text('Say why, such as: lost phone.', { max: 300 }),
});

export const repeatForm = defineForm({ personId: idChoice('Choose a person.') });
