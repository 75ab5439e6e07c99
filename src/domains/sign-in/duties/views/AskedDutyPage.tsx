import { roleNames } from '#domains/people';
import { formatInstant } from '#platform/clock';
import { AppPage, BackLink, Button, Card, type PageContext, SummaryList } from '#platform/ui';
import { OnceMark } from '../../views/OnceMark.tsx';
import type { AskedDuty } from '../queries.ts';
import { whoConfirms } from '../service.ts';
import { period } from './DutiesPage.tsx';

export interface AskedDutyPageProps {
  readonly context: PageContext;
  readonly duty: AskedDuty;
  readonly once: string;
}

function Facts({ duty }: { readonly duty: AskedDuty }) {
  const rows = [
    ['Who', duty.personName],
    ['Duty', `${roleNames[duty.role]}${duty.asCover ? ', as cover' : ''}`],
    ['Where', duty.schoolName ?? 'The whole trust'],
    ['When', period(duty.from, duty.until)],
    ['Asked', `by ${duty.askedByName}, ${formatInstant(duty.askedAt)}`],
  ] as const;
  return <SummaryList rows={rows.map(([key, text]) => ({ key: { text: key }, value: { text } }))} />;
}

export function AskedDutyPage({ context, duty, once }: AskedDutyPageProps) {
  const address = `/people/duties/asked/${duty.id}`;
  return (
    <AppPage
      title="A duty that waits"
      context={context}
      before={<BackLink href="/people/duties" />}
      heading="A duty that waits for a second person"
    >
      <Facts duty={duty} />
      {duty.mayConfirm ? (
        <Card title="Confirm" tone="attention">
          <p>
            With this duty they read concerns about children. Confirm only what you know to be right: your
            name stands beside it, and everybody who reads cases is told.
          </p>
          <form method="post" action={`${address}/confirm`}>
            <OnceMark once={once} />
            <Button preventDoubleClick>Confirm the duty</Button>
          </form>
        </Card>
      ) : (
        <p>{whoConfirms(duty)}</p>
      )}
      <form method="post" action={`${address}/cancel`}>
        <Button classes="govuk-button--secondary">Cancel this</Button>
      </form>
    </AppPage>
  );
}
