import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  Card,
  CheckboxesField,
  DateField,
  Details,
  FormErrors,
  InsetText,
  type PageContext,
  RadiosField,
  SelectField,
  TextField,
  WorkList,
} from '#platform/ui';
import type { ReadersByAnswer } from '../../routing/index.ts';
import { StepFrame, type StepPageProps } from './shared.tsx';

export interface SchoolChoice {
  readonly id: string;
  readonly name: string;
}

interface QuestionsProps {
  readonly form: FormState;
  readonly schools: readonly SchoolChoice[];
  /** Who reads it by each answer, and when; undefined where the school is still to be chosen. */
  readonly readers?: ReadersByAnswer | undefined;
}

/** Danger comes before everything (design rule 13). */
function DangerNow() {
  return (
    <Card tone="urgent" title="Is somebody in danger now?">
      <p className="govuk-body">
        Call <a href="tel:999">999</a> first, then find somebody in charge in person. A child can call
        Childline on <a href="tel:08001111">0800 1111</a>, any time, free.
      </p>
      <p className="govuk-body">Who reads your report depends on whom it is about: see below.</p>
    </Card>
  );
}

function Paper({ form }: { readonly form: FormState }) {
  return (
    <Details summary="I am typing in a paper form" open={(form.values.on_paper ?? []).length > 0}>
      <CheckboxesField
        form={form}
        name="on_paper"
        label="Paper form"
        items={[{ value: 'yes', text: 'This was written on paper first' }]}
      />
      <DateField form={form} name="paper_date" label="Date on the paper" />
      <TextField
        form={form}
        name="paper_time"
        label="Time on the paper"
        hint="Such as 9:05 or 2.30pm"
        width={10}
      />
      <TextField
        form={form}
        name="paper_author"
        label="Who wrote it, and their role"
        hint="Leave empty if you wrote it. Of a pupil’s or parent’s paper: their name, and “pupil” or “parent”"
      />
      <p className="govuk-body">
        <a className="govuk-link" href="/concerns/form.pdf">
          Print an empty paper form
        </a>
        {', or one for '}
        <a className="govuk-link" href="/tell-on-paper/ks1">
          the youngest pupils
        </a>
        {', '}
        <a className="govuk-link" href="/tell-on-paper/ks2">
          older pupils
        </a>
        {' or '}
        <a className="govuk-link" href="/tell-on-paper/adult">
          parents
        </a>
      </p>
    </Details>
  );
}

/** Before the school is chosen nobody can be named, nor its hours told. */
const unnamed: ReadersByAnswer = {
  child:
    'The designated safeguarding lead and deputies are told at once. Outside school hours they may not read it until the school opens.',
  adult: 'Only the headteacher is told, at once. You need not know the adult’s name.',
  head: 'Only the chair of governors and the trust’s safeguarding lead are told, at once.',
};

function Questions({ form, schools, readers }: QuestionsProps) {
  const [only] = schools;
  const hints = readers ?? unnamed;
  return (
    <>
      {schools.length === 1 && only ? (
        <input type="hidden" name="school" value={only.id} />
      ) : (
        <SelectField
          form={form}
          name="school"
          label="Which school is it about?"
          unchosen="Choose a school"
          items={schools.map(({ id, name }) => ({ value: id, text: name }))}
        />
      )}
      <RadiosField
        form={form}
        name="danger"
        label="Is somebody in danger right now?"
        labelSize="m"
        layout="inline"
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <RadiosField
        form={form}
        name="about"
        label="Is it about an adult who works or volunteers here?"
        labelSize="m"
        items={[
          {
            value: 'child',
            text: 'No',
            hint: { text: hints.child },
          },
          {
            value: 'adult',
            text: 'Yes, or it may be',
            hint: { text: hints.adult },
          },
          {
            value: 'head',
            text: 'Yes, it is about the headteacher',
            hint: { text: hints.head },
          },
        ]}
      />
      <Paper form={form} />
    </>
  );
}

export interface OpenDraft {
  readonly id: string;
  /** Its headline or kinds, which tell it from the others. */
  readonly what: string;
  readonly savedAt: string;
}

export interface StartPageProps extends QuestionsProps {
  readonly context: PageContext;
  readonly drafts: readonly OpenDraft[];
}

function Drafts({ drafts }: { readonly drafts: readonly OpenDraft[] }) {
  if (drafts.length === 0) return null;
  return (
    <Card title="You began and have not sent">
      <WorkList
        items={drafts.map((draft) => ({
          title: draft.what,
          detail: `Last saved ${draft.savedAt}`,
          action: (
            <a className="govuk-link" href={`/concerns/report/${draft.id}/check`}>
              Go on<span className="govuk-visually-hidden"> with the report saved {draft.savedAt}</span>
            </a>
          ),
        }))}
      />
    </Card>
  );
}

/** A second button of the same form: the school is asked for once. */
function AboutMe() {
  return (
    <Card title="Something you did yourself?">
      <p className="govuk-body">
        Everybody gets something wrong now and then: a message sent from the wrong account, a word too many.
        Telling it early counts for you. Nobody but the headteacher reads it; if you are the headteacher, the
        chair of governors and the trust’s safeguarding lead. You do not have to name yourself or judge it.
      </p>
      <Button classes="govuk-button--secondary" formAction="/concerns/report/about-me">
        Tell about something I did
      </Button>
    </Card>
  );
}

/** Where every report begins. */
export function StartPage({ context, form, schools, readers, drafts }: StartPageProps) {
  return (
    <AppPage
      title="Report a concern"
      context={context}
      errors={form.errors}
      narrow
      before={<FormErrors form={form} />}
    >
      <h1 className="gh-question">Report a concern</h1>
      <DangerNow />
      <Drafts drafts={drafts} />
      {schools.length === 0 ? (
        <InsetText>You belong to no school today: tell the trust’s safeguarding lead in person.</InsetText>
      ) : null}
      <form method="post" action="/concerns/report" noValidate>
        <Questions form={form} schools={schools} readers={readers} />
        <Button>Start</Button>
        {schools.length === 0 ? null : <AboutMe />}
      </form>
    </AppPage>
  );
}

export interface StartStepProps extends StepPageProps {
  readonly schools: readonly SchoolChoice[];
  readonly readers: ReadersByAnswer | undefined;
}

/** The same questions, when one comes back to change an answer. */
export function StartStep({ schools, readers, ...page }: StartStepProps) {
  return (
    <StepFrame {...page} step="start" heading="Before you begin">
      <DangerNow />
      <Questions form={page.form} schools={schools} readers={readers} />
    </StepFrame>
  );
}
