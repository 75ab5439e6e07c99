import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Tone } from './tag.tsx';

export interface BadgeProps {
  readonly children: ReactNode;
  readonly tone?: Tone | undefined;
  readonly classes?: string | undefined;
}

/** A short outlined mark beside a name, lighter than a Tag. */
export function Badge({ children, tone, classes }: BadgeProps) {
  return <span className={classNames('moj-badge', tone && `gh-badge--${tone}`, classes)}>{children}</span>;
}
