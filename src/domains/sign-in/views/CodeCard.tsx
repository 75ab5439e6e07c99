import { Card } from '#platform/ui';
import type { GivenCode } from '../types.ts';

export interface CodeCardProps {
  readonly given: GivenCode;
  /** "3 days", "24 hours". */
  readonly validFor: string;
}

/** A one-time code, to be read out or printed and handed over. It is on this page alone. */
export function CodeCard({ given, validFor }: CodeCardProps) {
  return (
    <Card title={`For ${given.personName}`} tone="attention">
      <dl className="gh-code-card">
        <dt>User name</dt>
        <dd>
          <code className="gh-code">{given.userName}</code>
        </dd>
        <dt>One-time code</dt>
        <dd>
          <code className="gh-code">{given.code}</code>
        </dd>
      </dl>
      <p>
        Write this down or print it now: this page shows it once. Hand it over in person. It works for{' '}
        {validFor}, once, at <b>/invitation</b>, or by the link “I was given a one-time code” under Sign in.
      </p>
      {given.mailed ? (
        <p className="gh-muted">A mail with the link, without the code, is on its way to them.</p>
      ) : null}
    </Card>
  );
}
