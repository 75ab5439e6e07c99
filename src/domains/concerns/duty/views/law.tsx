import { forceWords, type Reference } from '#domains/policies';
import { Tag } from '#platform/ui';

/** With its edition; what is not in force says so first. */
export function WhatTheLawSays({ reference }: { readonly reference: Reference | undefined }) {
  if (reference === undefined)
    return <p className="govuk-body">The register of law and guidance does not hold it.</p>;
  return (
    <>
      <p className="govuk-body">
        {reference.inForce ? null : <Tag tone="attention">Not in force</Tag>} {reference.says}
      </p>
      <p className="gh-muted">
        {reference.title}, {reference.edition}, {forceWords(reference)} ·{' '}
        <a href="/references">Law and guidance</a>
      </p>
    </>
  );
}
