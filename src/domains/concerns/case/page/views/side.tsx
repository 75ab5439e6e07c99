import { Button, Card, Muted, SummaryList, Tag } from '#platform/ui';
import { type Act, type ClosingNeed, closingNeeds, rules } from '../../../transitions.ts';
import { categories } from '../../../types.ts';
import { policyNames } from '../../types.ts';
import { childWords, findingWords, intentWords, severityWords, statusWords } from '../../words.ts';
import type { LinkedCase } from '../queries.ts';
import type { CaseView } from '../service.ts';

const path = (view: CaseView, act: Act) => `/concerns/${view.file.concernId}/${act}`;

/** One press, with the version that was shown. */
export function AcknowledgeButton({ view }: { readonly view: CaseView }) {
  if (!view.allowed.has('acknowledge')) return null;
  return (
    <form method="post" action={path(view, 'acknowledge')}>
      <input type="hidden" name="version" value={view.file.version} />
      <Button preventDoubleClick>Acknowledge</Button>
    </form>
  );
}

function Missing({ need, view }: { readonly need: ClosingNeed; readonly view: CaseView }) {
  const { text, act, at } = closingNeeds[need];
  const href = view.allowed.has(act) ? `/concerns/${view.file.concernId}${at}` : undefined;
  return (
    <li>
      <Tag tone="attention">Missing</Tag>{' '}
      {href === undefined ? (
        text
      ) : (
        <a className="govuk-link" href={href}>
          {text}
        </a>
      )}
    </li>
  );
}

/** What is missing before the case can be closed, each with the way to it. */
export function NextCard({ view }: { readonly view: CaseView }) {
  const { missing, file } = view;
  if (file.status === 'closed' && missing.length === 0) return null;
  if (missing.includes('acknowledged')) {
    return (
      <Card title="Next">
        <p className="govuk-body">{closingNeeds.acknowledged.text}. Then say what it is and how serious.</p>
      </Card>
    );
  }
  return (
    <Card title="Next">
      {missing.length === 0 ? <p className="govuk-body">Nothing is missing. It can be closed.</p> : null}
      <ul className="govuk-list govuk-list--spaced">
        {missing.map((need) => (
          <Missing key={need} need={need} view={view} />
        ))}
      </ul>
    </Card>
  );
}

/** About an adult, the local authority's officer comes before the school looks into anything. */
export function LadoCard({ view }: { readonly view: CaseView }) {
  const { stream, school } = view.file;
  if (stream === 'child') return null;
  return (
    <Card title="Designated officer (LADO)">
      <p className="govuk-body gh-kept">
        {school.lado ?? 'No number is held. Ask the local authority’s children’s services.'}
      </p>
      <Muted>If the adult may have harmed a child, tell them within one working day.</Muted>
    </Card>
  );
}

type Row = readonly [label: string, value: string | null, act: Act];

function assessed(view: CaseView): Row[] {
  const { file } = view;
  const risk = file.categories.map((category) => categories[category]).join(', ');
  return [
    ['Severity', file.severity === null ? null : severityWords[file.severity], 'severity'],
    ['Category', risk === '' ? null : risk, 'categorise'],
    ['Intent', file.intent === null ? null : intentWords[file.intent], 'intent'],
    ['Child', file.childInvolved === null ? null : childWords[file.childInvolved], 'child'],
    ['Finding', file.finding === null ? null : findingWords[file.finding], 'finding'],
    ['Outcome', file.outcome === null ? null : 'Written', 'outcome'],
    [
      'Assigned to',
      file.assignedTo === null
        ? null
        : view.file.assignedTo === view.myId
          ? 'You'
          : (view.names.get(file.assignedTo) ?? 'Somebody who has left'),
      'assign',
    ],
    ...(file.school.recordOfTruth === 'myconcern' || file.myconcernReference !== null
      ? [['MyConcern', file.myconcernReference, 'myconcern'] as const]
      : []),
  ];
}

