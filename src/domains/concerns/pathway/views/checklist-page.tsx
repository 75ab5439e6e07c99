import { formatInstant, localDate } from '#platform/clock';
import { emptyForm } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  Button,
  Card,
  Details,
  LinkRow,
  Muted,
  type PageContext,
  SummaryList,
  type SummaryRow,
  Tag,
} from '#platform/ui';
import { dayValues } from '../../case/form/start.ts';
import { WhatTheLawSays } from '../../duty/views/law.tsx';
import type { Step } from '../definition.ts';
import { fieldPrefix } from '../forms.ts';
import { answers } from '../progress.ts';
import type { ChecklistView } from '../view.ts';
import { derivedWords, givenWords, urgencyOf } from '../words.ts';
import { hasForm, StepFields } from './fields.tsx';

interface Props {
  readonly view: ChecklistView;
}

interface StepProps extends Props {
  readonly step: Step;
}

const mayAnswer = ({ allowed, pathway }: ChecklistView) =>
  allowed.has('pathway_answer') && pathway.notNeededAt === null;

function Tags({ step, view }: StepProps) {
  const urgency = urgencyOf(step);
  return (
    <>
      {view.next?.id === step.id ? <Tag tone="active">Next</Tag> : null}{' '}
      {urgency === undefined ? null : <Tag tone="attention">{urgency}</Tag>}{' '}
      {step.required ? null : <Tag tone="quiet">if it helps</Tag>}
    </>
  );
}

function StepForm({ step, view }: StepProps) {
  const base = `/concerns/${view.file.concernId}`;
  const prefix = fieldPrefix(step.id);
  const form = emptyForm(dayValues(`${prefix}on`, localDate(view.now)));
  const fields = <StepFields form={form} step={step} prefix={prefix} base={base} />;
  if (!hasForm(step)) {
    return (
      <>
        <h2 className="govuk-heading-s">{step.text}</h2>
        {fields}
      </>
    );
  }
  return (
    <form method="post" action={`${base}/pathways/${view.pathway.id}/answer`} noValidate>
      <input type="hidden" name="version" value={view.file.version} />
      <input type="hidden" name="step" value={step.id} />
      {fields}
      <Button classes="govuk-button--secondary" preventDoubleClick>
        Save<span className="govuk-visually-hidden">: {step.text}</span>
      </Button>
    </form>
  );
}

/** What waits for an answer; to whoever may give none, its words alone. */
function OpenStep(props: StepProps) {
  const { step, view } = props;
  return (
    <div id={`step-${step.id}`}>
      <Card>
        <Tags {...props} />
        {mayAnswer(view) ? <StepForm {...props} /> : <p className="govuk-body">{step.text}</p>}
      </Card>
    </div>
  );
}

/** Every answer that was given, the last one first, since it holds. */
function answeredRow(step: Step, view: ChecklistView): SummaryRow {
  const given = view.pathway.given.filter((one) => one.step === step.id).toReversed();
  const derived = hasForm(step) ? undefined : view.answers.get(step.id);
  const href = `/concerns/${view.file.concernId}/pathways/${view.pathway.id}/answer?to=${step.id}`;
  const change = { href, text: step.kind === 'log' ? 'Add a line' : 'Change', visuallyHiddenText: step.text };
  return {
    key: { text: step.text },
    value: {
      text: (
        <>
          {derived === undefined ? null : derivedWords(step, derived)}
          {given.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
            <div key={index}>
              {givenWords(step, one)}{' '}
              <span className="gh-muted">
                {one.byName}, {formatInstant(one.at)}
              </span>
            </div>
          ))}
        </>
      ),
    },
    ...(mayAnswer(view) && hasForm(step) && view.open.includes(step) ? { actions: { items: [change] } } : {}),
  };
}

function AnsweredSteps({
  summary,
  steps,
  view,
}: Props & { readonly summary: string; readonly steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <Details summary={`${summary} (${steps.length})`}>
      <SummaryList rows={steps.map((step) => answeredRow(step, view))} />
    </Details>
  );
}

/** Answered, and asked still; then what was answered before another answer made it needless. */
function Answered({ view }: Props) {
  const { open, pathway, definition } = view;
  const done = open.filter((step) => answers(step, view.answers.get(step.id)));
  const shut = definition.steps.filter(
    (step) => !open.includes(step) && pathway.given.some((one) => one.step === step.id),
  );
  return (
    <>
      <AnsweredSteps summary="Answered" steps={done} view={view} />
      <AnsweredSteps summary="Answered, and no longer asked" steps={shut} view={view} />
    </>
  );
}

function Guidance({ view }: Props) {
  const { follows, version } = view.definition;
  return (
    <Card title="What this follows">
      {follows.map(({ slug, edition }) => {
        const reference = view.references.find((one) => one.slug === slug);
        return (
          <div key={slug}>
            <WhatTheLawSays reference={reference} />
            {reference === undefined || reference.edition === edition ? null : (
              <Muted>These steps were written after the edition {edition}.</Muted>
            )}
          </div>
        );
      })}
      <Muted>
        {follows.length === 0 ? 'The school’s own policies. ' : ''}Version {version} of these steps.
      </Muted>
    </Card>
  );
}

function whereItStands({ pathway, missing }: ChecklistView): string {
  if (pathway.notNeededAt !== null)
    return `Not needed: ${pathway.notNeededWhy} (${pathway.notNeededByName}, ${formatInstant(pathway.notNeededAt)})`;
  if (missing.length === 0) return 'Everything that must be answered is.';
  return missing.length === 1
    ? 'One step must be answered before the case closes.'
    : `${missing.length} steps must be answered before the case closes.`;
}

export function ChecklistPage({ context, view }: Props & { readonly context: PageContext }) {
  const { definition, pathway, file, open } = view;
  const back = `/concerns/${file.concernId}#pathways`;
  const asked = open.filter((step) => !answers(step, view.answers.get(step.id)));
  return (
    <AppPage
      title={`${definition.title}: concern ${file.reference}`}
      context={context}
      narrow
      before={
        <Breadcrumbs
          items={[
            { text: 'Concerns', href: '/concerns' },
            { text: file.reference, href: back },
            { text: definition.title },
          ]}
        />
      }
      heading={definition.title}
      detail={`${file.reference} · opened ${pathway.openedByName === null ? 'by itself' : `by ${pathway.openedByName}`}, ${formatInstant(pathway.openedAt)}`}
    >
      <p className="govuk-body">
        <b>{whereItStands(view)}</b>
      </p>
      <Answered view={view} />
      {pathway.notNeededAt === null
        ? asked.map((step) => <OpenStep key={step.id} step={step} view={view} />)
        : null}
      <Guidance view={view} />
      <LinkRow
        links={[
          { href: back, text: 'Back to the case' },
          ...(mayAnswer(view)
            ? [{ href: `/concerns/${file.concernId}/pathways/${pathway.id}/not-needed`, text: 'Not needed' }]
            : []),
        ]}
      />
      <Muted>{file.school.name} · opening this page is recorded.</Muted>
    </AppPage>
  );
}
