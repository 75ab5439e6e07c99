import { formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  Card,
  Details,
  FileUpload,
  FormErrors,
  Muted,
  type PageContext,
  RadiosField,
  SelectField,
  Tag,
  TwoColumns,
  WorkList,
} from '#platform/ui';
import type { ImportOverview } from '../imports/service.ts';
import type { RosterImport } from '../imports/types.ts';
import { type InboxFile, reasonWords } from '../inbox/types.ts';
import { statusWords } from './status.ts';

export interface ImportStartPageProps extends ImportOverview {
  readonly context: PageContext;
  readonly form: FormState;
}

function School({ schools, form }: Pick<ImportStartPageProps, 'schools' | 'form'>) {
  const [only, ...others] = schools;
  if (only !== undefined && others.length === 0) {
    return (
      <>
        <input type="hidden" name="school" value={only.id} />
        <p className="govuk-body">
          For <b>{only.name}</b> (URN {only.urn})
        </p>
      </>
    );
  }
  const items = [
    { value: '', text: 'Choose a school' },
    ...schools.map(({ id, name, urn }) => ({ value: id, text: `${name} (URN ${urn})` })),
  ];
  return <SelectField form={form} name="school" label="Which school is it for?" items={items} />;
}

function Upload({ schools, form }: Pick<ImportStartPageProps, 'schools' | 'form'>) {
  const problem = form.errors.find(({ field }) => field === 'file')?.message;
  return (
    <Card title="Upload a roster">
      <form method="post" action="/people/import" encType="multipart/form-data" noValidate>
        <School schools={schools} form={form} />
        <RadiosField
          form={form}
          name="format"
          label="What is it?"
          layout="small"
          items={[
            {
              value: 'oneroster',
              text: 'A OneRoster export, one zip',
              hint: { text: 'OneRoster 1.1 or 1.2, bulk or delta, as your MIS exports it.' },
            },
            {
              value: 'pupils',
              text: 'A list of pupils (CSV)',
              hint: { text: 'All pupils on roll, a line each. You say which column is which.' },
            },
            { value: 'staff', text: 'A list of staff (CSV)', hint: { text: 'All staff, a line each.' } },
          ]}
        />
        <FileUpload
          name="file"
          accept=".zip,.csv,.txt,application/zip,text/csv"
          label={{ text: 'The file', classes: 'govuk-label--s' }}
          hint={{ text: 'Up to 50 MB. A workbook (.xlsx) must be saved as CSV first.' }}
          errorMessage={problem === undefined ? undefined : { text: problem }}
        />
        <Button preventDoubleClick>Read it</Button>
      </form>
      <p className="govuk-hint">You are shown what would change before anything does.</p>
    </Card>
  );
}

function RecentImports({ imports }: { readonly imports: readonly RosterImport[] }) {
  return (
    <Card title="Earlier imports">
      <WorkList
        empty="No roster has been imported yet."
        items={imports.map((one) => ({
          tag: statusWords[one.status],
          title: one.schoolName,
          detail: `${one.fileName} · ${formatInstant(one.createdAt)}`,
          action: (
            <a className="govuk-link" href={`/people/import/${one.id}`}>
              Open<span className="govuk-visually-hidden"> the import of {formatInstant(one.createdAt)}</span>
            </a>
          ),
        }))}
      />
    </Card>
  );
}

function Waiting({ schools }: Pick<ImportStartPageProps, 'schools'>) {
  const waiting = schools.filter((school) => school.waiting > 0);
  if (waiting.length === 0) return <Muted>Nobody waits for a decision.</Muted>;
  return (
    <ul className="govuk-list">
      {waiting.map((school) => (
        <li key={school.id}>
          <a className="govuk-link" href={`/people/leavers/${school.id}`}>
            {school.name}
          </a>{' '}
          <Tag tone="attention">{`${school.waiting} to decide`}</Tag>
        </li>
      ))}
    </ul>
  );
}

function Open({ file }: { readonly file: InboxFile }) {
  if (file.state === 'waiting') {
    return (
      <a className="govuk-link" href={`/people/import/${file.importId}`}>
        Decide<span className="govuk-visually-hidden"> about {file.fileName}</span>
      </a>
    );
  }
  return (
    <form method="post" action={`/people/import/inbox/${file.id}/noted`}>
      <Button classes="govuk-button--secondary">
        Noted<span className="govuk-visually-hidden"> that {file.fileName} was refused</span>
      </Button>
    </form>
  );
}

/** What came into the schools' folders and could not simply be applied. */
function Inbox({ inbox, schools }: Pick<ImportStartPageProps, 'inbox' | 'schools'>) {
  if (inbox.length === 0) return null;
  const nameOf = (id: string) => schools.find((school) => school.id === id)?.name ?? '';
  return (
    <Card title="From the school’s folder">
      <WorkList
        items={inbox.map((file) => ({
          tag:
            file.state === 'waiting'
              ? { text: 'To decide', tone: 'attention' }
              : { text: 'Refused', tone: 'attention' },
          title: `${nameOf(file.schoolId)}: ${file.fileName}`,
          detail: (
            <>
              {formatInstant(file.seenAt)}
              {file.reason === null ? null : ` · ${reasonWords[file.reason]}`}
              {file.state === 'refused' && file.importId !== null ? (
                <>
                  {' '}
                  <a className="govuk-link" href={`/people/import/${file.importId}`}>
                    See what is wrong<span className="govuk-visually-hidden"> with {file.fileName}</span>
                  </a>
                </>
              ) : null}
            </>
          ),
          action: <Open file={file} />,
        }))}
      />
    </Card>
  );
}

export function ImportStartPage(props: ImportStartPageProps) {
  const { context, form, schools, imports, inbox, matches } = props;
  return (
    <AppPage title="Roster import" context={context} heading="Roster import" errors={form.errors}>
      <FormErrors form={form} />
      <TwoColumns
        sideLabel="What waits for a decision"
        side={
          <>
            <Card title="Proposed leavers">
              <Waiting schools={schools} />
            </Card>
            <Card title="People who may be one">
              {matches === 0 ? <Muted>Nobody waits for a decision.</Muted> : null}
              <p className="govuk-body">
                <a className="govuk-link" href="/people/matches">
                  {matches === 0 ? 'Who was joined' : `Decide about ${matches}`}
                </a>
              </p>
            </Card>
            <Details summary="What an import never does">
              <ul className="govuk-list govuk-list--bullet">
                <li>It deletes nobody. Who is missing becomes a proposed leaver, and you decide.</li>
                <li>It gives nobody a duty that reads concerns: a Head or lead grants those here.</li>
                <li>It says nothing about parental responsibility or contact. Those are asked.</li>
              </ul>
            </Details>
          </>
        }
      >
        <Inbox inbox={inbox} schools={schools} />
        <Upload schools={schools} form={form} />
        <RecentImports imports={imports} />
      </TwoColumns>
    </AppPage>
  );
}
