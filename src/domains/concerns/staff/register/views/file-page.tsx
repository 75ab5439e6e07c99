import { formatDate } from '#platform/clock';
import { AppPage, Breadcrumbs, Muted, type PageContext, Table, TableRegion, Tag } from '#platform/ui';
import { statusWords } from '../../../case/words.ts';
import { kinds } from '../../../types.ts';
import { resultOf } from '../../views/earlier.tsx';
import { levelWords } from '../../words.ts';
import type { Filed } from '../queries.ts';
import type { StaffFile } from '../service.ts';

const head = ['Reported', 'Concern', 'Weighed as', 'Kind', 'Case', 'What came of it'].map((text) => ({
  text,
}));

const cells = (one: Filed) => [
  { text: formatDate(one.reportedOn) },
  {
    text: (
      <a className="govuk-link" href={`/concerns/${one.concernId}#staff`}>
        {one.reference}
      </a>
    ),
  },
  { text: levelWords[one.level] },
  {
    text: (
      <>
        {one.kinds.map((kind) => kinds[kind].text).join('; ')}
        {one.selfTold ? <div className="gh-muted">They told of it themselves</div> : null}
      </>
    ),
  },
  { text: statusWords[one.status] },
  { text: resultOf(one) },
];

/** One adult's file: what was weighed of them, over the years. */
export function StaffFilePage({
  context,
  file,
}: {
  readonly context: PageContext;
  readonly file: StaffFile;
}) {
  return (
    <AppPage
      title="Staff concerns of one adult"
      context={context}
      before={
        <>
          <p className="gh-print-only">Confidential: kept apart from every child’s file</p>
          <Breadcrumbs items={[{ text: 'Staff concerns', href: '/staff-concerns' }, { text: file.name }]} />
        </>
      }
      heading={file.name}
      detail={file.school}
    >
      {file.pattern.map((words) => (
        <p key={words} className="govuk-body">
          <Tag tone="attention">Pattern</Tag> {words}
        </p>
      ))}
      <TableRegion label="Concerns about this adult">
        <Table
          cards
          caption="Concerns about this adult"
          captionClasses="govuk-visually-hidden"
          head={head}
          rows={file.concerns.map(cells)}
        />
      </TableRegion>
      <Muted>
        Only cases that you may open. Of an allegation that was false, malicious, unfounded or
        unsubstantiated, and of low-level concerns, nothing goes into a reference. Opening this page is
        recorded.
      </Muted>
    </AppPage>
  );
}
