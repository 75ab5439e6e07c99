import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

/** What a tag's colour means, the same everywhere: urgent danger, needs attention, in hand, or at rest. */
export type Tone = 'urgent' | 'attention' | 'active' | 'quiet';

export interface TagProps {
  readonly children: ReactNode;
  readonly tone?: Tone | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function Tag({ children, tone, classes, attributes }: TagProps) {
  return (
    <strong {...attributes} className={classNames('govuk-tag', tone && `gh-tag--${tone}`, classes)}>
      {children}
    </strong>
  );
}
