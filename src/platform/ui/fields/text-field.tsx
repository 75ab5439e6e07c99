import { CharacterCount } from '../components/character-count.tsx';
import { Input, type InputProps } from '../components/input.tsx';
import { PasswordInput } from '../components/password-input.tsx';
import { Textarea } from '../components/textarea.tsx';
import { answerOf, type BoundFieldProps, errorOf, hintOf, labelOf } from './binding.ts';

export interface TextFieldProps
  extends BoundFieldProps,
    Pick<
      InputProps,
      | 'type'
      | 'inputmode'
      | 'autocomplete'
      | 'autocapitalize'
      | 'spellcheck'
      | 'prefix'
      | 'suffix'
      | 'classes'
      | 'attributes'
    > {
  /** How many characters are expected; sets how wide the field looks. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined;
}

export function TextField(props: TextFieldProps) {
  const { form, name, label, hint, labelSize, isPageHeading, width, classes, ...input } = props;
  const widthClass = width && `govuk-input--width-${width}`;
  return (
    <Input
      {...input}
      name={name}
      label={labelOf(props)}
      hint={hintOf(props)}
      value={answerOf(form, name)}
      errorMessage={errorOf(form, name)}
      classes={[classes, widthClass].filter(Boolean).join(' ')}
    />
  );
}

export interface TextareaFieldProps extends BoundFieldProps {
  readonly rows?: number | undefined;
  /** Shows how many characters are left; the form's schema still decides. */
  readonly maxlength?: number | undefined;
  readonly autocomplete?: string | undefined;
}

export function TextareaField(props: TextareaFieldProps) {
  const { form, name, rows, maxlength, autocomplete } = props;
  const shared = {
    name,
    rows,
    autocomplete,
    label: labelOf(props),
    hint: hintOf(props),
    value: answerOf(form, name),
    errorMessage: errorOf(form, name),
  };
  // The count is said from 75 % on: earlier it only tells a worried writer to hurry.
  return maxlength === undefined ? (
    <Textarea {...shared} />
  ) : (
    <CharacterCount {...shared} maxlength={maxlength} threshold={75} />
  );
}

export interface PasswordFieldProps extends BoundFieldProps {
  readonly autocomplete: 'current-password' | 'new-password';
}

/** A password; what was typed is never sent back into the page. */
export function PasswordField(props: PasswordFieldProps) {
  return (
    <PasswordInput
      name={props.name}
      label={labelOf(props)}
      hint={hintOf(props)}
      autocomplete={props.autocomplete}
      errorMessage={errorOf(props.form, props.name)}
    />
  );
}
