import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export interface BackLinkProps {
  readonly href: string;
  readonly children?: ReactNode;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function BackLink({ href, children, classes, attributes }: BackLinkProps) {
  return (
    <a {...attributes} href={href} className={classNames('govuk-back-link', classes)}>
      {children ?? 'Back'}
    </a>
  );
}
