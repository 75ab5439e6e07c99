import type { ReactNode } from 'react';
import { formatDate, type LocalDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  Details,
  FormErrors,
  InsetText,
  type PageContext,
  SummaryList,
  type SummaryRow,
} from '#platform/ui';
import { kinds } from '../../types.ts';
import type { CompleteReport } from '../complete.ts';
import type { Readers } from '../readers.ts';
import type { Step } from '../steps.ts';
import { evidenceOf } from '../write.ts';
import { partNames } from './described.tsx';
import { evidenceLines, imageWords, OF_THEIR_OWN_ACCORD, paperLine, screenWords } from './said.ts';
import { placeNames } from './what.tsx';

export interface CheckPageProps {
  readonly context: PageContext;
  readonly draftId: string;
  readonly report: CompleteReport;
  readonly schoolName: string;
  readonly people: readonly {
    readonly name: string;
    readonly place: string;
    readonly part: keyof typeof partNames;
  }[];
  /** Who will be told, in words. */
  readonly readers: Readers;
  readonly form: FormState;
}

interface Answer {
  readonly step: Step;
  readonly question: string;
  readonly answer: ReactNode;
}

const yesNo = (value: boolean) => (value ? 'Yes' : 'No');

const aboutWords = { child: 'No', adult: 'Yes', head: 'Yes: the headteacher' } as const;

function when(day: LocalDate | null, time: string | null): string {
  if (day === null) return time === null ? 'Not known' : `Day not known, about ${time}`;
  return time === null ? formatDate(day) : `${formatDate(day)}, about ${time}`;
}

const kept = (text: string | null): ReactNode =>
  text === null ? null : <span className="gh-kept">{text}</span>;

function answers({ report, schoolName, people }: CheckPageProps): Answer[] {
  const { start, what, image, words } = report;
  const paper = paperLine(start);
  return [
    { step: 'start', question: 'School', answer: schoolName },
    { step: 'start', question: 'In danger now', answer: yesNo(start.danger === 'yes') },
    { step: 'start', question: 'About an adult here', answer: aboutWords[start.about] },
    ...(paper === null ? [] : [{ step: 'start', question: 'On paper first', answer: paper } as const]),
    {
      step: 'who',
      question: 'Who',
      answer: (
        <ul className="govuk-list">
          {people.map((person) => (
            <li key={`${person.name}${person.place}`}>
              <b>{person.name}</b> {person.place}: {partNames[person.part].toLowerCase()}
            </li>
          ))}
        </ul>
      ),
    },
    { step: 'what', question: 'What kind', answer: what.kinds.map((kind) => kinds[kind].text).join('; ') },
    { step: 'what', question: 'In a few words', answer: what.headline },
    { step: 'what', question: 'When', answer: when(what.happened, what.happened_time) },
    {
      step: 'what',
      question: 'Where',
      answer: [placeNames[what.place], what.place_detail].filter(Boolean).join(': '),
    },
    { step: 'image', question: 'Nude or sexual image', answer: imageWords[image.indecent_image] },
    { step: 'words', question: 'What the child said', answer: kept(words.child_words) },
    { step: 'words', question: 'What you saw', answer: kept(words.seen) },
    { step: 'words', question: 'What you think', answer: kept(words.thought) },
    { step: 'words', question: 'Where it came from', answer: kept(words.address) },
    {
      step: 'words',
      question: 'Screen hidden',
      answer: words.screen_hidden === null ? null : screenWords[words.screen_hidden],
    },
    { step: 'words', question: 'Evidence', answer: kept(evidenceLines(evidenceOf(report))) },
    { step: 'words', question: 'Other witnesses', answer: kept(words.other_witnesses) },
    { step: 'words', question: 'Told already', answer: words.reported_to },
    {
      step: 'words',
      question: 'How it came out',
      answer: words.self_reported.length > 0 ? OF_THEIR_OWN_ACCORD : null,
    },
  ];
}

function rows(props: CheckPageProps): SummaryRow[] {
  return answers(props).map(({ step, question, answer }) => ({
    key: { text: question },
    value: { text: answer ?? <span className="gh-muted">Not answered</span> },
    actions: {
      items: [
        {
          href: `/concerns/report/${props.draftId}/${step}?from=check`,
          text: 'Change',
          visuallyHiddenText: question.toLowerCase(),
        },
      ],
    },
  }));
}

export function CheckPage(props: CheckPageProps) {
  const { context, draftId, readers, form } = props;
  return (
    <AppPage
      title="Check and send"
      context={context}
      narrow
      errors={form.errors}
      before={
        <>
          <BackLink href={`/concerns/report/${draftId}/words`}>Back</BackLink>
          <FormErrors form={form} />
        </>
      }
    >
      <h1 className="gh-question">Check and send</h1>
      <SummaryList rows={rows(props)} />
      {readers.nobody ? (
        <Card tone="urgent" title="This cannot be sent">
          <p className="govuk-body">{readers.text} What you wrote is kept as a draft.</p>
        </Card>
      ) : (
        <InsetText>{readers.text} Once sent it stays as it is; you can add to it.</InsetText>
      )}
      <form method="post" action={`/concerns/report/${draftId}/send`}>
        <Button preventDoubleClick id="send">
          Send report
        </Button>
      </form>
      <Details summary="Delete this draft instead">
        <form method="post" action={`/concerns/report/${draftId}/discard`}>
          <p className="govuk-body">Nobody has read it, and it cannot be brought back.</p>
          <Button classes="govuk-button--warning">Delete it for good</Button>
        </form>
      </Details>
    </AppPage>
  );
}
