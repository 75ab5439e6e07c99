import type { ReactNode } from 'react';
import { Tag, type Tone } from './tag.tsx';

export interface WorkItem {
  readonly tag?: { readonly text: string; readonly tone: Tone } | undefined;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly when?: ReactNode;
  /** A link or a button. Several rows with the same word need hidden text that tells them apart. */
  readonly action?: ReactNode;
}

export interface WorkListProps {
  readonly items: readonly WorkItem[];
  readonly empty?: ReactNode;
}

function Row({ item }: { readonly item: WorkItem }) {
  return (
    <li className="gh-work__row">
      {item.tag ? (
        <span className="gh-work__tag">
          <Tag tone={item.tag.tone}>{item.tag.text}</Tag>
        </span>
      ) : null}
      <div className="gh-work__what">
        <div className="gh-work__title">{item.title}</div>
        {item.detail ? <div className="gh-muted">{item.detail}</div> : null}
      </div>
      {item.when ? <span className="gh-work__when gh-muted">{item.when}</span> : null}
      {item.action ? <span className="gh-work__action">{item.action}</span> : null}
    </li>
  );
}

/** What waits for somebody, most urgent first: the rows of Today. */
export function WorkList({ items, empty }: WorkListProps) {
  if (items.length === 0) return <p className="gh-muted">{empty ?? 'Nothing is waiting for you.'}</p>;
  return (
    <ul className="gh-work">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
        <Row key={index} item={item} />
      ))}
    </ul>
  );
}
