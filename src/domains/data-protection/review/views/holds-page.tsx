import { formatDate } from '#platform/clock';
import { AppPage, BackLink, Card, type PageContext, WorkList } from '#platform/ui';
import type { Hold } from '../types.ts';

/** What is held back from destruction, everywhere that I handle cases. */
export function HoldsPage({
  context,
  holds,
}: {
  readonly context: PageContext;
  readonly holds: readonly Hold[];
}) {
  return (
    <AppPage
      title="Holds"
      context={context}
      before={<BackLink href="/retention">How long records are kept</BackLink>}
      heading="Held back from destruction"
      detail="By a court, an inquiry, the Police, or a person who asked. Held on a case: open the case’s own page to set or lift one."
    >
      <Card title={holds.length === 1 ? '1 hold' : `${holds.length} holds`}>
        <WorkList
          empty="Nothing is held."
          items={holds.map(({ concernId, reference, of, school, reason, from, setBy }) => ({
            title:
              concernId === null ? (
                of
              ) : (
                <>
                  <a className="govuk-link" href={`/retention/cases/${concernId}`}>
                    {reference}
                  </a>{' '}
                  {of}
                </>
              ),
            detail: `${school} · ${reason} · ${setBy ?? 'Somebody who has left'}`,
            when: `since ${formatDate(from)}`,
          }))}
        />
      </Card>
    </AppPage>
  );
}
