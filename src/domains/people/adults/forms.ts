import {
  choice,
  choices,
  defineForm,
  type FormValue,
  idChoice,
  optionalDay,
  optionalEmail,
  optionalText,
  text,
} from '#platform/forms';

/** Posts that a roster's keeper gives alone; the database's policy holds the same list. None of them reads cases. */
export const givenPosts = [
  'teacher',
  'teaching_assistant',
  'peripatetic',
  'volunteer',
  'office',
  'slt',
  'it',
  'governor',
] as const;

export const addAdultForm = defineForm({
  school: idChoice('Choose the school.'),
  given_name: text('Enter their first name.', { max: 100 }),
  family_name: text('Enter their surname.', { max: 100 }),
  email: optionalEmail(),
  role: choice(givenPosts, 'Choose what they are at the school.'),
  designation: optionalText({ max: 100 }),
  from: optionalDay(),
  another: choices(['yes'], 'Tick this box or leave it.', 0),
});
export type AddAdult = FormValue<typeof addAdultForm>;

export const emailForm = defineForm({ email: optionalEmail() });
