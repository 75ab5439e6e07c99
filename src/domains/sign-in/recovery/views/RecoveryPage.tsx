import { formatInstant } from '#platform/clock';
import { AppPage, BackLink, Button, Card, type PageContext, SummaryList } from '#platform/ui';
import { OnceMark } from '../../views/OnceMark.tsx';
import type { SeenRecovery } from '../service.ts';
import { RecoveryTag } from './RecoveriesPage.tsx';

export interface RecoveryPageProps {
  readonly context: PageContext;
  readonly recovery: SeenRecovery;
  readonly once: string;
}

function Facts({ recovery }: { readonly recovery: SeenRecovery }) {
  const rows = [
    ['State', <RecoveryTag key="state" state={recovery.state} />],
    ['Reason', recovery.reason],
    ['Started', `by ${recovery.startedByName}, ${formatInstant(recovery.startedAt)}`],
    [
      'Confirmed',
      recovery.confirmedAt && `by ${recovery.confirmedByName}, ${formatInstant(recovery.confirmedAt)}`,
    ],
    [
      'Cancelled',
      recovery.cancelledAt && `by ${recovery.cancelledByName}, ${formatInstant(recovery.cancelledAt)}`,
    ],
    ['Used', recovery.usedAt && formatInstant(recovery.usedAt)],
    ['Runs out', recovery.usedAt === null && formatInstant(recovery.expiresAt)],
  ] as const;
  return (
    <SummaryList
      rows={rows.flatMap(([key, text]) => (text ? [{ key: { text: key }, value: { text } }] : []))}
    />
  );
}

function Confirm({ recovery, once }: Omit<RecoveryPageProps, 'context'>) {
  if (recovery.mayConfirm) {
    return (
      <Card title="Confirm" tone="attention">
        <p>
          Confirm only when {recovery.personName} is standing in front of you, and asked for this. You then
          see a code, once, to hand to them. With it they choose a new password and set up their
          authenticator.
        </p>
        <form method="post" action={`/recovery/${recovery.id}/confirm`}>
          <OnceMark once={once} />
          <Button preventDoubleClick>Confirm and show the code</Button>
        </form>
      </Card>
    );
  }
  if (recovery.state !== 'waits') return null;
  return <p>It waits for another case reader than you to confirm it.</p>;
}

export function RecoveryPage({ context, recovery, once }: RecoveryPageProps) {
  return (
    <AppPage
      title="A recovery"
      context={context}
      before={<BackLink href="/recovery" />}
      heading={`The sign-in of ${recovery.personName}`}
    >
      <Facts recovery={recovery} />
      <Confirm recovery={recovery} once={once} />
      {recovery.mayCancel ? (
        <form method="post" action={`/recovery/${recovery.id}/cancel`}>
          <Button classes="govuk-button--secondary">Cancel this recovery</Button>
        </form>
      ) : null}
    </AppPage>
  );
}
