import { classNames } from '../class-names.ts';
import type { Attributes, LabelOptions } from '../options.ts';
import { describedBy, LabelledGroup, type SurroundOptions } from './form-group.tsx';

export interface FileUploadProps extends SurroundOptions {
  readonly name: string;
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly multiple?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** What the file chooser offers, as in the HTML attribute; the server still sniffs what arrives. */
  readonly accept?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function FileUpload(props: FileUploadProps) {
  const id = props.id ?? props.name;
  return (
    <LabelledGroup id={id} label={props.label} surround={props}>
      {props.formGroup?.beforeInput}
      <input
        {...props.attributes}
        className={classNames(
          'govuk-file-upload',
          props.classes,
          props.errorMessage && 'govuk-file-upload--error',
        )}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
      />
      {props.formGroup?.afterInput}
    </LabelledGroup>
  );
}
