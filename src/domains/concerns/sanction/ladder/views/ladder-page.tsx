import { scopeWords } from '#domains/access';
import { formatDate } from '#platform/clock';
import {
  AppPage,
  BackLink,
  Button,
  ButtonLink,
  Card,
  Details,
  InsetText,
  type PageContext,
  VisuallyHidden,
  WorkList,
} from '#platform/ui';
import type { Step } from '../../types.ts';
import { deciderWords } from '../../words.ts';
import type { Ladders } from '../service.ts';

interface LadderPageProps {
  readonly context: PageContext;
  readonly ladders: Ladders;
}

const detailOf = ({ decider, withdraws, neutral }: Step) =>
  [
    `decided by ${deciderWords[decider]}`,
    withdraws === null ? null : `withdraws ${scopeWords[withdraws]}`,
    neutral ? 'judges nobody' : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');

function Acts({
  step,
  at,
  ends,
}: {
  readonly step: Step;
  readonly at: string;
  readonly ends: readonly string[];
}) {
  const [first, last] = ends;
  return (
    <form method="post" action={`${at}/${step.id}/move`} className="gh-link-row">
      <a className="govuk-link" href={`${at}/${step.id}`}>
        Change<VisuallyHidden>: {step.called}</VisuallyHidden>
      </a>
      {(['up', 'down'] as const)
        .filter((to) => step.id !== (to === 'up' ? first : last))
        .map((to) => (
          <Button key={to} name="to" value={to} classes="govuk-button--secondary">
            {to === 'up' ? 'Up' : 'Down'}
            <VisuallyHidden>: {step.called}</VisuallyHidden>
          </Button>
        ))}
    </form>
  );
}

function Ladder({ ladders, forAdults }: { readonly ladders: Ladders; readonly forAdults: boolean }) {
  const at = `/settings/sanctions/${ladders.school.id}`;
  const steps = ladders.steps.filter((step) => step.forAdults === forAdults);
  const retired = ladders.retired.filter((step) => step.forAdults === forAdults);
  const ends = [steps[0]?.id ?? '', steps.at(-1)?.id ?? ''];
  return (
    <Card title={forAdults ? 'For adults' : 'For children'}>
      <WorkList
        empty="No step yet."
        items={steps.map((step, index) => ({
          title: `${index + 1}. ${step.called}`,
          detail: detailOf(step),
          action: ladders.mine ? <Acts step={step} at={at} ends={ends} /> : null,
        }))}
      />
      {retired.length === 0 ? null : (
        <Details summary="Retired steps">
          <ul className="govuk-list">
            {retired.map(({ id, called, retiredOn }) => (
              <li key={id}>
                {called}, until {formatDate(retiredOn)}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {ladders.mine ? (
        <ButtonLink href={`${at}/new/${forAdults ? 'adults' : 'children'}`} classes="govuk-button--secondary">
          Add a step<VisuallyHidden> for {forAdults ? 'adults' : 'children'}</VisuallyHidden>
        </ButtonLink>
      ) : null}
    </Card>
  );
}

/** Both ladders of a school, from the mildest step. */
export function LadderPage({ context, ladders }: LadderPageProps) {
  return (
    <AppPage
      title="Sanctions"
      context={context}
      before={<BackLink href={`/settings/routing/${ladders.school.id}`}>Who is told</BackLink>}
      heading="Sanctions"
      detail={`${ladders.school.name}: what may follow, from the mildest`}
    >
      {ladders.mine ? null : (
        <InsetText>The Head changes these steps, as part of the behaviour policy.</InsetText>
      )}
      <Ladder ladders={ladders} forAdults={false} />
      <Ladder ladders={ladders} forAdults={true} />
    </AppPage>
  );
}
