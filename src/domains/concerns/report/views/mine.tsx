import type { ReactNode } from 'react';
import { formatDate, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  Button,
  ButtonLink,
  Card,
  FormErrors,
  InsetText,
  Muted,
  type PageContext,
  Panel,
  SummaryList,
  TextareaField,
  Timeline,
  type Tone,
  TwoColumns,
  WorkList,
} from '#platform/ui';
import type { Addition, ReporterUpdate } from '../../queries.ts';
import { SignaturesCard } from '../../signature/views/signatures.tsx';
import { type Concern, kinds, type Party } from '../../types.ts';
import type { MyReport } from '../queries.ts';
import { partNames } from './described.tsx';
import { evidenceLines, imageWords, OF_THEIR_OWN_ACCORD, paperSent, screenWords } from './said.ts';
import { placeNames } from './what.tsx';

const updateWords: Readonly<
  Record<ReporterUpdate['kind'], { readonly title: string; readonly tag: string; readonly tone: Tone }>
> = {
  sent: { title: 'You sent this', tag: 'Sent', tone: 'quiet' },
  acknowledged: { title: 'Somebody has it and is acting on it', tag: 'Being acted on', tone: 'active' },
  message: { title: 'A message for you', tag: 'Message', tone: 'attention' },
  outcome: { title: 'What came of it', tag: 'Closed', tone: 'active' },
  reopened: { title: 'It was opened again', tag: 'Opened again', tone: 'attention' },
};

export interface MyReportsPageProps {
  readonly context: PageContext;
  readonly reports: readonly MyReport[];
  /** My sign-in was given anew by one person: what I sent before is shut until somebody vouches for me. */
  readonly earlierWithheld: boolean;
  readonly note: ReactNode;
}

export function MyReportsPage({ context, reports, earlierWithheld, note }: MyReportsPageProps) {
  return (
    <AppPage
      title="My reports"
      context={context}
      heading="My reports"
      actions={<ButtonLink href="/concerns/report">Report a concern</ButtonLink>}
    >
      <TwoColumns side={note} sideLabel="Looking after you">
        {earlierWithheld ? (
          <InsetText>
            You have a new password, so what you reported before is shut for now. It opens again when your
            designated safeguarding lead, or somebody else who reads cases, has said that it is really you.
            Ask them in person. Whoever handles your reports still has them.
          </InsetText>
        ) : null}
        <Card>
          <WorkList
            empty={
              earlierWithheld ? 'Nothing since your new password.' : 'You have not reported anything yet.'
            }
            items={reports.map((report) => {
              const { tag, tone } = updateWords[report.latest as ReporterUpdate['kind']];
              return {
                tag: { text: tag, tone },
                title: report.headline,
                detail: `${report.reference} · sent ${formatInstant(report.reportedAt)}`,
                action: (
                  <a className="govuk-link" href={`/concerns/mine/${report.id}`}>
                    Open<span className="govuk-visually-hidden"> {report.reference}</span>
                  </a>
                ),
              };
            })}
          />
        </Card>
      </TwoColumns>
    </AppPage>
  );
}

function happened({ happenedOn, happenedTime }: Concern): string {
  const day = happenedOn === null ? 'Day not known' : formatDate(happenedOn);
  return happenedTime === null ? day : `${day}, about ${happenedTime}`;
}

function Sent({ concern, parties }: { readonly concern: Concern; readonly parties: readonly Party[] }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['In danger then', concern.immediateDanger ? 'Yes' : 'No'],
    ['On paper first', paperSent(concern)],
    ['Who', parties.map((party) => `${party.name}: ${partNames[party.part].toLowerCase()}`).join('; ')],
    ['What kind', concern.kinds.map((kind) => kinds[kind].text).join('; ')],
    ['In a few words', concern.headline],
    ['When', happened(concern)],
    ['Where', [placeNames[concern.place], concern.placeDetail].filter(Boolean).join(': ')],
    ['Nude or sexual image', imageWords[concern.indecentImage]],
    ['What the child said', concern.childWords],
    ['What you saw', concern.seen],
    ['What you think', concern.thought],
    ['Where it came from', concern.address],
    ['Screen hidden', concern.screenHidden === null ? null : screenWords[concern.screenHidden]],
    ['Evidence', evidenceLines(concern.evidence)],
    ['Other witnesses', concern.otherWitnesses],
    ['Told already', concern.reportedTo],
    ['How it came out', concern.selfReported ? OF_THEIR_OWN_ACCORD : null],
  ];
  return (
    <SummaryList
      rows={facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([key, value]) => ({
          key: { text: key },
          value: { text: <span className="gh-kept">{value}</span> },
        }))}
    />
  );
}

