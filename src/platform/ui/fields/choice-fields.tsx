import { Checkboxes } from '../components/checkboxes.tsx';
import type { ChoiceItem, ChoiceOrDivider } from '../components/choice.tsx';
import { Radios } from '../components/radios.tsx';
import { Select, type SelectItem } from '../components/select.tsx';
import { answerOf, type BoundFieldProps, errorOf, fieldsetOf, hintOf, labelOf } from './binding.ts';

/** What is chosen comes from the form, so an item cannot say it for itself. */
export type FieldItem = Exclude<ChoiceOrDivider, ChoiceItem> | Omit<ChoiceItem, 'checked' | 'id' | 'name'>;

/** `cards` are large answers for thumbs, `inline` stands side by side, `small` is for dense desk forms. */
export type ChoiceLayout = 'list' | 'cards' | 'inline' | 'small';

export interface ChoiceFieldProps extends BoundFieldProps {
  readonly items: readonly FieldItem[];
  readonly layout?: ChoiceLayout | undefined;
}

function layoutClass(kind: 'radios' | 'checkboxes', layout: ChoiceLayout | undefined): string | undefined {
  if (layout === 'cards') return 'gh-choices--cards';
  return layout === 'inline' || layout === 'small' ? `govuk-${kind}--${layout}` : undefined;
}

export function RadiosField(props: ChoiceFieldProps) {
  return (
    <Radios
      name={props.name}
      items={props.items}
      value={answerOf(props.form, props.name)}
      fieldset={fieldsetOf(props)}
      hint={hintOf(props)}
      errorMessage={errorOf(props.form, props.name)}
      classes={layoutClass('radios', props.layout)}
    />
  );
}

export function CheckboxesField(props: ChoiceFieldProps) {
  return (
    <Checkboxes
      name={props.name}
      items={props.items}
      values={props.form.values[props.name] ?? []}
      fieldset={fieldsetOf(props)}
      hint={hintOf(props)}
      errorMessage={errorOf(props.form, props.name)}
      classes={layoutClass('checkboxes', props.layout)}
    />
  );
}

export interface SelectFieldProps extends BoundFieldProps {
  readonly items: readonly Omit<SelectItem, 'selected'>[];
  /** What stands first and means that nothing was chosen: "Choose", "Any". */
  readonly unchosen?: string;
}

export function SelectField(props: SelectFieldProps) {
  const first = props.unchosen === undefined ? [] : [{ value: '', text: props.unchosen }];
  return (
    <Select
      name={props.name}
      label={labelOf(props)}
      hint={hintOf(props)}
      items={[...first, ...props.items]}
      value={answerOf(props.form, props.name)}
      errorMessage={errorOf(props.form, props.name)}
    />
  );
}
