import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { Count } from './count.tsx';

export interface SideNavigationItem {
  readonly href: string;
  readonly text: ReactNode;
  readonly count?: number | undefined;
  readonly active?: boolean | undefined;
}

export interface SideNavigationProps {
  readonly label: string;
  readonly items: readonly SideNavigationItem[];
  readonly classes?: string | undefined;
}

/** Links to the parts of the place one is in; the one that is open is marked. */
export function SideNavigation({ label, items, classes }: SideNavigationProps) {
  return (
    <nav className={classNames('moj-side-navigation', classes)} aria-label={label}>
      <ul className="moj-side-navigation__list">
        {items.map((item) => (
          <li
            key={item.href}
            className={classNames(
              'moj-side-navigation__item',
              item.active && 'moj-side-navigation__item--active',
            )}
          >
            <a href={item.href} aria-current={item.active ? 'page' : undefined}>
              <span>{item.text}</span>
              <Count value={item.count} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
