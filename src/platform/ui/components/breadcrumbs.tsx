import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface BreadcrumbItem {
  readonly text: ReactNode;
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface BreadcrumbsProps {
  readonly items: readonly BreadcrumbItem[];
  readonly collapseOnMobile?: boolean | undefined;
  readonly labelText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

function Item({ item }: { readonly item: BreadcrumbItem }) {
  if (!item.href) {
    return (
      <li className="govuk-breadcrumbs__list-item" aria-current="page">
        {item.text}
      </li>
    );
  }
  return (
    <li className="govuk-breadcrumbs__list-item">
      <a {...item.attributes} className="govuk-breadcrumbs__link" href={item.href}>
        {item.text}
      </a>
    </li>
  );
}

export function Breadcrumbs(props: BreadcrumbsProps) {
  return (
    <nav
      {...props.attributes}
      className={classNames(
        'govuk-breadcrumbs',
        props.classes,
        props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
      )}
      aria-label={props.labelText ?? 'Breadcrumb'}
    >
      <ol className="govuk-breadcrumbs__list">
        {props.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
          <Item key={index} item={item} />
        ))}
      </ol>
    </nav>
  );
}
