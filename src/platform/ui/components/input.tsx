import type { HTMLAttributes } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes, LabelOptions, TextOptions } from '../options.ts';
import { describedBy, LabelledGroup, type SurroundOptions } from './form-group.tsx';

export interface InputProps extends SurroundOptions {
  readonly name: string;
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'number' | 'password' | 'time' | undefined;
  readonly inputmode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  readonly autocomplete?: string | undefined;
  readonly autocapitalize?: string | undefined;
  readonly pattern?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly prefix?: TextOptions | undefined;
  readonly suffix?: TextOptions | undefined;
  readonly inputWrapper?: { readonly classes?: string; readonly attributes?: Attributes } | undefined;
}

function InputElement({ id, ...props }: InputProps & { readonly id: string }) {
  return (
    <input
      {...props.attributes}
      className={classNames('govuk-input', props.classes, props.errorMessage && 'govuk-input--error')}
      id={id}
      name={props.name}
      type={props.type ?? 'text'}
      spellCheck={props.spellcheck}
      defaultValue={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(id, props, props.describedBy)}
      autoComplete={props.autocomplete}
      autoCapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputMode={props.inputmode}
    />
  );
}

function Affix({ kind, affix }: { readonly kind: 'prefix' | 'suffix'; readonly affix: TextOptions }) {
  return (
    <div
      {...affix.attributes}
      className={classNames(`govuk-input__${kind}`, affix.classes)}
      aria-hidden="true"
    >
      {affix.text}
    </div>
  );
}

export function Input(props: InputProps) {
  const id = props.id ?? props.name;
  const { prefix, suffix, formGroup, inputWrapper } = props;
  const wrapped = prefix?.text || suffix?.text || formGroup?.beforeInput || formGroup?.afterInput;
  const element = <InputElement {...props} id={id} />;
  return (
    <LabelledGroup id={id} label={props.label} surround={props}>
      {wrapped ? (
        <div
          {...inputWrapper?.attributes}
          className={classNames('govuk-input__wrapper', inputWrapper?.classes)}
        >
          {formGroup?.beforeInput}
          {prefix?.text ? <Affix kind="prefix" affix={prefix} /> : null}
          {element}
          {suffix?.text ? <Affix kind="suffix" affix={suffix} /> : null}
          {formGroup?.afterInput}
        </div>
      ) : (
        element
      )}
    </LabelledGroup>
  );
}
