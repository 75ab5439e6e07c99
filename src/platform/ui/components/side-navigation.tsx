import { Fragment, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { Count } from './count.tsx';

export interface SideNavigationItem {
  readonly href: string;
  readonly text: ReactNode;
  readonly count?: number | undefined;
  readonly active?: boolean | undefined;
  /** The heading that it stands under; those with the same one follow each other. */
  readonly section?: string | undefined;
}

export interface SideNavigationProps {
  readonly label: string;
  readonly items: readonly SideNavigationItem[];
  readonly classes?: string | undefined;
}

interface Section {
  readonly title: string | undefined;
  readonly items: SideNavigationItem[];
}

function inSections(items: readonly SideNavigationItem[]): Section[] {
  const sections: Section[] = [];
  for (const item of items) {
    const last = sections.at(-1);
    if (last !== undefined && last.title === item.section) last.items.push(item);
    else sections.push({ title: item.section, items: [item] });
  }
  return sections;
}

function Items({ title, items }: Section) {
  return (
    <ul className="moj-side-navigation__list" aria-label={title}>
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
  );
}

/** Links to the parts of the place one is in, under headings where they are many; the one that is open is marked. */
export function SideNavigation({ label, items, classes }: SideNavigationProps) {
  return (
    <nav className={classNames('moj-side-navigation', classes)} aria-label={label}>
      {inSections(items).map((section) => (
        <Fragment key={section.items[0]?.href}>
          {section.title === undefined ? null : (
            <p className="moj-side-navigation__title" aria-hidden="true">
              {section.title}
            </p>
          )}
          <Items {...section} />
        </Fragment>
      ))}
    </nav>
  );
}
