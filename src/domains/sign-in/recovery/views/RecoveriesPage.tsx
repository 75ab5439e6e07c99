import { formatInstant } from '#platform/clock';
import {
  AppPage,
  ButtonLink,
  Card,
  InsetText,
  type PageContext,
  Table,
  TableRegion,
  Tag,
  type Tone,
} from '#platform/ui';
import type { Adult } from '../../accounts/queries.ts';
import type { Recoveries, RecoveryState, SeenRecovery } from '../service.ts';

const states: Readonly<Record<RecoveryState, readonly [string, Tone]>> = {
  waits: ['Waits for a second person', 'attention'],
  confirmed: ['Code given, not used yet', 'attention'],
  used: ['Used', 'quiet'],
  cancelled: ['Cancelled', 'quiet'],
  expired: ['Ran out', 'quiet'],
};

export function RecoveryTag({ state }: { readonly state: RecoveryState }) {
  const [text, tone] = states[state];
  return <Tag tone={tone}>{text}</Tag>;
}

const cells = (recovery: SeenRecovery) => [
  { text: <a href={`/recovery/${recovery.id}`}>{recovery.personName}</a> },
  { text: <RecoveryTag state={recovery.state} /> },
  { text: `${recovery.startedByName}, ${formatInstant(recovery.startedAt)}` },
  { text: recovery.confirmedByName ?? '' },
];

/** Sign-ins that one person alone gave anew: somebody who reads cases says whether it is really them. */
function Awaiting({ adults }: { readonly adults: readonly Adult[] }) {
  if (adults.length === 0) return null;
  return (
    <Card title="Is it really them?" tone="attention">
      <p>
        One person alone gave these colleagues a new sign-in. Their earlier reports stay shut until you say.
      </p>
      <ul className="govuk-list">
        {adults.map(({ personId, givenName, familyName }) => (
          <li key={personId}>
            <a href={`/people/accounts/${personId}/vouch`}>
              {givenName} {familyName}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export interface RecoveriesPageProps {
  readonly context: PageContext;
  readonly shown: Recoveries;
}

export function RecoveriesPage({ context, shown }: RecoveriesPageProps) {
  return (
    <AppPage
      title="Recovery"
      context={context}
      heading="Recovery"
      detail="Lost sign-ins of those who read cases, given back in person by two people"
      actions={shown.mayStart ? <ButtonLink href="/recovery/start">Start one</ButtonLink> : undefined}
    >
      <InsetText>
        One of you starts it: the Head or the trust’s safeguarding lead. Another case reader checks who is
        standing there, confirms, and hands over the code. Everybody who reads cases is told. See something
        odd? Open it and cancel it.
      </InsetText>
      <Awaiting adults={shown.awaiting} />
      {shown.recoveries.length === 0 ? (
        <p>There have been no recoveries.</p>
      ) : (
        <TableRegion label="Recoveries">
          <Table
            head={[
              { text: 'Whose sign-in' },
              { text: 'State' },
              { text: 'Started by' },
              { text: 'Confirmed by' },
            ]}
            rows={shown.recoveries.map(cells)}
            firstCellIsHeader
          />
        </TableRegion>
      )}
    </AppPage>
  );
}
