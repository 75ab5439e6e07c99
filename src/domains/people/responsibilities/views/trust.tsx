import { formatDate } from '#platform/clock';
import { AppPage, BackLink, Card, type PageContext, Table, TableRegion, Tag } from '#platform/ui';
import type { TrustBoard, TrustRow } from '../service.ts';
import { type Line, type ResponsibilityKind, responsibilities, responsibilityKinds } from '../types.ts';
import { boardPath } from './parts.tsx';

export interface TrustPageProps {
  readonly context: PageContext;
  readonly board: TrustBoard;
}

const shown = responsibilityKinds.filter((kind) => responsibilities[kind].at === 'school');

const short: Partial<Readonly<Record<ResponsibilityKind, string>>> = {
  nominated_senior_person: 'Head',
  dsl: 'Safeguarding lead',
  deputy_dsl: 'Deputies',
  filtering_lead: 'Filtering and monitoring',
  link_governor: 'Link governor',
  chair_of_governors: 'Chair',
  searcher: 'May search',
  counter_signer: 'Counter-signers',
};

/** Two names say who; more are a number. */
function Names({ line }: { readonly line: Line | undefined }) {
  if (line === undefined || line.holders.length === 0) {
    const wanted = line !== undefined && responsibilities[line.kind].wanted;
    return wanted ? <Tag tone="attention">Nobody</Tag> : <span className="gh-muted">Nobody</span>;
  }
  if (line.holders.length > 2) return <>{line.holders.length} people</>;
  return <>{line.holders.map(({ name, asCover }) => (asCover ? `${name} (cover)` : name)).join(', ')}</>;
}

const cells = ({ school, lines }: TrustRow) => [
  { text: <a href={boardPath(school.id)}>{school.name}</a> },
  ...shown.map((kind) => ({ text: <Names line={lines.find((line) => line.kind === kind)} /> })),
];

const gapsOf = (n: number, schools: number) =>
  n === 0
    ? 'Every school has somebody for each responsibility that must be held.'
    : `${n} ${n === 1 ? 'responsibility has' : 'responsibilities have'} nobody, in ${schools} ${schools === 1 ? 'school' : 'schools'}.`;

/** Every school beside the others: where somebody is missing comes first. */
export function TrustPage({ context, board }: TrustPageProps) {
  const rows = board.schools.toSorted((a, b) => b.vacant - a.vacant);
  const missing = rows.filter(({ vacant }) => vacant > 0);
  return (
    <AppPage
      title="Responsibilities in all schools"
      context={context}
      before={<BackLink href={boardPath(board.trust.id)}>Who is responsible for what</BackLink>}
      heading="Responsibilities in all schools"
      detail={`${board.trust.name} · ${formatDate(board.day)}`}
    >
      <p>
        {gapsOf(
          missing.reduce((sum, { vacant }) => sum + vacant, 0),
          missing.length,
        )}
      </p>
      <TableRegion label="Responsibilities by school">
        <Table
          caption="Responsibilities by school"
          captionClasses="govuk-visually-hidden"
          head={[{ text: 'School' }, ...shown.map((kind) => ({ text: short[kind] ?? '' }))]}
          rows={rows.map(cells)}
          firstCellIsHeader
        />
      </TableRegion>
      <Card title="For all schools">
        <TableRegion label="Responsibilities at the trust">
          <Table
            caption="Responsibilities at the trust"
            captionClasses="govuk-visually-hidden"
            head={[{ text: 'Responsibility' }, { text: 'Who' }]}
            rows={board.atTrust.map((line) => [
              { text: responsibilities[line.kind].title },
              { text: <Names line={line} /> },
            ])}
            firstCellIsHeader
          />
        </TableRegion>
      </Card>
    </AppPage>
  );
}
