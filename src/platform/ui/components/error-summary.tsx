import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface ErrorSummaryItem {
  readonly text: ReactNode;
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface ErrorSummaryProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly errorList?: readonly ErrorSummaryItem[] | undefined;
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

function Item({ item }: { readonly item: ErrorSummaryItem }) {
  if (!item.href) return <li>{item.text}</li>;
  return (
    <li>
      <a {...item.attributes} href={item.href}>
        {item.text}
      </a>
    </li>
  );
}

export function ErrorSummary(props: ErrorSummaryProps) {
  return (
    <div
      {...props.attributes}
      className={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 className="govuk-error-summary__title">{props.title}</h2>
        <div className="govuk-error-summary__body">
          {props.description ? <p>{props.description}</p> : null}
          {props.errorList?.length ? (
            <ul className="govuk-list govuk-error-summary__list">
              {props.errorList.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rendered once; two fields may share a message.
                <Item key={index} item={item} />
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  );
}
