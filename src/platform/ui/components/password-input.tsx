import { classNames } from '../class-names.ts';
import { Button } from './button.tsx';
import { Input, type InputProps } from './input.tsx';

export interface PasswordInputProps
  extends Omit<InputProps, 'type' | 'prefix' | 'suffix' | 'inputWrapper' | 'spellcheck' | 'inputmode'> {
  readonly button?: { readonly classes?: string | undefined } | undefined;
}

/** A password with a Show button, which appears only where the script that works it has loaded. */
export function PasswordInput({ button, ...props }: PasswordInputProps) {
  const id = props.id ?? props.name;
  const toggle = (
    <>
      <Button
        type="button"
        classes={classNames(
          'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
          button?.classes,
        )}
        attributes={{ 'aria-controls': id, 'aria-label': 'Show password' }}
        hidden
      >
        Show
      </Button>
      {props.formGroup?.afterInput}
    </>
  );
  return (
    <Input
      {...props}
      id={id}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? 'current-password'}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      formGroup={{
        classes: classNames('govuk-password-input', props.formGroup?.classes),
        attributes: { ...props.formGroup?.attributes, 'data-module': 'govuk-password-input' },
        beforeInput: props.formGroup?.beforeInput,
        afterInput: toggle,
      }}
    />
  );
}
