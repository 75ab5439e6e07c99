import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  Button,
  Card,
  FormErrors,
  type PageContext,
  SelectField,
  Table,
  TableRegion,
} from '#platform/ui';
import { fieldsOf, type ListTable } from '../../csv/index.ts';
import type { ListImport } from '../columns/service.ts';

export interface ColumnsPageProps extends ListImport {
  readonly context: PageContext;
  readonly table: ListTable;
  readonly form: FormState;
}

const SHOWN = 5;

function FirstLines({ table }: Pick<ColumnsPageProps, 'table'>) {
  return (
    <Card title="How the file begins">
      <TableRegion label="The first lines of the file">
        <Table
          caption="The first lines of the file"
          captionClasses="govuk-visually-hidden"
          head={table.headers.map((text) => ({ text }))}
          rows={table.rows.slice(0, SHOWN).map(({ cells }) => cells.map((text) => ({ text })))}
        />
      </TableRegion>
      <p className="govuk-hint">
        {table.rows.length.toLocaleString('en-GB')} {table.rows.length === 1 ? 'line' : 'lines'} in all. What
        you choose no column for is not read: gender, addresses and everything else that Gatehouse has no use
        for.
      </p>
    </Card>
  );
}

function Columns({ found, kind, table, form }: ColumnsPageProps) {
  const columns = table.headers
    .filter((header) => header !== '')
    .map((header) => ({ value: header, text: header }));
  return (
    <Card title="Which column is which">
      <form method="post" action={`/people/import/${found.id}/columns`} noValidate>
        {fieldsOf(kind).map(({ name, label, hint, needed }) => (
          <SelectField
            key={name}
            form={form}
            name={name}
            label={label}
            hint={hint}
            unchosen={needed ? 'Choose a column' : 'Not in this file'}
            items={columns}
          />
        ))}
        <Button preventDoubleClick>Read it</Button>
      </form>
      <p className="govuk-hint">
        It is remembered for {found.schoolName}. You are shown what would change before anything does.
      </p>
    </Card>
  );
}

/** What each column of a list says. The title and the address name nobody. */
export function ColumnsPage(props: ColumnsPageProps) {
  const { context, found, kind, table, form, remembered } = props;
  return (
    <AppPage
      title="Which column is which"
      context={context}
      errors={form.errors}
      before={
        <Breadcrumbs
          items={[{ text: 'Roster import', href: '/people/import' }, { text: found.schoolName }]}
        />
      }
      heading={`A list of ${kind} for ${found.schoolName}`}
      detail={
        remembered === null
          ? 'Chosen by the names of the columns: check them once'
          : 'Chosen as last time, where the columns are still there'
      }
    >
      <FormErrors form={form} />
      <FirstLines table={table} />
      <Columns {...props} />
    </AppPage>
  );
}
