import { formatInstant } from '#platform/clock';
import { Card, Muted, Tag } from '#platform/ui';
import type { Signature } from '../../types.ts';
import type { SignedAs } from '../queries.ts';

export const signedAsWords: Readonly<Record<SignedAs, string>> = {
  witness: 'Witness',
  lead: 'Designated lead',
};

interface SignaturesCardProps {
  readonly signatures: readonly Signature[];
  /** As what this person may sign, and where. */
  readonly sign?: { readonly as: SignedAs; readonly href: string } | undefined;
}

/** Who signed what, and whether anything came after it. */
export function SignaturesCard({ signatures, sign }: SignaturesCardProps) {
  const signed = signatures.some(({ signedAs, current }) => signedAs === sign?.as && current);
  return (
    <Card title="Signatures">
      {signatures.length === 0 ? <Muted>Nobody has signed yet.</Muted> : null}
      {signatures.length === 0 ? null : (
        <ul className="govuk-list">
          {signatures.map((one) => (
            <li key={one.id}>
              {signedAsWords[one.signedAs]}: {one.name}, {one.designation}
              <br />
              <span className="gh-muted">{formatInstant(one.at)}</span>{' '}
              {one.current ? (
                <Tag tone="active">As it stands</Tag>
              ) : (
                <Tag tone="attention">Before later additions</Tag>
              )}
            </li>
          ))}
        </ul>
      )}
      {sign === undefined || signed ? null : (
        <a className="govuk-link" href={sign.href}>
          {signatures.some(({ signedAs }) => signedAs === sign.as) ? 'Sign again, as it stands now' : 'Sign'}
        </a>
      )}
    </Card>
  );
}
