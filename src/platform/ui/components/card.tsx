import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { HeadingLevel } from '../options.ts';
import { Heading } from './heading.tsx';

export interface CardProps {
  readonly title?: ReactNode;
  readonly headingLevel?: HeadingLevel | undefined;
  /** `urgent` is for danger that waits, and nothing else. */
  readonly tone?: 'urgent' | 'attention' | 'help' | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly classes?: string | undefined;
}

/** A thing of its own on a page: white on the paper, with a heading where it has one. */
export function Card({ title, headingLevel, tone, actions, children, classes }: CardProps) {
  return (
    <div className={classNames('gh-card', tone && `gh-card--${tone}`, classes)}>
      {title || actions ? (
        <div className="gh-card__head">
          {title ? (
            <Heading level={headingLevel ?? 2} className="gh-card__title">
              {title}
            </Heading>
          ) : null}
          {actions ? <div className="gh-card__actions">{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </div>
  );
}
