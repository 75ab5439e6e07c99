import { classNames } from '../class-names.ts';
import type { Attributes, FieldsetOptions } from '../options.ts';
import { type ChoiceOrDivider, Choices } from './choice.tsx';
import { describedBy, FieldsetGroup, type SurroundOptions } from './form-group.tsx';

export interface RadiosProps extends SurroundOptions {
  readonly name: string;
  readonly idPrefix?: string | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly items: readonly ChoiceOrDivider[];
  /** The chosen answer; an item's own `checked` wins over it. */
  readonly value?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function Radios(props: RadiosProps) {
  const idPrefix = props.idPrefix ?? props.name;
  return (
    <FieldsetGroup
      id={idPrefix}
      surround={props}
      fieldset={props.fieldset}
      describedBy={describedBy(idPrefix, props, props.fieldset?.describedBy)}
    >
      <div
        {...props.attributes}
        className={classNames('govuk-radios', props.classes)}
        data-module="govuk-radios"
      >
        {props.formGroup?.beforeInput}
        <Choices
          kind="radios"
          idPrefix={idPrefix}
          name={props.name}
          items={props.items}
          isChecked={(item) => item.checked ?? (props.value !== undefined && item.value === props.value)}
        />
        {props.formGroup?.afterInput}
      </div>
    </FieldsetGroup>
  );
}