function Value({ row, view }: { readonly row: Row; readonly view: CaseView }) {
  const [label, value, act] = row;
  return (
    <>
      {value === null ? <span className="gh-muted">Not yet</span> : <span className="gh-kept">{value}</span>}{' '}
      {view.allowed.has(act) ? (
        <a className="govuk-link" href={path(view, act)}>
          {value === null ? 'Add' : 'Change'}
          <span className="govuk-visually-hidden"> {label.toLowerCase()}</span>
        </a>
      ) : null}
    </>
  );
}

export function AssessmentCard({ view }: { readonly view: CaseView }) {
  const rows = assessed(view).filter(([, value, act]) => value !== null || view.allowed.has(act));
  return (
    <Card title="Assessment">
      <SummaryList
        rows={rows.map((row) => ({
          key: { text: row[0] },
          value: { text: <Value row={row} view={view} /> },
        }))}
      />
    </Card>
  );
}

function LinkedLine({ linked, view }: { readonly linked: LinkedCase; readonly view: CaseView }) {
  return (
    <li>
      <a className="govuk-link" href={`/concerns/${linked.id}`}>
        {linked.reference}
      </a>{' '}
      {linked.headline} <span className="gh-muted">({statusWords[linked.status].toLowerCase()})</span>{' '}
      {view.allowed.has('unlink') ? (
        <a className="govuk-link" href={`${path(view, 'unlink')}?concern=${linked.id}`}>
          Take away<span className="govuk-visually-hidden"> the link to {linked.reference}</span>
        </a>
      ) : null}
    </li>
  );
}

function Suggested({ linked, view }: { readonly linked: LinkedCase; readonly view: CaseView }) {
  return (
    <li>
      <a className="govuk-link" href={`/concerns/${linked.id}`}>
        {linked.reference}
      </a>{' '}
      {linked.headline}
      {view.allowed.has('link') ? (
        <form method="post" action={path(view, 'link')}>
          <input type="hidden" name="version" value={view.file.version} />
          <input type="hidden" name="reference" value={linked.reference} />
          <Button classes="govuk-button--secondary">
            Link<span className="govuk-visually-hidden"> {linked.reference}</span>
          </Button>
        </form>
      ) : null}
    </li>
  );
}

export function LinksCard({ view }: { readonly view: CaseView }) {
  const { policies, linked, suggested } = view.links;
  return (
    <Card title="Linked">
      <p className="govuk-body">
        <b>Policies:</b>{' '}
        {policies.length === 0 ? 'none yet' : policies.map((id) => policyNames[id]).join(', ')}{' '}
        {view.allowed.has('policies') ? (
          <a className="govuk-link" href={path(view, 'policies')}>
            Change<span className="govuk-visually-hidden"> linked policies</span>
          </a>
        ) : null}
      </p>
      {linked.length > 0 ? (
        <ul className="govuk-list">
          {linked.map((one) => (
            <LinkedLine key={one.id} linked={one} view={view} />
          ))}
        </ul>
      ) : null}
      {suggested.length > 0 ? (
        <>
          <Muted>Other concerns that name the same children:</Muted>
          <ul className="govuk-list">
            {suggested.map((one) => (
              <Suggested key={one.id} linked={one} view={view} />
            ))}
          </ul>
        </>
      ) : null}
      {view.allowed.has('link') ? (
        <a className="govuk-link" href={path(view, 'link')}>
          Link another concern
        </a>
      ) : null}
    </Card>
  );
}

/** Acts that have no other place on the page. */
const rest: readonly Act[] = ['name_person', 'message', 'monitor', 'resume', 'about_adult'];

export function MoreCard({ view }: { readonly view: CaseView }) {
  const shown = rest.filter((act) => view.allowed.has(act));
  const id = view.file.concernId;
  return (
    <Card title="More">
      <ul className="govuk-list">
        {shown.map((act) => (
          <li key={act}>
            <a className="govuk-link" href={path(view, act)}>
              {rules[act].label}
            </a>
          </li>
        ))}
        <li>
          <a className="govuk-link" href={`/concerns/${id}/form.pdf`}>
            Print the form (PDF)
          </a>
        </li>
        <li>
          <a className="govuk-link" href={`/concerns/${id}/hand-over`}>
            Hand over, for MyConcern or another school
          </a>
        </li>
      </ul>
    </Card>
  );
}
