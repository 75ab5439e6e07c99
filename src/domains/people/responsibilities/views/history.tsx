import { formatDate, formatInstant } from '#platform/clock';
import { AppPage, BackLink, Card, Muted, type PageContext, Table, TableRegion } from '#platform/ui';
import type { History } from '../service.ts';
import { type Deed, responsibilities } from '../types.ts';
import { boardPath, period } from './parts.tsx';

export interface HistoryPageProps {
  readonly context: PageContext;
  readonly history: History;
}

function deedText({ what, asCover, from, lastDay }: Deed): string {
  if (from === null) return 'Taken back before it began';
  const days = period({ from, lastDay });
  if (what === 'ended') return `Ended after ${lastDay === null ? 'now' : formatDate(lastDay)}`;
  return `Given${asCover ? ' as cover' : ''}, ${days}`;
}

function Deeds({ deeds }: { readonly deeds: readonly Deed[] }) {
  if (deeds.length === 0) return <Muted>Nothing was given or ended here yet.</Muted>;
  return (
    <TableRegion label="Given and ended">
      <Table
        caption="Given and ended"
        captionClasses="govuk-visually-hidden"
        head={[
          { text: 'When' },
          { text: 'Responsibility' },
          { text: 'Who' },
          { text: 'What' },
          { text: 'Why, and by whom' },
        ]}
        rows={deeds.map((deed) => [
          { text: formatInstant(deed.at) },
          { text: responsibilities[deed.kind].title },
          { text: deed.name },
          { text: deedText(deed) },
          { text: `${deed.reason} (${deed.byName})` },
        ])}
      />
    </TableRegion>
  );
}

/** What was done, newest first, and what is still to come. */
export function HistoryPage({ context, history }: HistoryPageProps) {
  const { place, toCome, deeds } = history;
  return (
    <AppPage
      title="Responsibilities given and ended"
      context={context}
      before={<BackLink href={boardPath(place.id)}>Who is responsible for what</BackLink>}
      heading="What was given and ended"
      detail={place.name}
    >
      {toCome.length === 0 ? null : (
        <Card title="Still to come">
          <ul className="govuk-list">
            {toCome.map((holder) => (
              <li key={`${holder.id} ${holder.from}`}>
                {responsibilities[holder.kind].title}: {holder.name}
                {holder.asCover ? ', as cover' : ''}, {period(holder).replace('since', 'from')}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Until now">
        <Deeds deeds={deeds} />
      </Card>
      <Muted>
        Duties that read cases are given by two people and stand under{' '}
        <a href="/people/duties">Who reads cases</a>.
      </Muted>
    </AppPage>
  );
}
