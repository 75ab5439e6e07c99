import type { ReactNode } from 'react';
import type { FormState } from '#platform/forms';
import { AppPage, BackLink, Button, ButtonGroup, FormErrors, type PageContext } from '#platform/ui';
import { type Step, stepNames } from '../steps.ts';

export interface StepPageProps {
  readonly context: PageContext;
  readonly draftId: string;
  readonly form: FormState;
  /** One came to change an answer, and goes back to the check page. */
  readonly fromCheck?: boolean;
}

interface StepFrameProps extends StepPageProps {
  readonly step: Step;
  readonly heading: string;
  readonly children: ReactNode;
}

function backFrom(step: Step, draftId: string): string {
  const before = stepNames[stepNames.indexOf(step) - 1];
  return before === undefined ? '/concerns/report' : `/concerns/report/${draftId}/${before}`;
}

/** One page of the report: where we are, what is wrong, the questions, and the two ways on. */
export function StepFrame({
  context,
  draftId,
  form,
  fromCheck = false,
  step,
  heading,
  children,
}: StepFrameProps) {
  const path = `/concerns/report/${draftId}/${step}`;
  const back = fromCheck ? `/concerns/report/${draftId}/check` : backFrom(step, draftId);
  return (
    <AppPage
      title={heading}
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <BackLink href={back}>Back</BackLink>
          <FormErrors form={form} />
        </>
      }
    >
      <p className="gh-muted">
        Report a concern · part {stepNames.indexOf(step) + 1} of {stepNames.length}
      </p>
      <h1 className="gh-question">{heading}</h1>
      <form
        method="post"
        action={fromCheck ? `${path}?from=check` : path}
        noValidate
        data-autosave={`${path}/save`}
      >
        {children}
        <ButtonGroup>
          <Button name="do" value="continue">
            Continue
          </Button>
          <Button name="do" value="later" classes="govuk-button--secondary">
            Save and come back later
          </Button>
        </ButtonGroup>
        <p className="gh-autosave gh-muted" role="status" data-autosave-status />
      </form>
    </AppPage>
  );
}
