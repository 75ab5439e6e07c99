import type { ReactNode } from 'react';
import { Button } from './button.tsx';

export interface SelectedFilter {
  readonly text: string;
  /** The same page without this filter. */
  readonly href: string;
}

export interface FilterLayoutProps {
  readonly heading?: string | undefined;
  readonly selected?: readonly SelectedFilter[] | undefined;
  readonly clearHref?: string | undefined;
  /** Where the filter form is sent by GET. It must hold no child's name: rule 16. */
  readonly action: string;
  readonly submitText?: string | undefined;
  /** The fields of the filter. */
  readonly options: ReactNode;
  /** What is filtered. */
  readonly children: ReactNode;
}

function Selected({ selected, clearHref }: Pick<FilterLayoutProps, 'selected' | 'clearHref'>) {
  if (!selected?.length) return null;
  return (
    <div className="moj-filter__selected">
      <p className="moj-filter__selected-heading">Chosen</p>
      <ul className="moj-filter-tags">
        {selected.map((filter) => (
          <li key={filter.href}>
            <a className="moj-filter__tag" href={filter.href}>
              <span className="govuk-visually-hidden">Remove this filter:</span> {filter.text}
            </a>
          </li>
        ))}
      </ul>
      {clearHref ? (
        <a className="govuk-link" href={clearHref}>
          Clear all
        </a>
      ) : null}
    </div>
  );
}

/** A list with its filter beside it. On a phone it stands above, folded up while unused; where it is wide the script opens it. */
export function FilterLayout(props: FilterLayoutProps) {
  const heading = props.heading ?? 'Filter';
  const used = (props.selected?.length ?? 0) > 0;
  return (
    <div className="gh-filter-layout">
      <details className="moj-filter" open={used} data-open-when-wide={used ? undefined : true}>
        <summary className="moj-filter__header">
          {heading}
          {props.selected?.length ? ` (${props.selected.length} chosen)` : null}
        </summary>
        <div className="moj-filter__content">
          <Selected selected={props.selected} clearHref={props.clearHref} />
          <form className="moj-filter__options" method="get" action={props.action}>
            {props.options}
            <Button classes="govuk-button--secondary">{props.submitText ?? 'Apply'}</Button>
          </form>
        </div>
      </details>
      <div className="gh-filter-layout__results">{props.children}</div>
    </div>
  );
}
