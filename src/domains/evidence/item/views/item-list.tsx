import { formatInstant } from '#platform/clock';
import { Button, Muted, Tag } from '#platform/ui';
import type { Item } from '../../types.ts';
import { kindOfFile, sizeWords } from '../../words.ts';

/** Never a small picture of what is in a file: that would be a copy of it. */
function Tile({ item }: { readonly item: Item }) {
  return (
    <span className="gh-tile" aria-hidden="true">
      {kindOfFile(item.mediaType).slice(0, 1)}
    </span>
  );
}

function States({ item }: { readonly item: Item }) {
  return (
    <>
      {item.quarantinedAt === null ? null : <Tag tone="urgent">Locked away</Tag>}{' '}
      {item.virus === 'found' ? <Tag tone="urgent">Virus found: does not open</Tag> : null}
    </>
  );
}

interface ItemListProps {
  readonly items: readonly Item[];
  /** Whoever handles the case goes on to the file; its sender may take it out before sending. */
  readonly handled: boolean;
  readonly sent: boolean;
}

export function ItemList({ items, handled, sent }: ItemListProps) {
  return (
    <ul className="gh-files">
      {items.map((item) => (
        <li key={item.id} className="gh-file">
          <Tile item={item} />
          <div>
            <p className="gh-file__name">
              {handled ? (
                <a className="govuk-link" href={`/evidence/items/${item.id}`}>
                  {item.called}
                </a>
              ) : (
                item.called
              )}{' '}
              <States item={item} />
            </p>
            <Muted>
              {kindOfFile(item.mediaType)} · {sizeWords(item.bytes)} · added {formatInstant(item.addedAt)}
              {handled && item.addedByName !== null ? ` by ${item.addedByName}` : ''}
            </Muted>
            {sent || handled ? null : (
              <form method="post" action={`/evidence/items/${item.id}/take-out`} className="gh-file__act">
                <Button classes="govuk-button--secondary gh-button--small">
                  Take out<span className="govuk-visually-hidden"> {item.called}</span>
                </Button>
              </form>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
