import { classNames } from '../class-names.ts';
import type { Attributes, LabelOptions } from '../options.ts';
import { describedBy, LabelledGroup, type SurroundOptions } from './form-group.tsx';

export interface SelectItem {
  readonly text: string;
  readonly value?: string | undefined;
  readonly selected?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface SelectProps extends SurroundOptions {
  readonly name: string;
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly items: readonly SelectItem[];
  /** The chosen item's value (its text where it has none); an item's own `selected` wins over it. */
  readonly value?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

function selectedValue(items: readonly SelectItem[], value: string | undefined): string | undefined {
  const chosen = items.find(
    (item) => item.selected ?? (value !== undefined && (item.value ?? item.text) === value),
  );
  return chosen && (chosen.value ?? chosen.text);
}

export function Select(props: SelectProps) {
  const id = props.id ?? props.name;
  return (
    <LabelledGroup id={id} label={props.label} surround={props}>
      {props.formGroup?.beforeInput}
      <select
        {...props.attributes}
        className={classNames('govuk-select', props.classes, props.errorMessage && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
        defaultValue={selectedValue(props.items, props.value)}
      >
        {props.items.map((item) => (
          <option
            {...item.attributes}
            key={`${item.value ?? ''} ${item.text}`}
            value={item.value}
            disabled={item.disabled}
          >
            {item.text}
          </option>
        ))}
      </select>
      {props.formGroup?.afterInput}
    </LabelledGroup>
  );
}
