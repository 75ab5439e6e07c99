import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface TableCell {
  readonly text?: ReactNode;
  readonly format?: 'numeric' | undefined;
  readonly classes?: string | undefined;
  readonly colspan?: number | undefined;
  readonly rowspan?: number | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface TableProps {
  readonly caption?: string | undefined;
  readonly captionClasses?: string | undefined;
  readonly head?: readonly TableCell[] | undefined;
  readonly rows: readonly (readonly TableCell[])[];
  readonly firstCellIsHeader?: boolean | undefined;
  /** On a phone each row is a card, its cells named by the heads (plain words then). It stays a table to who listens. */
  readonly cards?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

function spans(cell: TableCell) {
  return { ...cell.attributes, colSpan: cell.colspan || undefined, rowSpan: cell.rowspan || undefined };
}

/** A browser takes a table's meaning away with its display; saying what everything is keeps it. */
const roleOf = (cards: boolean | undefined, role: string) => (cards === true ? { role } : {});

const labelOf = (cards: boolean | undefined, head: TableCell | undefined) =>
  cards === true && typeof head?.text === 'string' ? { 'data-label': head.text } : {};

function HeadCell({ cell, cards }: { readonly cell: TableCell; readonly cards: boolean | undefined }) {
  return (
    <th
      {...spans(cell)}
      {...roleOf(cards, 'columnheader')}
      scope="col"
      className={classNames(
        'govuk-table__header',
        cell.format && `govuk-table__header--${cell.format}`,
        cell.classes,
      )}
    >
      {cell.text}
    </th>
  );
}

interface BodyCellProps {
  readonly cell: TableCell;
  readonly isHeader: boolean;
  readonly head: TableCell | undefined;
  readonly cards: boolean | undefined;
}

function BodyCell({ cell, isHeader, head, cards }: BodyCellProps) {
  if (isHeader) {
    return (
      <th
        {...spans(cell)}
        {...roleOf(cards, 'rowheader')}
        scope="row"
        className={classNames('govuk-table__header', cell.classes)}
      >
        {cell.text}
      </th>
    );
  }
  return (
    <td
      {...spans(cell)}
      {...roleOf(cards, 'cell')}
      {...labelOf(cards, head)}
      className={classNames(
        'govuk-table__cell',
        cell.format && `govuk-table__cell--${cell.format}`,
        cell.classes,
      )}
    >
      {cell.text}
    </td>
  );
}

export function Table(props: TableProps) {
  const { cards } = props;
  return (
    <table
      {...props.attributes}
      {...roleOf(cards, 'table')}
      className={classNames('govuk-table', cards && 'gh-table--cards', props.classes)}
    >
      {props.caption ? (
        <caption className={classNames('govuk-table__caption', props.captionClasses)}>
          {props.caption}
        </caption>
      ) : null}
      {props.head ? (
        <thead className="govuk-table__head" {...roleOf(cards, 'rowgroup')}>
          <tr className="govuk-table__row" {...roleOf(cards, 'row')}>
            {props.head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
              <HeadCell key={index} cell={cell} cards={cards} />
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody className="govuk-table__body" {...roleOf(cards, 'rowgroup')}>
        {props.rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
          <tr key={rowIndex} className="govuk-table__row" {...roleOf(cards, 'row')}>
            {row.map((cell, index) => (
              <BodyCell
                // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
                key={index}
                cell={cell}
                isHeader={index === 0 && props.firstCellIsHeader === true}
                head={props.head?.[index]}
                cards={cards}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
