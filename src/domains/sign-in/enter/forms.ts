import { defineForm, optionalText, secretText, text } from '#platform/forms';
import { passwordProblem } from '../credentials/password-rules.ts';

const userName = text('Enter your user name.', { max: 100 });

export const signInForm = defineForm({
  userName,
  password: secretText('Enter your password.'),
  next: optionalText({ max: 500 }),
  kept: optionalText({ max: 1 }),
});

export const codeForm = defineForm({
  code: text('Enter the six digits that your authenticator app shows.', { max: 20 }),
});

export const invitationForm = defineForm(
  {
    userName,
    code: text('Enter the code that you were given.', { max: 40 }),
    newPassword: secretText('Choose a password.'),
  },
  (value) => {
    const message = passwordProblem(value.newPassword, value.userName);
    return message === undefined ? [] : [{ field: 'newPassword', message }];
  },
);
