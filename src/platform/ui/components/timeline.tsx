import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { HeadingLevel, TextOptions } from '../options.ts';
import { Heading } from './heading.tsx';

export interface TimelineItem {
  readonly label: TextOptions;
  readonly byline?: ReactNode;
  /** `timestamp` for machines (ISO 8601), `text` for people ("Today 08:52"), in Europe/London. */
  readonly datetime: { readonly timestamp: string; readonly text: string };
  readonly children?: ReactNode;
  readonly tone?: 'urgent' | 'attention' | 'quiet' | undefined;
}

export interface TimelineProps {
  readonly items: readonly TimelineItem[];
  readonly headingLevel?: HeadingLevel | undefined;
  readonly classes?: string | undefined;
}

function Item({ item, level }: { readonly item: TimelineItem; readonly level: HeadingLevel }) {
  return (
    <li className={classNames('moj-timeline__item', item.tone && `gh-timeline__item--${item.tone}`)}>
      <p className="moj-timeline__date">
        <time dateTime={item.datetime.timestamp}>{item.datetime.text}</time>
      </p>
      <div className="moj-timeline__header">
        <Heading level={level} className={classNames('moj-timeline__title', item.label.classes)}>
          {item.label.text}
        </Heading>
        {item.byline ? <p className="moj-timeline__byline"> by {item.byline}</p> : null}
      </div>
      {item.children ? <div className="moj-timeline__description">{item.children}</div> : null}
    </li>
  );
}

/** What happened, newest first as a rule; a list, so that its length is read out. */
export function Timeline({ items, headingLevel, classes }: TimelineProps) {
  return (
    <ol className={classNames('moj-timeline', classes)}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
        <Item key={index} item={item} level={headingLevel ?? 3} />
      ))}
    </ol>
  );
}
