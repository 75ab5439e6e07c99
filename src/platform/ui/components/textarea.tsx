import { classNames } from '../class-names.ts';
import type { Attributes, LabelOptions } from '../options.ts';
import { describedBy, LabelledGroup, type SurroundOptions } from './form-group.tsx';

export interface TextareaProps extends SurroundOptions {
  readonly name: string;
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function Textarea(props: TextareaProps) {
  const id = props.id ?? props.name;
  return (
    <LabelledGroup id={id} label={props.label} surround={props}>
      {props.formGroup?.beforeInput}
      <textarea
        {...props.attributes}
        className={classNames('govuk-textarea', props.errorMessage && 'govuk-textarea--error', props.classes)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellCheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
        autoComplete={props.autocomplete}
        defaultValue={props.value}
      />
      {props.formGroup?.afterInput}
    </LabelledGroup>
  );
}
