import { roleNames } from '#domains/people';
import { formatDate, formatInstant, type LocalDate } from '#platform/clock';
import {
  AppPage,
  ButtonLink,
  Card,
  InsetText,
  type PageContext,
  Table,
  TableRegion,
  Tag,
} from '#platform/ui';
import type { AskedDuty, HeldDuty } from '../queries.ts';
import type { Duties } from '../service.ts';

export interface DutiesPageProps {
  readonly context: PageContext;
  readonly duties: Duties;
}

export const period = (from: LocalDate, until: LocalDate | null) =>
  until === null ? `since ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(until)}`;

const cells = (duty: HeldDuty) => [
  { text: duty.schoolName ?? 'The whole trust' },
  { text: `${roleNames[duty.role]}${duty.asCover ? ' (cover)' : ''}` },
  {
    text: (
      <>
        {duty.personName} {duty.isClosed ? <Tag tone="attention">Account closed</Tag> : null}
      </>
    ),
  },
  { text: period(duty.from, duty.until) },
  {
    text: duty.mayEnd ? (
      <a href={`/people/duties/${duty.id}/end`}>
        End<span className="govuk-visually-hidden"> this duty of {duty.personName}</span>
      </a>
    ) : null,
  },
];

function Waiting({ asked }: { readonly asked: readonly AskedDuty[] }) {
  if (asked.length === 0) return null;
  return (
    <Card title="Waiting for a second person" tone="attention">
      <ul className="govuk-list">
        {asked.map((duty) => (
          <li key={duty.id}>
            <a href={`/people/duties/asked/${duty.id}`}>
              {roleNames[duty.role]}: {duty.personName}
            </a>
            , {duty.schoolName ?? 'for the whole trust'}, asked by {duty.askedByName} on{' '}
            {formatInstant(duty.askedAt)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function DutiesPage({ context, duties }: DutiesPageProps) {
  return (
    <AppPage
      title="Who reads cases"
      context={context}
      heading="Who reads cases"
      actions={duties.mayGive ? <ButtonLink href="/people/duties/give">Give a duty</ButtonLink> : undefined}
    >
      <Waiting asked={duties.asked} />
      <TableRegion label="Duties that read cases">
        <Table
          head={[{ text: 'School' }, { text: 'Duty' }, { text: 'Who' }, { text: 'When' }, { text: 'Change' }]}
          rows={duties.held.map(cells)}
        />
      </TableRegion>
      <InsetText>
        A duty that reads cases is asked for by the Head or the trust’s safeguarding lead and confirmed by a
        second case reader. It is ended by one of them alone, at once. Everybody who reads cases is told. IT
        can do neither.
      </InsetText>
    </AppPage>
  );
}
