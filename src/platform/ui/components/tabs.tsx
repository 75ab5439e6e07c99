import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface TabItem {
  readonly id?: string | undefined;
  readonly label: string;
  readonly panel: ReactNode;
  readonly attributes?: Attributes | undefined;
  readonly panelAttributes?: Attributes | undefined;
}

export interface TabsProps {
  readonly items: readonly TabItem[];
  readonly idPrefix?: string | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** Tabs with the script; without it a list of links to the parts, one below the other. */
export function Tabs(props: TabsProps) {
  const idOf = (item: TabItem, index: number) => item.id ?? `${props.idPrefix ?? ''}-${index + 1}`;
  return (
    <div
      {...props.attributes}
      id={props.id}
      className={classNames('govuk-tabs', props.classes)}
      data-module="govuk-tabs"
    >
      <h2 className="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      <ul className="govuk-tabs__list">
        {props.items.map((item, index) => (
          <li
            key={item.label}
            className={classNames('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}
          >
            <a {...item.attributes} className="govuk-tabs__tab" href={`#${idOf(item, index)}`}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
      {props.items.map((item, index) => (
        <div
          {...item.panelAttributes}
          key={item.label}
          className={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
          id={idOf(item, index)}
        >
          {item.panel}
        </div>
      ))}
    </div>
  );
}