export interface MyReportPageProps {
  readonly context: PageContext;
  readonly concern: Concern;
  readonly parties: readonly Party[];
  readonly updates: readonly ReporterUpdate[];
  readonly additions: readonly Addition[];
  readonly form: FormState;
  /** Shown once, on the way from Send. */
  readonly justSent: boolean;
  /** Who has it now, said once as well. */
  readonly readers: string | undefined;
  readonly note: ReactNode;
}

function JustSent({ concern, readers }: Pick<MyReportPageProps, 'concern' | 'readers'>) {
  return (
    <>
      <Panel title="Your report was sent">
        Reference {concern.reference}. Thank you: telling was the right thing to do.
      </Panel>
      {concern.immediateDanger ? (
        <Card tone="urgent" title="You said that somebody is in danger">
          <p className="govuk-body">
            Sending this calls nobody out. Call <a href="tel:999">999</a> if you have not, and find somebody
            in charge in person.
          </p>
        </Card>
      ) : null}
      {readers === undefined ? null : <InsetText>{readers}</InsetText>}
    </>
  );
}

/** What a reporter may see: what they sent and added, and what was written for them. */
export function MyReportPage({
  context,
  concern,
  parties,
  updates,
  additions,
  form,
  justSent,
  readers,
  note,
}: MyReportPageProps) {
  return (
    <AppPage
      title="My report"
      context={context}
      errors={form.errors}
      before={
        <>
          <Breadcrumbs
            items={[{ text: 'My reports', href: '/concerns/mine' }, { text: concern.reference }]}
          />
          <FormErrors form={form} />
        </>
      }
      heading={justSent ? undefined : concern.headline}
      detail={justSent ? undefined : `${concern.reference} · sent ${formatInstant(concern.enteredAt)}`}
    >
      {justSent ? <JustSent concern={concern} readers={readers} /> : null}
      <TwoColumns side={note} sideLabel="Looking after you">
        <Card title="What you have been told">
          <Timeline
            headingLevel={3}
            items={updates.toReversed().map((update) => ({
              label: { text: updateWords[update.kind].title },
              datetime: { timestamp: update.at.toString(), text: formatInstant(update.at) },
              children: update.body === null ? null : <p className="gh-kept">{update.body}</p>,
            }))}
          />
        </Card>
        <Card title="What you sent">
          <Sent concern={concern} parties={parties} />
          <p className="govuk-body">
            <a className="govuk-link" href={`/concerns/mine/${concern.id}/form.pdf`}>
              Download as a form (PDF)
            </a>
          </p>
        </Card>
        <Card title="Files">
          <p className="govuk-body">
            <a className="govuk-link" href={`/evidence/${concern.folderId}`}>
              {concern.guard === 'yes' || concern.guard === 'not_sure'
                ? 'Files of this report: words only'
                : 'Files of this report: see or add'}
            </a>
          </p>
        </Card>
        <SignaturesCard
          signatures={concern.signatures}
          sign={{ as: 'witness', href: `/concerns/mine/${concern.id}/sign` }}
        />
        <Card title="Add something">
          {additions.map((addition) => (
            <div key={addition.id}>
              <p className="gh-kept">{addition.body}</p>
              <Muted>Added {formatInstant(addition.at)}</Muted>
            </div>
          ))}
          <form method="post" action={`/concerns/mine/${concern.id}/add`} noValidate>
            <TextareaField
              form={form}
              name="addition"
              label="What else happened, or what did you forget?"
              rows={3}
            />
            <Button classes="govuk-button--secondary">Add to this report</Button>
          </form>
        </Card>
      </TwoColumns>
    </AppPage>
  );
}
