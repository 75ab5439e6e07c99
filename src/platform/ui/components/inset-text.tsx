import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface InsetTextProps {
  readonly children: ReactNode;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function InsetText({ children, id, classes, attributes }: InsetTextProps) {
  return (
    <div {...attributes} id={id} className={classNames('govuk-inset-text', classes)}>
      {children}
    </div>
  );
}
