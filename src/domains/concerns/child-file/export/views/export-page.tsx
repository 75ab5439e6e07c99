import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  CheckboxesField,
  FormErrors,
  InsetText,
  type PageContext,
  TextareaField,
  WarningText,
} from '#platform/ui';
import type { ExportFacts } from '../service.ts';

export interface ExportPageProps {
  readonly context: PageContext;
  readonly facts: ExportFacts;
  readonly form: FormState;
}

function Others({ facts: { others }, form }: Pick<ExportPageProps, 'facts' | 'form'>) {
  const known = others.flatMap(({ id, name }) => (name === null ? [] : [{ value: id, text: name }]));
  const unknown = others.length - known.length;
  return (
    <>
      {known.length === 0 ? null : (
        <CheckboxesField
          form={form}
          name="named"
          label="Other children whom the copy may name"
          hint="Every name that you do not tick is replaced with a letter. A nickname or a misspelt name is not found: read the copy before you pass it on."
          layout="small"
          items={known}
        />
      )}
      {unknown === 0 ? null : (
        <WarningText>
          {unknown === 1 ? 'One child' : `${unknown} children`} in these concerns cannot be taken out, since
          you may not see the name. Read the copy before you pass it on.
        </WarningText>
      )}
    </>
  );
}

/** No name in the title: it stands in the browser's history. */
export function ExportPage({ context, facts, form }: ExportPageProps) {
  const { child, items } = facts;
  const [code = ''] = form.values.passcode ?? [];
  return (
    <AppPage
      title="A copy of a child’s file"
      context={context}
      narrow
      before={<BackLink href={`/children/${child.id}`} />}
      heading={`A copy of the file of ${child.name}`}
    >
      <FormErrors form={form} />
      <p className="govuk-body">
        All that you may see, in order of time ({items.length} {items.length === 1 ? 'line' : 'lines'}): as a
        PDF, a table (CSV) and for a program (JSON), in a zip that only the pass-code opens (AES-256).
      </p>
      <form method="post" action={`/children/${child.id}/export`} noValidate>
        <TextareaField
          form={form}
          name="reason"
          label="Why does it leave, and who gets it?"
          hint="Kept on each case that is in it, with your name and the time."
          rows={3}
        />
        <Others facts={facts} form={form} />
        <Card title="Pass-code">
          <p className="govuk-heading-l gh-code">{code}</p>
          <p className="govuk-body">
            <b>Write it down now.</b> It is shown this once and kept nowhere. Tell it by telephone, never with
            the file.
          </p>
          <input type="hidden" name="passcode" value={code} />
        </Card>
        <Button>Download the copy (zip)</Button>
      </form>
      <InsetText>Delete your own copy once whoever needs it has theirs.</InsetText>
    </AppPage>
  );
}
