import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface PaginationLink {
  readonly href: string;
  readonly text?: ReactNode;
  readonly labelText?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export type PaginationItem =
  | { readonly ellipsis: true }
  | {
      readonly number: string | number;
      readonly href: string;
      readonly current?: boolean | undefined;
      readonly visuallyHiddenText?: string | undefined;
      readonly attributes?: Attributes | undefined;
    };

export interface PaginationProps {
  readonly previous?: PaginationLink | undefined;
  readonly next?: PaginationLink | undefined;
  readonly items?: readonly PaginationItem[] | undefined;
  readonly landmarkLabel?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

type Direction = 'prev' | 'next';

const arrows: Record<Direction, string> = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};

function Arrow({ direction }: { readonly direction: Direction }) {
  return (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[direction]} />
    </svg>
  );
}

interface ArrowLinkProps {
  readonly link: PaginationLink;
  readonly direction: Direction;
  readonly block: boolean;
}

function ArrowLink({ link, direction, block }: ArrowLinkProps) {
  const usualText = direction === 'prev' ? 'Previous' : 'Next';
  return (
    <div className={`govuk-pagination__${direction}`}>
      <a {...link.attributes} className="govuk-link govuk-pagination__link" href={link.href} rel={direction}>
        {block || direction === 'prev' ? <Arrow direction={direction} /> : null}{' '}
        <span
          className={classNames(
            'govuk-pagination__link-title',
            block && !link.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {link.text || (
            <>
              {usualText}
              <span className="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {link.labelText && block ? (
          <>
            {' '}
            <span className="govuk-visually-hidden">:</span>{' '}
            <span className="govuk-pagination__link-label">{link.labelText}</span>
          </>
        ) : null}{' '}
        {!block && direction === 'next' ? <Arrow direction={direction} /> : null}
      </a>
    </div>
  );
}

function Item({ item }: { readonly item: PaginationItem }) {
  if ('ellipsis' in item) {
    return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>;
  }
  return (
    <li className={classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        {...item.attributes}
        className="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
      >
        {item.number}
      </a>
    </li>
  );
}

export function Pagination(props: PaginationProps) {
  const { previous, next, items } = props;
  const block = !items && Boolean(previous || next);
  return (
    <nav
      {...props.attributes}
      className={classNames('govuk-pagination', block && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
    >
      {previous ? <ArrowLink link={previous} direction="prev" block={block} /> : null}
      {items ? (
        <ul className="govuk-pagination__list">
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
            <Item key={index} item={item} />
          ))}
        </ul>
      ) : null}
      {next ? <ArrowLink link={next} direction="next" block={block} /> : null}
    </nav>
  );
}
