import { formatDate } from '#platform/clock';
import { AppPage, BackLink, Card, type PageContext, Table, TableRegion, WorkList } from '#platform/ui';
import type { Queue } from '../service.ts';
import type { DueCase } from '../types.ts';
import { blockWords, classWords } from '../words.ts';

function item(one: DueCase, myId: string) {
  const { concernId, reference, school, dueOn, blocks, askedBy } = one;
  const asked = askedBy !== null && blocks.length === 0;
  return {
    tag: asked ? { text: 'Two must agree', tone: 'attention' as const } : undefined,
    title: (
      <a className="govuk-link" href={`/retention/cases/${concernId}`}>
        {reference}
      </a>
    ),
    detail: [
      classWords[one.class] ?? one.class,
      school,
      ...(asked ? [askedBy === myId ? 'you asked to destroy it' : 'somebody asked you to agree'] : []),
      ...blocks.map((block) => blockWords[block]),
    ].join(' · '),
    when: `due ${formatDate(dueOn)}`,
  };
}

function Cases({
  title,
  detail,
  due,
  myId,
}: {
  readonly title: string;
  readonly detail?: string;
  readonly due: readonly DueCase[];
  readonly myId: string;
}) {
  return (
    <Card title={title}>
      {detail === undefined ? null : <p className="govuk-body">{detail}</p>}
      <WorkList items={due.map((one) => item(one, myId))} empty="Nothing." />
    </Card>
  );
}

function Counts({ counts }: Pick<Queue, 'counts'>) {
  if (counts.length === 0) return null;
  return (
    <Card title="In the trust">
      <TableRegion label="Due and held in the trust">
        <Table
          cards
          caption="Due and held in the trust"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            { text: 'School' },
            { text: 'Kind' },
            { text: 'Due', format: 'numeric' },
            { text: 'Of them held', format: 'numeric' },
          ]}
          rows={counts.map(({ school, class: kind, due, held }) => [
            { text: school },
            { text: classWords[kind] ?? kind },
            { text: String(due), format: 'numeric' as const },
            { text: String(held), format: 'numeric' as const },
          ])}
        />
      </TableRegion>
    </Card>
  );
}

/** What is due, without what it is about. */
export function QueuePage({ context, queue }: { readonly context: PageContext; readonly queue: Queue }) {
  const { due, counts, myId } = queue;
  const free = due.filter(({ blocks }) => blocks.length === 0);
  const unknown = free.filter(({ birthKnown }) => !birthKnown);
  return (
    <AppPage
      title="Due for review"
      context={context}
      before={<BackLink href="/retention">How long records are kept</BackLink>}
      heading="Due for review"
      detail="Closed cases whose time is over. Nothing is destroyed before the lead has looked at it and somebody else agrees."
    >
      <Cases title="Ready to be decided" due={free.filter(({ birthKnown }) => birthKnown)} myId={myId} />
      {unknown.length === 0 ? null : (
        <Cases
          title="A birth date is not known"
          detail="Counted from the report instead, to the last day that it could be. Find out whom it is about before you decide."
          due={unknown}
          myId={myId}
        />
      )}
      <Cases title="Kept by something" due={due.filter(({ blocks }) => blocks.length > 0)} myId={myId} />
      <Counts counts={counts} />
    </AppPage>
  );
}
