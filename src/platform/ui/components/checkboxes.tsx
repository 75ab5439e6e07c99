import { classNames } from '../class-names.ts';
import type { Attributes, FieldsetOptions } from '../options.ts';
import { type ChoiceOrDivider, Choices } from './choice.tsx';
import { describedBy, FieldsetGroup, type SurroundOptions } from './form-group.tsx';

export interface CheckboxesProps extends SurroundOptions {
  readonly name: string;
  readonly idPrefix?: string | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly items: readonly ChoiceOrDivider[];
  /** The chosen answers; an item's own `checked` wins over them. */
  readonly values?: readonly string[] | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function Checkboxes(props: CheckboxesProps) {
  const idPrefix = props.idPrefix ?? props.name;
  const described = describedBy(idPrefix, props, props.fieldset?.describedBy ?? props.describedBy);
  return (
    <FieldsetGroup id={idPrefix} surround={props} fieldset={props.fieldset} describedBy={described}>
      <div
        {...props.attributes}
        className={classNames('govuk-checkboxes', props.classes)}
        data-module="govuk-checkboxes"
      >
        {props.formGroup?.beforeInput}
        <Choices
          kind="checkboxes"
          idPrefix={idPrefix}
          name={props.name}
          items={props.items}
          isChecked={(item) => item.checked ?? props.values?.includes(item.value) ?? false}
          describedBy={props.fieldset ? undefined : described}
        />
        {props.formGroup?.afterInput}
      </div>
    </FieldsetGroup>
  );
}
