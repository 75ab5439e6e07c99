import { formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  CheckboxesField,
  FormErrors,
  type PageContext,
  RadiosField,
  TextareaField,
  TextField,
  Timeline,
} from '#platform/ui';
import type { OneTerm } from '../service.ts';

export interface TermPageProps {
  readonly context: PageContext;
  readonly term: OneTerm;
  readonly form: FormState;
}

export function TermPage({ context, term, form }: TermPageProps) {
  const { rule, set, places } = term;
  return (
    <AppPage
      title="Set how long records are kept"
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <BackLink href="/retention">How long records are kept</BackLink>
          <FormErrors form={form} />
        </>
      }
      heading={rule.title}
      detail={`${rule.source}, ${rule.edition}: ${rule.amount} years from ${rule.countedFrom}`}
    >
      <p className="govuk-body">{rule.says}</p>
      <form method="post" action={`/retention/terms/${rule.class}`} noValidate>
        <RadiosField
          form={form}
          name="place"
          label="For where?"
          items={places.map(({ schoolId, name }) => ({ value: schoolId ?? 'trust', text: name }))}
        />
        <TextField
          form={form}
          name="amount"
          label="How many years?"
          inputmode="numeric"
          width={3}
          suffix={{ text: 'years' }}
        />
        <CheckboxesField
          form={form}
          name="shorter"
          label="If that is shorter than the guidance says"
          items={[{ value: 'yes', text: 'I know that it is shorter, and say why' }]}
        />
        <TextareaField
          form={form}
          name="reason"
          label="Why?"
          hint="Kept, with your name and the time."
          rows={3}
        />
        <Button preventDoubleClick>Set this term</Button>
      </form>
      {set.length === 0 ? null : (
        <Card title="Set before">
          <Timeline
            items={set.map(({ school, amount, reason, at, by }) => ({
              label: { text: `${school ?? 'Your trust'}: ${amount} years` },
              byline: by ?? 'somebody elsewhere',
              datetime: { timestamp: at.toString(), text: formatInstant(at) },
              children: <p className="govuk-body gh-kept">{reason}</p>,
            }))}
          />
        </Card>
      )}
    </AppPage>
  );
}
