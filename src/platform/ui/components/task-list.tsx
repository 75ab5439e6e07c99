import type { ReactNode } from 'react';
import { classNames, idList } from '../class-names.ts';
import type { Attributes } from '../options.ts';
import { Tag, type TagProps } from './tag.tsx';

export interface TaskListItem {
  readonly title: { readonly text: ReactNode; readonly classes?: string | undefined };
  readonly href?: string | undefined;
  readonly hint?: ReactNode;
  readonly status: {
    readonly text?: ReactNode;
    readonly tag?: TagProps | undefined;
    readonly classes?: string | undefined;
  };
  readonly classes?: string | undefined;
}

export interface TaskListProps {
  readonly items: readonly TaskListItem[];
  readonly idPrefix?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

function Title({
  item,
  describedBy,
}: {
  readonly item: TaskListItem;
  readonly describedBy?: string | undefined;
}) {
  if (!item.href) return <div className={item.title.classes}>{item.title.text}</div>;
  return (
    <a
      className={classNames('govuk-link govuk-task-list__link', item.title.classes)}
      href={item.href}
      aria-describedby={describedBy}
    >
      {item.title.text}
    </a>
  );
}

function Item({ item, id }: { readonly item: TaskListItem; readonly id: string }) {
  return (
    <li
      className={classNames(
        'govuk-task-list__item',
        item.href && 'govuk-task-list__item--with-link',
        item.classes,
      )}
    >
      <div className="govuk-task-list__name-and-hint">
        <Title item={item} describedBy={idList(item.hint ? `${id}-hint` : undefined, `${id}-status`)} />
        {item.hint ? (
          <div id={`${id}-hint`} className="govuk-task-list__hint">
            {item.hint}
          </div>
        ) : null}
      </div>
      <div className={classNames('govuk-task-list__status', item.status.classes)} id={`${id}-status`}>
        {item.status.tag ? <Tag {...item.status.tag} /> : item.status.text}
      </div>
    </li>
  );
}

export function TaskList({ items, idPrefix, classes, attributes }: TaskListProps) {
  return (
    <ul {...attributes} className={classNames('govuk-task-list', classes)}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
        <Item key={index} item={item} id={`${idPrefix || 'task-list'}-${index + 1}`} />
      ))}
    </ul>
  );
}
