import { AppPage, ButtonLink, Card, InsetText, type PageContext } from '#platform/ui';
import { recipients } from '../../recipients.ts';
import type { PackOfCase } from '../service.ts';

export interface CodePageProps {
  readonly context: PageContext;
  readonly found: PackOfCase;
  readonly code: string;
}

/** The pass-code, once, and the file that it opens. */
export function CodePage({ context, found, code }: CodePageProps) {
  const { file, pack } = found;
  const base = `/concerns/${file.concernId}/referrals`;
  return (
    <AppPage
      title={`Pass-code: concern ${file.reference}`}
      context={context}
      narrow
      heading="The file and its pass-code"
    >
      <Card title="Pass-code">
        <p className="govuk-heading-l gh-code">{code}</p>
        <p className="govuk-body">
          <b>Tell it by telephone.</b> Never send it with the file, nor by mail. It is shown this once: write
          it down now.
        </p>
      </Card>
      <InsetText>
        For {recipients[pack.recipient].name}. Send the file the way they ask for. Then record the referral on
        the case.
      </InsetText>
      <p className="govuk-body">
        <ButtonLink href={`${base}/pack/${pack.id}/file.pdf`}>Download the file (PDF)</ButtonLink>
      </p>
      <p className="govuk-body">It can be downloaded for an hour.</p>
      <p className="govuk-body">
        <a className="govuk-link" href={`${base}/new?to=${pack.recipient}`}>
          Record the referral
        </a>
      </p>
    </AppPage>
  );
}
