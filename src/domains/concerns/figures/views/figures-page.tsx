import {
  AppPage,
  Bar,
  Button,
  ButtonLink,
  Card,
  ColumnChart,
  type PageContext,
  SelectField,
  Table,
  TableRegion,
  VisuallyHidden,
} from '#platform/ui';
import type { Table as Counts, Figures, Times } from '../types.ts';
import { aboutWords, duration, said, whereWords } from '../words.ts';

function addressOf({ school, period, about }: Figures): string {
  return new URLSearchParams({
    ...(school === null ? {} : { school: school.id }),
    period: period.id,
    about,
  }).toString();
}

function Choose({ figures }: { readonly figures: Figures }) {
  const { schools, school, several, periods, period, abouts, about } = figures;
  const form = {
    values: { school: [school?.id ?? ''], period: [period.id], about: [about] },
    errors: [],
  };
  return (
    <form method="get" action="/figures" className="gh-choose gh-no-print">
      {schools.length > 1 ? (
        <SelectField
          form={form}
          name="school"
          label="School"
          items={[
            ...(several ? [{ value: '', text: 'All that I handle' }] : []),
            ...schools.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      ) : null}
      <SelectField
        form={form}
        name="period"
        label="Time"
        items={periods.map(({ id, name }) => ({ value: id, text: name }))}
      />
      {abouts.length > 1 ? (
        <SelectField
          form={form}
          name="about"
          label="Concerns about"
          items={abouts.map((stream) => ({ value: stream, text: aboutWords[stream] }))}
        />
      ) : null}
      <Button classes="govuk-button--secondary">Show</Button>
    </form>
  );
}

const half = (what: string, { half: middle, most }: Times) => ({
  what: `${what} within`,
  value: duration(middle),
  beside: most === null ? null : `nine of ten within ${duration(most)}`,
});

function Head({ figures }: { readonly figures: Figures }) {
  const { total, open, acknowledged, closed } = figures;
  const facts = [
    { what: 'Reported', value: said(total), beside: open === null ? null : `${said(open)} open now` },
    half('Half acknowledged', acknowledged),
    half('Half closed', closed),
  ];
  return (
    <Card>
      <dl className="gh-figure-head">
        {facts.map(({ what, value, beside }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {value}
              {beside === null ? null : <span className="gh-muted">{beside}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Numbers({ table }: { readonly table: Counts }) {
  const most = Math.max(0, ...table.rows.map(({ n }) => n ?? 0));
  return (
    <Table
      caption={table.title}
      captionClasses="govuk-visually-hidden"
      classes="gh-numbers"
      head={[
        { text: table.title },
        { text: 'Concerns', format: 'numeric' },
        { text: <VisuallyHidden>Drawn as a bar</VisuallyHidden> },
      ]}
      rows={table.rows.map(({ text, n }) => [
        { text },
        { text: said(n), format: 'numeric' as const },
        { text: n === null ? null : <Bar value={n} most={most} /> },
      ])}
      firstCellIsHeader
    />
  );
}

function Counted({ table }: { readonly table: Counts }) {
  const { title, note, rows, none } = table;
  return (
    <Card title={title}>
      {note === null ? null : <p className="gh-muted">{note}</p>}
      {rows.length === 0 ? null : <Numbers table={table} />}
      {none.length === 0 || rows.length === 0 ? null : <p className="gh-muted">None: {none.join(', ')}.</p>}
    </Card>
  );
}

function OverTime({ table }: { readonly table: Counts }) {
  const spoken = table.rows.map(({ text, n }) => `${text}: ${said(n)}`).join('; ');
  return (
    <Card title={table.title}>
      <div className="gh-chart-and-table">
        <TableRegion label={`Chart: concerns ${table.title.toLowerCase()}`}>
          <ColumnChart
            title={`Concerns ${table.title.toLowerCase()}`}
            description={spoken}
            columns={table.rows.map(({ text, n }) => ({ label: text, value: n }))}
          />
        </TableRegion>
        <Numbers table={table} />
      </div>
    </Card>
  );
}

const HowHidden = ({ figures }: { readonly figures: Figures }) => (
  <p className="govuk-body">
    These are trends: nobody can be told from them. Numbers under 5 are hidden, and sometimes a larger one
    beside them, so that no hidden one can be worked out. Only terms that are over are shown
    {figures.hides ? '' : '; here nothing had to be hidden'}. Concerns about adults are not counted here.
  </p>
);

export interface FiguresPageProps {
  readonly context: PageContext;
  readonly figures: Figures;
}

export function FiguresPage({ context, figures }: FiguresPageProps) {
  const { period, about, total, overTime, tables } = figures;
  const empty = total === 0;
  return (
    <AppPage
      context={context}
      title="Figures"
      heading="Figures"
      detail={[whereWords(figures), period.name, `concerns about ${aboutWords[about].toLowerCase()}`].join(
        ' · ',
      )}
      actions={
        <ButtonLink href={`/figures.csv?${addressOf(figures)}`} classes="govuk-button--secondary">
          Download as a table (CSV)
        </ButtonLink>
      }
    >
      <Choose figures={figures} />
      {figures.trends ? <HowHidden figures={figures} /> : null}
      {empty ? <p className="govuk-body">Nothing was reported in this time.</p> : <Head figures={figures} />}
      {empty && !figures.trends ? null : <OverTime table={overTime} />}
      {empty ? null : (
        <div className="gh-figures">
          {tables.map((table) => (
            <Counted key={table.id} table={table} />
          ))}
        </div>
      )}
    </AppPage>
  );
}
