import type { FormState } from '#platform/forms';
import { AppPage, BackLink, Button, Fieldset, FormErrors, type PageContext, TextField } from '#platform/ui';
import { supportKinds, supportWords } from '../types.ts';

export interface SupportFormPageProps {
  readonly context: PageContext;
  readonly school: string;
  readonly schoolId: string;
  readonly form: FormState;
}

export function SupportFormPage({ context, school, schoolId, form }: SupportFormPageProps) {
  return (
    <AppPage
      context={context}
      title="Whom staff can turn to"
      heading="Whom staff can turn to"
      detail={`${school}. Shown to everybody who reports or handles a concern.`}
      errors={form.errors}
      before={<BackLink href="/wellbeing">Looking after yourself</BackLink>}
      narrow
    >
      <FormErrors form={form} />
      <form method="post" action={`/wellbeing/${schoolId}`} noValidate>
        {supportKinds.map((kind) => (
          <Fieldset
            key={kind}
            legend={{ text: supportWords[kind].title, classes: 'govuk-fieldset__legend--m' }}
          >
            <TextField form={form} name={`${kind}_name`} label="Who" />
            <TextField form={form} name={`${kind}_contact`} label="How to reach them, and when" />
          </Fieldset>
        ))}
        <Button>Save</Button>
      </form>
    </AppPage>
  );
}
