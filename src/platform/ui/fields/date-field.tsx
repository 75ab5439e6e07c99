import { DateInput } from '../components/date-input.tsx';
import { answerOf, type BoundFieldProps, errorOf, fieldsetOf, hintOf } from './binding.ts';

const parts = ['day', 'month', 'year'] as const;

export interface DateFieldProps extends BoundFieldProps {
  /** For the birth date of whoever fills the form in: lets the browser offer it. */
  readonly isOwnBirthDate?: boolean | undefined;
}

/**
 * A date as three fields named `<name>-day`, `<name>-month` and `<name>-year`. The day has the field's
 * name as its id, so that the error summary's link lands on it; an error about one part marks that part.
 */
export function DateField(props: DateFieldProps) {
  const { form, name } = props;
  const nameOf = (part: string) => `${name}-${part}`;
  const wrongParts = parts.filter((part) => errorOf(form, nameOf(part)));
  return (
    <DateInput
      id={`${name}-parts`}
      namePrefix={name}
      fieldset={fieldsetOf(props)}
      hint={hintOf(props)}
      errorMessage={errorOf(form, name, ...parts.map(nameOf))}
      items={parts.map((part) => ({
        name: part,
        id: part === 'day' ? name : nameOf(part),
        value: answerOf(form, nameOf(part)),
        ...(wrongParts.length > 0 ? { error: wrongParts.includes(part) } : {}),
        ...(props.isOwnBirthDate ? { autocomplete: `bday-${part}` } : {}),
      }))}
    />
  );
}
