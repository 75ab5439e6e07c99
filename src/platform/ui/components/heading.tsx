import type { ReactNode } from 'react';
import type { HeadingLevel } from '../options.ts';

export interface HeadingProps {
  readonly level: HeadingLevel;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
  readonly children: ReactNode;
}

/** A heading whose rank is chosen by where it stands, not by how large it looks. */
export function Heading({ level, className, id, children }: HeadingProps) {
  const Tag = `h${level}` as const;
  return (
    <Tag className={className} id={id}>
      {children}
    </Tag>
  );
}
