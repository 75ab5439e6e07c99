import { readRecoveryKey } from '#platform/crypto';
import { type FieldError, Invalid } from '#platform/errors';
import { defineForm, type Field, type FormValue, optionalEmail, secretText, text } from '#platform/forms';
import { passwordProblem } from '../credentials/password-rules.ts';
import { shaped, userNameField } from '../fields.ts';

const name = (missing: string) => text(missing, { max: 100 });

const token = text('Enter the code that the console shows.', { max: 60 });

/** The first page: only whoever can read the console is shown the recovery key. */
export const codeForm = defineForm({ token });

/** What was typed of a recovery key, if it is one. */
const recoveryKey: Field<Buffer> = (values, name) => {
  const typed = text('Type the recovery key back from the paper.', { max: 200 })(values, name);
  if ('problem' in typed) return typed;
  try {
    return { value: readRecoveryKey(typed.value) };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return { problem: error.fields[0]?.message ?? error.userMessage };
  }
};

export const setUpForm = defineForm(
  {
    token,
    recovery_key: recoveryKey,
    trustName: name('Enter the name of the trust, or of the school again where there is no trust.'),
    schoolName: name('Enter the name of the school.'),
    urn: shaped(
      'Enter the URN.',
      /^\d{6}$/,
      'A URN has six digits. You find it at Get information about schools.',
      (v) => v.replaceAll(' ', ''),
    ),
    schoolCode: shaped('Enter a short code.', /^[A-Z]{2,4}$/, 'Use two to four letters, such as LP.', (v) =>
      v.toUpperCase(),
    ),
    headGivenName: name('Enter the Head’s first name.'),
    headFamilyName: name('Enter the Head’s surname.'),
    headEmail: optionalEmail(),
    headUserName: userNameField,
    headPassword: secretText('Choose the Head’s password.'),
    dslGivenName: name('Enter the designated safeguarding lead’s first name.'),
    dslFamilyName: name('Enter the designated safeguarding lead’s surname.'),
    dslEmail: optionalEmail(),
    dslUserName: userNameField,
  },
  (value) => {
    const errors: FieldError[] = [];
    const weak = passwordProblem(value.headPassword, value.headUserName);
    if (weak !== undefined) errors.push({ field: 'headPassword', message: weak });
    if (value.dslUserName === value.headUserName) {
      errors.push({ field: 'dslUserName', message: 'Each of the two needs a user name of their own.' });
    }
    return errors;
  },
);
export type SetUp = FormValue<typeof setUpForm>;
