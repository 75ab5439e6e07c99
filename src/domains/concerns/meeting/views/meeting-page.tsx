import {
  AppPage,
  Breadcrumbs,
  Button,
  ButtonLink,
  Card,
  Muted,
  type PageContext,
  SelectField,
  Tag,
} from '#platform/ui';
import type { Meeting, MeetingCase } from '../types.ts';
import { childTitle, isLate, isNew, stateLine, summary, todoLines } from '../words.ts';

function CaseLines({ one, meeting }: { readonly one: MeetingCase; readonly meeting: Meeting }) {
  return (
    <>
      <p className="govuk-body govuk-!-margin-bottom-1">
        <a className="govuk-link" href={`/concerns/${one.concernId}`}>
          {one.reference}
        </a>{' '}
        {one.headline} {isNew(one, meeting) ? <Tag tone="active">New</Tag> : null}{' '}
        {one.urgent ? <Tag tone="urgent">Urgent</Tag> : null}{' '}
        {isLate(one) ? <Tag tone="attention">Late</Tag> : null}
      </p>
      <Muted>{stateLine(one)}</Muted>
      <ul className="govuk-list govuk-list--bullet">
        {todoLines(one).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function ChooseSchool({ meeting: { school, schools } }: { readonly meeting: Meeting }) {
  if (schools.length < 2) return null;
  return (
    <form method="get" action="/meeting" className="gh-no-print">
      <SelectField
        form={{ values: { school: [school.id] }, errors: [] }}
        name="school"
        label="School"
        items={schools.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <Button classes="govuk-button--secondary">Show</Button>
    </form>
  );
}

export function MeetingPage({
  context,
  meeting,
}: {
  readonly context: PageContext;
  readonly meeting: Meeting;
}) {
  const { school, byChild } = meeting;
  return (
    <AppPage
      title="Safeguarding meeting"
      context={context}
      before={
        <>
          <p className="gh-print-only">Confidential: for the safeguarding team alone</p>
          <Breadcrumbs items={[{ text: 'Concerns', href: '/concerns' }, { text: 'Safeguarding meeting' }]} />
        </>
      }
      heading="Safeguarding meeting"
      detail={`${school.name}: ${summary(meeting)}`}
      actions={
        <ButtonLink href={`/meeting.pdf?school=${school.id}`} classes="govuk-button--secondary">
          Download (PDF)
        </ButtonLink>
      }
    >
      <ChooseSchool meeting={meeting} />
      {byChild.length === 0 ? <p className="govuk-body">No case is open that you may see.</p> : null}
      {byChild.map(({ child, cases }) => (
        <Card key={child.id} title={childTitle(child)}>
          {cases.map((one) => (
            <CaseLines key={one.concernId} one={one} meeting={meeting} />
          ))}
        </Card>
      ))}
      <Muted>
        Every case about children here that is not closed and that you handle, by child; a case that names two
        stands with both. Opening this page is recorded. To print, use your browser.
      </Muted>
    </AppPage>
  );
}
