export {
  choice,
  choices,
  clockTime,
  type Field,
  idChoice,
  idList,
  localDay,
  optionalChoice,
  optionalDay,
  optionalEmail,
  optionalText,
  secretText,
  text,
  textList,
  wholeNumber,
} from './fields.ts';
export { defineForm, type Form, type FormValue, type Parsed } from './form.ts';
export { emptyForm, type FieldError, type FormState, readValues, type Values } from './state.ts';
