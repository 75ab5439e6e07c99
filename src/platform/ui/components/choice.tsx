import type { ReactNode } from 'react';
import { classNames, idList } from '../class-names.ts';
import type { Attributes, HintOptions } from '../options.ts';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

/** One answer among radios or checkboxes. */
export interface ChoiceItem {
  readonly value: string;
  readonly text: ReactNode;
  readonly id?: string | undefined;
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly hint?: HintOptions | undefined;
  readonly label?: { readonly classes?: string; readonly attributes?: Attributes } | undefined;
  readonly attributes?: Attributes | undefined;
  /** Further questions, shown only when this answer is chosen (always shown without JavaScript). */
  readonly conditional?: ReactNode;
  /** Checkboxes only: choosing this one clears the others, as for "None of these". */
  readonly behaviour?: 'exclusive' | undefined;
  /** Checkboxes only: a name of its own instead of the group's. */
  readonly name?: string | undefined;
}

/** A word such as "or" between answers. */
export interface ChoiceDivider {
  readonly divider: string;
}

export type ChoiceOrDivider = ChoiceItem | ChoiceDivider;

interface ChoiceProps {
  readonly kind: 'radios' | 'checkboxes';
  readonly item: ChoiceItem;
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
  readonly describedBy?: string | undefined;
}

function ChoiceInput({ kind, item, id, name, checked, describedBy }: ChoiceProps) {
  return (
    <input
      {...item.attributes}
      className={`govuk-${kind}__input`}
      id={id}
      name={item.name ?? name}
      type={kind === 'radios' ? 'radio' : 'checkbox'}
      value={item.value}
      defaultChecked={checked}
      disabled={item.disabled}
      data-aria-controls={item.conditional ? `conditional-${id}` : undefined}
      data-behaviour={item.behaviour}
      aria-describedby={idList(describedBy, item.hint && `${id}-item-hint`)}
    />
  );
}

function Choice(props: ChoiceProps) {
  const { kind, item, id, checked } = props;
  const block = `govuk-${kind}`;
  return (
    <>
      <div className={`${block}__item`}>
        <ChoiceInput {...props} />
        <Label
          text={item.text}
          htmlFor={id}
          classes={classNames(`${block}__label`, item.label?.classes)}
          attributes={item.label?.attributes}
        />
        {item.hint ? (
          <Hint
            {...item.hint}
            id={`${id}-item-hint`}
            classes={classNames(`${block}__hint`, item.hint.classes)}
          />
        ) : null}
      </div>
      {item.conditional ? (
        <div
          className={classNames(`${block}__conditional`, !checked && `${block}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {item.conditional}
        </div>
      ) : null}
    </>
  );
}

export interface ChoicesProps {
  readonly kind: 'radios' | 'checkboxes';
  readonly idPrefix: string;
  readonly name: string;
  readonly items: readonly ChoiceOrDivider[];
  readonly isChecked: (item: ChoiceItem) => boolean;
  readonly describedBy?: string | undefined;
}

/** The answers of a group; the first has no number in its id, so that an error can link to it. */
export function Choices({ kind, idPrefix, name, items, isChecked, describedBy }: ChoicesProps) {
  return items.map((item, index) => {
    const id = index === 0 ? idPrefix : `${idPrefix}-${index + 1}`;
    if ('divider' in item) {
      return (
        <div key={id} className={`govuk-${kind}__divider`}>
          {item.divider}
        </div>
      );
    }
    return (
      <Choice
        key={id}
        kind={kind}
        item={item}
        id={item.id ?? id}
        name={name}
        checked={isChecked(item)}
        describedBy={describedBy}
      />
    );
  });
}
