import type { ReactNode } from 'react';
import { formatInstant } from '#platform/clock';
import { emptyForm, type FormState } from '#platform/forms';
import {
  Alert,
  AppPage,
  Breadcrumbs,
  Button,
  ButtonGroup,
  ButtonLink,
  Card,
  CheckboxesField,
  Details,
  FormErrors,
  type PageContext,
  ProgressBar,
  Table,
  Tag,
} from '#platform/ui';
import { mostWouldLeave } from '../doubts.ts';
import type { Preview, RosterImport } from '../imports/types.ts';
import type { Listed, RosterLists } from '../types.ts';
import { LISTED, linesOf } from '../words.ts';
import { Faults } from './faults.tsx';
import { statusWords } from './status.ts';

export interface ImportPageProps {
  readonly context: PageContext;
  readonly found: RosterImport;
  /** The work on it fell silent. */
  readonly interrupted: boolean;
  readonly form?: FormState | undefined;
}

const INTERRUPTED = { text: 'Interrupted', tone: 'attention' } as const;
const START = { text: 'Roster import', href: '/people/import' };

function Frame({
  context,
  found,
  interrupted,
  children,
}: ImportPageProps & { readonly children: ReactNode }) {
  const { text, tone } = interrupted ? INTERRUPTED : statusWords[found.status];
  return (
    <AppPage
      title="Roster import"
      context={context}
      before={<Breadcrumbs items={[START, { text: found.schoolName }]} />}
      heading={`Roster for ${found.schoolName}`}
      detail={
        <>
          <Tag tone={tone}>{text}</Tag> {found.fileName} · {formatInstant(found.createdAt)}
        </>
      }
    >
      {children}
    </AppPage>
  );
}

function Figures({ found }: Pick<ImportPageProps, 'found'>) {
  const lines = linesOf(found.counts);
  if (lines.length === 0) return null;
  return (
    <Card title={found.status === 'applied' ? 'What was done' : 'What would be done'}>
      <Table
        caption="How many of what"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        rows={lines.map(({ text, count }) => [
          { text },
          { text: count.toLocaleString('en-GB'), format: 'numeric' },
        ])}
      />
    </Card>
  );
}

const lists: readonly (readonly [keyof RosterLists, string])[] = [
  ['joining', 'Pupils joining'],
  ['moving', 'Pupils moving'],
  ['leaving', 'Proposed leavers'],
  ['staff', 'Staff and their posts'],
  ['changed', 'People whose details change'],
];

function Names({ title, people }: { readonly title: string; readonly people: readonly Listed[] }) {
  if (people.length === 0) return null;
  return (
    <Details summary={`${title}: who`}>
      <Table
        caption={title}
        captionClasses="govuk-visually-hidden"
        rows={people.map(({ name, detail }) => [{ text: name }, { text: detail }])}
      />
      {people.length === LISTED ? <p className="govuk-hint">The first {LISTED} are listed.</p> : null}
    </Details>
  );
}

function Decide({
  found,
  preview,
  form,
}: {
  readonly found: RosterImport;
  readonly preview: Preview;
  readonly form: FormState;
}) {
  const leaving = found.counts.leaversProposed ?? 0;
  return (
    <>
      <FormErrors form={form} />
      {preview.changed === true ? (
        <Alert variant="warning" title="This changed since you looked" showTitleAsHeading>
          <p className="govuk-body">
            Somebody changed the same people in the meantime. Nothing was applied. Look again.
          </p>
        </Alert>
      ) : null}
      <Faults faults={preview.faults} />
      <Figures found={found} />
      {lists.map(([name, title]) => (
        <Names key={name} title={title} people={preview.lists[name]} />
      ))}
      <p className="govuk-body">
        All of it is applied, or nothing.
        {leaving > 0 ? ' Proposed leavers stay on the roll until you decide each of them.' : null}
      </p>
      <form method="post" action={`/people/import/${found.id}/apply`}>
        {mostWouldLeave(found) ? (
          <CheckboxesField
            form={form}
            name="sure"
            label="Is it really the whole school?"
            items={[
              {
                value: 'yes',
                text: `Yes: ${leaving.toLocaleString('en-GB')} people who are missing from it are to be proposed as leavers`,
              },
            ]}
            layout="small"
          />
        ) : null}
        <ButtonGroup>
          <Button preventDoubleClick>Apply this roster</Button>
          <Button classes="govuk-button--secondary" formAction={`/people/import/${found.id}/discard`}>
            Do not apply it
          </Button>
        </ButtonGroup>
      </form>
    </>
  );
}

