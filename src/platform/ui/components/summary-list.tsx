import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes, HeadingLevel } from '../options.ts';
import { Heading } from './heading.tsx';

export interface SummaryAction {
  readonly href: string;
  readonly text: ReactNode;
  /** Says what the action is about, as in "Change" + "date of birth", for who hears only the link. */
  readonly visuallyHiddenText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

interface SummaryActions {
  readonly items: readonly SummaryAction[];
  readonly classes?: string | undefined;
}

interface SummaryText {
  readonly text: ReactNode;
  readonly classes?: string | undefined;
}

export interface SummaryRow {
  readonly key: SummaryText;
  readonly value: SummaryText;
  readonly actions?: SummaryActions | undefined;
  readonly classes?: string | undefined;
}

export interface SummaryCard {
  readonly title?: (SummaryText & { readonly headingLevel?: HeadingLevel | undefined }) | undefined;
  readonly actions?: SummaryActions | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface SummaryListProps {
  readonly rows: readonly SummaryRow[];
  readonly card?: SummaryCard | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

interface ActionLinkProps {
  readonly action: SummaryAction;
  readonly cardTitle?: ReactNode;
}

function ActionLink({ action, cardTitle }: ActionLinkProps) {
  const hidden = action.visuallyHiddenText || cardTitle;
  return (
    <a {...action.attributes} className={classNames('govuk-link', action.classes)} href={action.href}>
      {action.text}
      {hidden ? (
        <span className="govuk-visually-hidden">
          {action.visuallyHiddenText ? ` ${action.visuallyHiddenText}` : null}
          {cardTitle ? <> ({cardTitle})</> : null}
        </span>
      ) : null}
    </a>
  );
}

interface ActionsProps {
  readonly actions: SummaryActions | undefined;
  readonly cardTitle?: ReactNode;
}

function RowActions({ actions, cardTitle }: ActionsProps) {
  const [first, ...rest] = actions?.items ?? [];
  if (!first) return null;
  return (
    <dd className={classNames('govuk-summary-list__actions', actions?.classes)}>
      {rest.length === 0 ? (
        <ActionLink action={first} cardTitle={cardTitle} />
      ) : (
        <ul className="govuk-summary-list__actions-list">
          {[first, ...rest].map((action) => (
            <li key={action.href} className="govuk-summary-list__actions-list-item">
              <ActionLink action={action} cardTitle={cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  );
}

function CardActions({ actions, cardTitle }: ActionsProps) {
  const [first, ...rest] = actions?.items ?? [];
  if (!first) return null;
  const className = classNames('govuk-summary-card__actions', actions?.classes);
  if (rest.length === 0) {
    return (
      <div className={className}>
        <ActionLink action={first} cardTitle={cardTitle} />
      </div>
    );
  }
  return (
    <ul className={className}>
      {[first, ...rest].map((action) => (
        <li key={action.href} className="govuk-summary-card__action">
          <ActionLink action={action} cardTitle={cardTitle} />
        </li>
      ))}
    </ul>
  );
}

function List({ rows, card, classes, attributes }: SummaryListProps) {
  const anyActions = rows.some((row) => row.actions?.items.length);
  const rowClasses = (row: SummaryRow) =>
    classNames(
      'govuk-summary-list__row',
      anyActions && !row.actions && 'govuk-summary-list__row--no-actions',
      row.classes,
    );
  return (
    <dl {...attributes} className={classNames('govuk-summary-list', classes)}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
        <div key={index} className={rowClasses(row)}>
          <dt className={classNames('govuk-summary-list__key', row.key.classes)}>{row.key.text}</dt>
          <dd className={classNames('govuk-summary-list__value', row.value.classes)}>{row.value.text}</dd>
          <RowActions actions={row.actions} cardTitle={card?.title?.text} />
        </div>
      ))}
    </dl>
  );
}

export function SummaryList(props: SummaryListProps) {
  const { card } = props;
  if (!card) return <List {...props} />;
  return (
    <div {...card.attributes} className={classNames('govuk-summary-card', card.classes)}>
      <div className="govuk-summary-card__title-wrapper">
        {card.title ? (
          <Heading
            level={card.title.headingLevel ?? 2}
            className={classNames('govuk-summary-card__title', card.title.classes)}
          >
            {card.title.text}
          </Heading>
        ) : null}
        <CardActions actions={card.actions} cardTitle={card.title?.text} />
      </div>
      <div className="govuk-summary-card__content">
        <List {...props} />
      </div>
    </div>
  );
}
