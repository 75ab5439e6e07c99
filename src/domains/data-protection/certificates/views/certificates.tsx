import { formatDate, formatInstant } from '#platform/clock';
import { AppPage, BackLink, ButtonLink, Card, type PageContext, SummaryList, WorkList } from '#platform/ui';
import type { Certificate } from '../queries.ts';
import { certificateLines } from '../words.ts';

export function CertificatesPage({
  context,
  certificates,
}: {
  readonly context: PageContext;
  readonly certificates: readonly Certificate[];
}) {
  return (
    <AppPage
      title="Certificates of destruction"
      context={context}
      before={<BackLink href="/retention">How long records are kept</BackLink>}
      heading="Certificates of destruction"
      detail="What was destroyed, under which rule, and who agreed. Nothing of what it was about is left."
      actions={<ButtonLink href="/retention/certificates.csv">Download the register</ButtonLink>}
    >
      <Card title={certificates.length === 1 ? '1 certificate' : `${certificates.length} certificates`}>
        <WorkList
          empty="Nothing was destroyed yet."
          items={certificates.map(({ id, reference, school, rule, at, dueOn }) => ({
            title: (
              <a className="govuk-link" href={`/retention/certificates/${id}`}>
                {reference}
              </a>
            ),
            detail: `${school} · ${rule} · due ${formatDate(dueOn)}`,
            when: formatInstant(at),
          }))}
        />
      </Card>
    </AppPage>
  );
}

export function CertificatePage({
  context,
  certificate,
}: {
  readonly context: PageContext;
  readonly certificate: Certificate;
}) {
  return (
    <AppPage
      title={`Certificate of destruction ${certificate.reference}`}
      context={context}
      before={<BackLink href="/retention/certificates">Certificates of destruction</BackLink>}
      heading="Certificate of destruction"
      actions={
        <ButtonLink href={`/retention/certificates/${certificate.id}/file.pdf`}>Download as PDF</ButtonLink>
      }
    >
      <SummaryList
        rows={certificateLines(certificate).map(([text, value]) => ({
          key: { text },
          value: { text: value },
        }))}
      />
    </AppPage>
  );
}
