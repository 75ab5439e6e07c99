import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface DetailsProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly id?: string | undefined;
  readonly open?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function Details(props: DetailsProps) {
  return (
    <details
      {...props.attributes}
      id={props.id}
      className={classNames('govuk-details', props.classes)}
      open={props.open}
    >
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div className="govuk-details__text">{props.children}</div>
    </details>
  );
}
