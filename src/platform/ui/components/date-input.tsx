import { classNames } from '../class-names.ts';
import type { Attributes, FieldsetOptions } from '../options.ts';
import { describedBy, FieldsetGroup, type SurroundOptions } from './form-group.tsx';
import { Input } from './input.tsx';

export interface DateInputItem {
  readonly name: string;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly value?: string | undefined;
  readonly classes?: string | undefined;
  readonly error?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface DateInputProps extends SurroundOptions {
  readonly id: string;
  readonly namePrefix?: string | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly items?: readonly DateInputItem[] | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

const usualItems: readonly DateInputItem[] = [{ name: 'day' }, { name: 'month' }, { name: 'year' }];

const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const saysError = (item: DateInputItem) =>
  item.error === true || (item.classes?.includes('govuk-input--error') ?? false);

function itemClasses(item: DateInputItem, inError: boolean): string {
  const has = (part: string) => item.classes?.includes(part) ?? false;
  return classNames(
    'govuk-date-input__input',
    inError && !has('govuk-input--error') && 'govuk-input--error',
    !has('govuk-input--width-') && `govuk-input--width-${item.name === 'year' ? 4 : 2}`,
    item.classes,
  );
}

/** Day, month and year as three fields. Where no part is named as wrong, an error marks all of them. */
export function DateInput(props: DateInputProps) {
  const items = props.items?.length ? props.items : usualItems;
  const onePartIsWrong = items.some(saysError);
  const inError = (item: DateInputItem) =>
    saysError(item) || (item.error !== false && props.errorMessage !== undefined && !onePartIsWrong);
  // JAWS leaves out the description of a fieldset of text fields unless it is called a group.
  const fieldset = props.fieldset && { ...props.fieldset, role: 'group' };
  return (
    <FieldsetGroup
      id={props.id}
      surround={props}
      fieldset={fieldset}
      describedBy={describedBy(props.id, props, props.fieldset?.describedBy)}
    >
      <div {...props.attributes} className={classNames('govuk-date-input', props.classes)} id={props.id}>
        {props.formGroup?.beforeInput}
        {items.map((item) => (
          <div key={item.name} className="govuk-date-input__item">
            <Input
              label={{ text: item.label ?? capitalise(item.name), classes: 'govuk-date-input__label' }}
              id={item.id ?? `${props.id}-${item.name}`}
              name={props.namePrefix ? `${props.namePrefix}-${item.name}` : item.name}
              classes={itemClasses(item, inError(item))}
              value={item.value}
              inputmode="numeric"
              autocomplete={item.autocomplete}
              attributes={item.attributes}
            />
          </div>
        ))}
        {props.formGroup?.afterInput}
      </div>
    </FieldsetGroup>
  );
}
