import { formatInstant } from '#platform/clock';
import { AppPage, Card, type PageContext, WorkList } from '#platform/ui';
import type { Transfer } from '../types.ts';
import { contentsOf, stateTags } from '../words.ts';

/** Files that were sent from or to my schools; those that wait first. */
export function TransfersPage({
  context,
  transfers,
}: {
  readonly context: PageContext;
  readonly transfers: readonly Transfer[];
}) {
  return (
    <AppPage
      title="Files on the move"
      context={context}
      heading="Children’s files that move"
      detail="Sent from or to your schools. To send one, open the child’s file."
    >
      <p className="govuk-body">
        <a className="govuk-link" href="/histories">
          Bring in histories from CPOMS, MyConcern or a table
        </a>
      </p>
      <Card title={transfers.length === 1 ? '1 file' : `${transfers.length} files`}>
        <WorkList
          empty="No file was sent yet."
          items={transfers.map((one) => ({
            tag: stateTags[one.state],
            title: (
              <a className="govuk-link" href={`/transfers/${one.id}`}>
                {one.child ?? 'A child'}
              </a>
            ),
            detail: `${one.from} to ${one.to} · ${contentsOf(one)}`,
            when: formatInstant(one.sentAt),
          }))}
        />
      </Card>
    </AppPage>
  );
}
