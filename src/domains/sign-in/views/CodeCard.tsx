import { Card, SummaryList } from '#platform/ui';
import type { GivenCode } from '../types.ts';

export interface CodeCardProps {
  readonly given: GivenCode;
  /** "3 days", "24 hours". */
  readonly validFor: string;
}

/** A one-time code, to be read out or printed and handed over. It is on this page alone. */
export function CodeCard({ given, validFor }: CodeCardProps) {
  const code = (text: string) => <code className="gh-code">{text}</code>;
  return (
    <Card title={`For ${given.personName}`} tone="attention">
      <SummaryList
        rows={[
          { key: { text: 'User name' }, value: { text: code(given.userName) } },
          { key: { text: 'One-time code' }, value: { text: code(given.code) } },
        ]}
      />
      <p>
        Write this down or print it now: this page shows it once. Hand it over in person. It works once, for{' '}
        {validFor}: on the page Sign in they press “I was given a one-time code”.
      </p>
      {given.mailed ? (
        <p className="gh-muted">A mail with the link, without the code, is on its way to them.</p>
      ) : null}
    </Card>
  );
}
