import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface SkipLinkProps {
  readonly href?: string | undefined;
  readonly children: ReactNode;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function SkipLink({ href, children, classes, attributes }: SkipLinkProps) {
  return (
    <a
      {...attributes}
      href={href || '#content'}
      className={classNames('govuk-skip-link', classes)}
      data-module="govuk-skip-link"
    >
      {children}
    </a>
  );
}
