import { Card, Muted } from '#platform/ui';
import type { Patterns } from './types.ts';
import { linkWords, patternLines } from './words.ts';

/** Nothing where nothing comes again and nobody is linked. */
export function PatternCards({ patterns }: { readonly patterns: Patterns }) {
  const lines = patternLines(patterns);
  return (
    <>
      {lines.length === 0 ? null : (
        <Card title="What comes again" tone="attention">
          <ul className="govuk-list govuk-list--bullet">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Card>
      )}
      {patterns.linked.length === 0 ? null : (
        <Card title="Linked children">
          <ul className="govuk-list">
            {patterns.linked.map((child) => (
              <li key={child.id}>
                <a className="govuk-link" href={`/children/${child.id}`}>
                  {child.name}
                </a>{' '}
                <span className="gh-muted">{linkWords(child)}</span>
              </li>
            ))}
          </ul>
          <Muted>From the roster and from cases that you handle. Opening their file is recorded too.</Muted>
        </Card>
      )}
    </>
  );
}
