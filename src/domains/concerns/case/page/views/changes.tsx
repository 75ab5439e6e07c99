import type { Entry } from '../../types.ts';
import { fieldName, sayValue, streamWords } from '../../words.ts';

/** What an entry changed, old to new: the history of a case's values. */
export function Changes({
  entry,
  names,
}: {
  readonly entry: Entry;
  readonly names: ReadonlyMap<string, string>;
}) {
  const { changes = [], from, to } = entry.details;
  if (changes.length === 0 && to === undefined) return null;
  return (
    <ul className="govuk-list">
      {changes.map(({ field, from: before, to: after }) => (
        <li key={field}>
          {fieldName(field)}: {sayValue(field, before, names)} → <b>{sayValue(field, after, names)}</b>
        </li>
      ))}
      {from !== undefined && to !== undefined ? (
        <li>
          From {streamWords[from]} to {streamWords[to]}
        </li>
      ) : null}
    </ul>
  );
}
