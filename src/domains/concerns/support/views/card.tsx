import { formatDaysFrom, localDate } from '#platform/clock';
import { Card, LinkRow, Muted, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { clearedWords } from '../../finding/words.ts';
import type { Support } from '../types.ts';

function tagOf({ noneBecause, endedAt }: Support) {
  if (noneBecause !== null) return { text: 'No plan', tone: 'quiet' } as const;
  return endedAt === null
    ? ({ text: 'Running', tone: 'active' } as const)
    : ({ text: 'Ended', tone: 'quiet' } as const);
}

function detailOf({ adultName, steps, voice, noneBecause, endedHow }: Support): string {
  const parts = [adultName === null ? null : `with ${adultName}`, steps, voice, noneBecause, endedHow];
  return parts.filter((part) => part !== null).join(' · ');
}

function Links({ plan, view }: { readonly plan: Support; readonly view: CaseView }) {
  if (plan.steps === null || plan.endedAt !== null || !view.allowed.has('support_end')) return null;
  const path = `/concerns/${view.file.concernId}/supports/${plan.id}`;
  const links = [
    { href: `${path}/check-in`, text: 'Check-in', about: plan.name },
    { href: `${path}/end`, text: 'End', about: plan.name },
  ];
  return <LinkRow links={links} />;
}

function Wronged({ view }: { readonly view: CaseView }) {
  return (
    <ul className="govuk-list">
      {view.following.cleared.map((one) => (
        <li key={one.partyId}>
          <b>{one.name}</b>: {clearedWords(one)}.{' '}
          {view.allowed.has('support_plan') ? (
            <a className="govuk-link" href={`/concerns/${view.file.concernId}/people/${one.partyId}/support`}>
              Support<span className="govuk-visually-hidden"> for {one.name}</span>
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Plans for whoever was affected, or taken for somebody else. */
export function SupportCard({ view }: { readonly view: CaseView }) {
  const today = localDate(view.now);
  return (
    <div id="support">
      <Card title="Support">
        {view.following.cleared.length > 0 ? <Wronged view={view} /> : null}
        {view.file.unsupported > 0 ? (
          <Muted>
            Everybody affected or cleared has a plan, or a reason why not, before the case closes.
          </Muted>
        ) : null}
        <WorkList
          empty="None yet: press “Support” beside a name above."
          items={view.following.supports.map((plan) => ({
            tag: tagOf(plan),
            title: plan.name,
            detail: detailOf(plan),
            when: plan.checkInOn === null ? null : `check-in ${formatDaysFrom(today, plan.checkInOn)}`,
            action: <Links plan={plan} view={view} />,
          }))}
        />
      </Card>
    </div>
  );
}
