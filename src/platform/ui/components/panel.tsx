import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes, HeadingLevel } from '../options.ts';
import { Heading } from './heading.tsx';

export interface PanelProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly headingLevel?: HeadingLevel | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** Says that something is done, on the page after it. */
export function Panel({ title, children, headingLevel, classes, attributes }: PanelProps) {
  return (
    <div {...attributes} className={classNames('govuk-panel govuk-panel--confirmation', classes)}>
      <Heading level={headingLevel ?? 1} className="govuk-panel__title">
        {title}
      </Heading>
      {children ? <div className="govuk-panel__body">{children}</div> : null}
    </div>
  );
}
