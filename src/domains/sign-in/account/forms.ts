import { defineForm, optionalText, secretText } from '#platform/forms';

export const passwordForm = defineForm({
  password: secretText('Enter your present password.'),
  newPassword: secretText('Choose a new password.'),
});

export const renewForm = defineForm({
  password: secretText('Enter your password.'),
  code: optionalText({ max: 20 }),
});
