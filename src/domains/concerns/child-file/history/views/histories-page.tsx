import { formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  Card,
  FileUpload,
  FormErrors,
  type PageContext,
  SelectField,
  TextField,
  WorkList,
} from '#platform/ui';
import type { ImportState } from '../queries.ts';
import type { Histories } from '../service.ts';

export const stateWords: Readonly<Record<ImportState, string>> = {
  open: 'Not taken in yet',
  taken: 'Taken in: keep it or undo it',
  kept: 'Kept',
  undone: 'Undone',
  discarded: 'Thrown away',
};

/** Where histories come in, and those that did. */
export function HistoriesPage({
  context,
  histories: { schools, imports },
  form,
}: {
  readonly context: PageContext;
  readonly histories: Histories;
  readonly form: FormState;
}) {
  const problem = form.errors.find(({ field }) => field === 'file')?.message;
  return (
    <AppPage
      title="Histories from another system"
      context={context}
      narrow
      heading="Histories from another system"
      detail="What was kept in CPOMS, MyConcern or a table, into the children’s files: marked as from there, and never counted as reports of your school."
    >
      <FormErrors form={form} />
      <Card title="Bring in a file">
        <form method="post" action="/histories" encType="multipart/form-data" noValidate>
          <SelectField
            form={form}
            name="school"
            label="Which school is it for?"
            unchosen="Choose a school"
            items={schools.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <TextField
            form={form}
            name="source"
            label="Where does it come from?"
            hint="Such as CPOMS or MyConcern"
          />
          <FileUpload
            id="file"
            name="file"
            label={{ text: 'The file (CSV)' }}
            hint={{ text: 'An entry a line, with a header that says what each column is.' }}
            errorMessage={problem === undefined ? undefined : { text: problem }}
          />
          <Button preventDoubleClick>Read the file</Button>
        </form>
      </Card>
      <Card title="Brought in before">
        <WorkList
          empty="Nothing was brought in yet."
          items={imports.map((one) => ({
            title: (
              <a className="govuk-link" href={`/histories/${one.id}`}>
                {one.source}, {one.fileName}
              </a>
            ),
            detail: `${one.school} · ${stateWords[one.state]}${one.entries === null ? '' : ` · ${one.entries} entries`}`,
            when: formatInstant(one.madeAt),
          }))}
        />
      </Card>
    </AppPage>
  );
}