function Working({ found }: Pick<ImportPageProps, 'found'>) {
  const reading = found.status === 'reading';
  return (
    <Card title={reading ? 'The file is being read' : 'The roster is being applied'}>
      <ProgressBar
        label={reading ? 'Reading and comparing' : 'Applying'}
        value={found.progress}
        max={100}
        text={`${found.progress}%`}
      />
      <p className="govuk-body">
        {reading ? 'Nothing changes yet. ' : null}This page looks again by itself every two seconds; you may
        also leave it and come back.
      </p>
      <ButtonLink href={`/people/import/${found.id}`} classes="govuk-button--secondary">
        Look again now
      </ButtonLink>
    </Card>
  );
}

function Approved({ found }: Pick<ImportPageProps, 'found'>) {
  return (
    <Card title="It will be applied within a minute or two">
      <p className="govuk-body">
        The file lies in the school’s folder, and Gatehouse takes it from there. If the people in it change
        before that, you are asked again.
      </p>
      <ButtonLink href={`/people/import/${found.id}`} classes="govuk-button--secondary">
        Look again now
      </ButtonLink>
    </Card>
  );
}

const Again = () => (
  <p className="govuk-body">
    <a className="govuk-link" href="/people/import">
      Upload a roster
    </a>
  </p>
);

function Applied({ found }: Pick<ImportPageProps, 'found'>) {
  return (
    <>
      <Figures found={found} />
      {(found.counts.leaversProposed ?? 0) > 0 ? (
        <ButtonLink href={`/people/leavers/${found.schoolId}`}>Decide the proposed leavers</ButtonLink>
      ) : null}
    </>
  );
}

interface Told {
  readonly preview: Preview | null;
}

function Refused({ preview }: Told) {
  return (
    <>
      <Alert showTitleAsHeading variant="warning" title="Nothing was changed">
        <p className="govuk-body">
          The file has errors. Put them right in the MIS or its export, and upload it again.
        </p>
      </Alert>
      <Faults faults={preview?.faults ?? []} />
      <Again />
    </>
  );
}

function Unchanged({ preview }: Told) {
  return (
    <>
      <Alert showTitleAsHeading variant="success" title="Nothing to change">
        <p className="govuk-body">Gatehouse already holds all that is in this file.</p>
      </Alert>
      <Faults faults={preview?.faults ?? []} />
    </>
  );
}

function Body({ found, interrupted, form }: Omit<ImportPageProps, 'context'>) {
  const { status, preview } = found;
  if (interrupted || status === 'failed') {
    return (
      <Alert
        showTitleAsHeading
        variant="warning"
        title={interrupted ? 'This was interrupted' : 'This did not work'}
      >
        <p className="govuk-body">Nothing was changed. Upload the file again.</p>
        <Again />
      </Alert>
    );
  }
  if (status === 'reading' || status === 'applying') return <Working found={found} />;
  if (status === 'approved') return <Approved found={found} />;
  if (status === 'previewed' && preview !== null)
    return <Decide found={found} preview={preview} form={form ?? emptyForm()} />;
  if (status === 'refused') return <Refused preview={preview} />;
  if (status === 'unchanged') return <Unchanged preview={preview} />;
  if (status === 'applied') return <Applied found={found} />;
  return (
    <Alert showTitleAsHeading variant="information" title="This roster was not applied">
      <Again />
    </Alert>
  );
}

export function ImportPage(props: ImportPageProps) {
  return (
    <Frame {...props}>
      <Body {...props} />
    </Frame>
  );
}
