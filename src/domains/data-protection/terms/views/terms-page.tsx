import { AppPage, Card, Muted, type PageContext, SummaryList } from '#platform/ui';
import type { Terms } from '../service.ts';
import type { Rule, TermSet } from '../types.ts';

const span = (amount: number, unit: string) => `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;

const termOf = ({ amount, unit, countedFrom }: Rule) =>
  amount === null ? '' : `${span(amount, unit)} from ${countedFrom}`;

/** The newest of each place. */
const inForce = (set: readonly TermSet[], name: string): TermSet[] =>
  set.filter(
    (one) =>
      one.class === name &&
      !set.some(
        (other) => other.class === name && other.schoolId === one.schoolId && other.version > one.version,
      ),
  );

function RuleCard({ rule, terms }: { readonly rule: Rule; readonly terms: Terms }) {
  const own = inForce(terms.set, rule.class);
  return (
    <Card title={rule.title}>
      <SummaryList
        rows={[
          { key: { text: 'How long' }, value: { text: termOf(rule) } },
          ...own.map(({ school, amount, reason }) => ({
            key: { text: school ?? 'Your trust' },
            value: { text: `${span(amount, rule.unit)}: ${reason}`, classes: 'gh-kept' },
          })),
          {
            key: { text: 'Then' },
            value: {
              text: `People look at it${rule.twoPeople ? ', and two must agree before it is destroyed' : ''}.`,
            },
          },
        ]}
      />
      <p className="govuk-body">{rule.says}</p>
      <Muted>
        {rule.source}, {rule.edition}
      </Muted>
      {rule.settable && terms.places.length > 0 ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/retention/terms/${rule.class}`}>
            Set another term<span className="govuk-visually-hidden">: {rule.title}</span>
          </a>
        </p>
      ) : null}
    </Card>
  );
}

/** Nobody sets these and nobody is asked: a line each. */
function OthersCard({ title, rules }: { readonly title: string; readonly rules: readonly Rule[] }) {
  return (
    <Card title={title}>
      <SummaryList
        rows={rules.map((rule) => ({
          key: { text: rule.title },
          value: { text: [termOf(rule), rule.says].filter(Boolean).join('. ') },
        }))}
      />
    </Card>
  );
}

export function TermsPage({ context, terms }: { readonly context: PageContext; readonly terms: Terms }) {
  const reviewed = terms.rules.filter(({ review }) => review);
  const others = terms.rules.filter(({ review }) => !review);
  return (
    <AppPage
      title="How long records are kept"
      context={context}
      heading="How long records are kept"
      detail="What Gatehouse keeps, for how long, and who says so. Nothing about a child is ever destroyed by itself."
    >
      <p className="govuk-body">
        <a className="govuk-link" href="/retention/review">
          Due for review
        </a>{' '}
        ·{' '}
        <a className="govuk-link" href="/retention/holds">
          Holds
        </a>{' '}
        ·{' '}
        <a className="govuk-link" href="/retention/certificates">
          Certificates of destruction
        </a>
      </p>
      <h2 className="govuk-heading-m">People decide</h2>
      {reviewed.map((rule) => (
        <RuleCard key={rule.class} rule={rule} terms={terms} />
      ))}
      <OthersCard title="Deleted by itself" rules={others.filter(({ amount }) => amount !== null)} />
      <OthersCard title="Kept for good" rules={others.filter(({ amount }) => amount === null)} />
    </AppPage>
  );
}
