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
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

function spans(cell: TableCell) {
  return { ...cell.attributes, colSpan: cell.colspan || undefined, rowSpan: cell.rowspan || undefined };
}

function HeadCell({ cell }: { readonly cell: TableCell }) {
  return (
    <th
      {...spans(cell)}
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
}

function BodyCell({ cell, isHeader }: BodyCellProps) {
  if (isHeader) {
    return (
      <th {...spans(cell)} scope="row" className={classNames('govuk-table__header', cell.classes)}>
        {cell.text}
      </th>
    );
  }
  return (
    <td
      {...spans(cell)}
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
  return (
    <table {...props.attributes} className={classNames('govuk-table', props.classes)}>
      {props.caption ? (
        <caption className={classNames('govuk-table__caption', props.captionClasses)}>
          {props.caption}
        </caption>
      ) : null}
      {props.head ? (
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {props.head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
              <HeadCell key={index} cell={cell} />
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody className="govuk-table__body">
        {props.rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
          <tr key={rowIndex} className="govuk-table__row">
            {row.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
              <BodyCell key={index} cell={cell} isHeader={index === 0 && props.firstCellIsHeader === true} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
