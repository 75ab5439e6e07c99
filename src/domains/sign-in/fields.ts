import { type Field, text } from '#platform/forms';

/** Text of one shape; `change` brings what people type into it first. */
export function shaped(
  missing: string,
  shape: RegExp,
  wrong: string,
  change: (text: string) => string,
): Field<string> {
  const read = text(missing, { max: 100 });
  return (values, field) => {
    const result = read(values, field);
    if ('problem' in result) return result;
    const value = change(result.value);
    return shape.test(value) ? { value } : { problem: wrong };
  };
}

/** A user name as it is kept: small letters. */
export const userNameField = shaped(
  'Enter a user name.',
  /^[a-z0-9][a-z0-9._@-]{1,63}$/,
  'Use 2 to 64 letters, digits, dots, hyphens, underlines or @, and begin with a letter or digit.',
  (value) => value.toLowerCase(),
);
