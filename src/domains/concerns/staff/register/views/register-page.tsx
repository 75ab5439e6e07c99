import { formatDate } from '#platform/clock';
import { AppPage, type PageContext, Table, TableRegion, Tag } from '#platform/ui';
import type { StaffFile } from '../service.ts';

const head = ['Adult', 'Allegations', 'Low-level', 'Open', 'Latest', 'To notice'].map((text) => ({ text }));

/** Where one adult's concerns are: their file, or the one case of somebody on no list. */
const linkOf = ({ personId, concerns }: StaffFile) =>
  personId === null ? `/concerns/${concerns[0]?.concernId}#staff` : `/staff-concerns/${personId}`;

function cells(file: StaffFile) {
  const { concerns, pattern } = file;
  const [latest] = concerns;
  const of = (wanted: string) => String(concerns.filter(({ level }) => level === wanted).length);
  return [
    {
      text: (
        <>
          <a className="govuk-link" href={linkOf(file)}>
            {file.name}
          </a>
          <div className="gh-muted">{file.school}</div>
        </>
      ),
    },
    { text: of('allegation') },
    { text: of('low_level') },
    { text: String(concerns.filter(({ status }) => status !== 'closed').length) },
    { text: latest === undefined ? '–' : formatDate(latest.reportedOn) },
    {
      text:
        pattern.length === 0
          ? '–'
          : pattern.map((words) => (
              <div key={words}>
                <Tag tone="attention">Pattern</Tag> {words}
              </div>
            )),
    },
  ];
}

export function StaffRegisterPage({
  context,
  files,
}: {
  readonly context: PageContext;
  readonly files: readonly StaffFile[];
}) {
  return (
    <AppPage
      title="Staff concerns"
      context={context}
      heading="Staff concerns"
      detail="Allegations and low-level concerns, by adult, of the cases that you may open. Only those who handle concerns about adults see this page."
    >
      {files.length === 0 ? (
        <p className="govuk-body">
          None yet. A concern about an adult comes here once somebody has weighed it on its page.
        </p>
      ) : (
        <TableRegion label="Staff concerns">
          <Table
            cards
            caption="Staff concerns"
            captionClasses="govuk-visually-hidden"
            head={head}
            rows={files.map(cells)}
          />
        </TableRegion>
      )}
    </AppPage>
  );
}
