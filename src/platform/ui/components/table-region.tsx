import type { ReactNode } from 'react';

export interface TableRegionProps {
  /** Says what scrolls, as the table's caption does. */
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * Lets a wide table scroll by itself, so that the page never scrolls sideways. It takes the keyboard's
 * focus, because otherwise nobody could scroll it without a mouse.
 */
export function TableRegion({ label, children }: TableRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="gh-table-region" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
