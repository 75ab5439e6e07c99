import type { FormState } from '#platform/forms';
import { AppPage, BackLink, Button, ButtonGroup, Card, FormErrors, type PageContext } from '#platform/ui';
import type { Step } from '../../types.ts';
import { StepFields } from './fields.tsx';

interface StepPageProps {
  readonly context: PageContext;
  readonly back: string;
  readonly title: string;
  readonly forAdults: boolean;
  /** Undefined while it is new. */
  readonly step?: Step;
  readonly form: FormState;
}

function Retire({ at }: { readonly at: string }) {
  return (
    <Card title="Retire this step">
      <p className="govuk-body">
        It can be chosen no more. Sanctions that were decided by it keep it, and go their way to the end.
      </p>
      <form method="post" action={`${at}/retire`}>
        <Button classes="govuk-button--secondary">Retire it</Button>
      </form>
    </Card>
  );
}

/** A step of the ladder, new or to be changed. */
export function StepPage({ context, back, title, forAdults, step, form }: StepPageProps) {
  const action =
    step === undefined ? `${back}/new/${forAdults ? 'adults' : 'children'}` : `${back}/${step.id}/reword`;
  return (
    <AppPage
      title="A step of the ladder"
      context={context}
      errors={form.errors}
      before={<BackLink href={back}>Sanctions</BackLink>}
      heading={title}
      detail={forAdults ? 'The ladder for adults' : 'The ladder for children'}
      narrow
    >
      <FormErrors form={form} />
      <form method="post" action={action} noValidate>
        <StepFields form={form} forAdults={forAdults} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <a className="govuk-link" href={back}>
            Cancel
          </a>
        </ButtonGroup>
      </form>
      {step === undefined ? null : <Retire at={`${back}/${step.id}`} />}
    </AppPage>
  );
}
