import { formatDate, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonGroup,
  Card,
  DateField,
  FormErrors,
  InsetText,
  Muted,
  type PageContext,
  SelectField,
  SummaryList,
  Tag,
  TextareaField,
} from '#platform/ui';
import type { HandingOver, SeenHandover } from '../handover.ts';
import { responsibilities } from '../types.ts';
import { boardPath } from './parts.tsx';

export interface HandOverPageProps {
  readonly context: PageContext;
  readonly handing: HandingOver;
  readonly form: FormState;
}

function Successor({ people, form }: Pick<HandingOver, 'people'> & Pick<HandOverPageProps, 'form'>) {
  return (
    <SelectField
      form={form}
      name="toId"
      label="Who takes it over?"
      unchosen="Choose"
      items={people.map(({ personId, name }) => ({ value: personId, text: name }))}
    />
  );
}

function Notes({ form }: Pick<HandOverPageProps, 'form'>) {
  return (
    <TextareaField
      form={form}
      name="notes"
      label="Notes for your successor"
      hint="What is open, what is agreed, where things are. Name no child: that belongs in the case."
      rows={8}
    />
  );
}

/** What reads cases is given by two: here go the notes, to whoever has been given the same duty. */
function NotesForm({ handing, form }: Omit<HandOverPageProps, 'context'>) {
  const { holder, people } = handing;
  return (
    <>
      <InsetText>
        This duty reads cases, so two people give it to your successor under{' '}
        <a href="/people/duties">Who reads cases</a>, and your own is ended there. Your open cases are passed
        on under <a href={`/concerns/pass-on/${holder.personId}`}>Cases to pass on</a>. Here you hand over
        your notes.
      </InsetText>
      {people.length === 0 ? (
        <p>Nobody else has been given this duty yet.</p>
      ) : (
        <form method="post" action={`/responsibilities/${holder.id}/notes`} noValidate>
          <Successor people={people} form={form} />
          <Notes form={form} />
          <Button preventDoubleClick>Hand over the notes</Button>
        </form>
      )}
    </>
  );
}

function HandOverForm({ handing, form }: Omit<HandOverPageProps, 'context'>) {
  const { holder, people, agreesAtOnce } = handing;
  return (
    <>
      <form method="post" action={`/responsibilities/${holder.id}/hand-over`} noValidate>
        <Successor people={people} form={form} />
        <DateField
          form={form}
          name="day"
          label="From which day?"
          hint="The first day on which they have it. Leave empty for today."
        />
        <Notes form={form} />
        <Button preventDoubleClick>{agreesAtOnce ? 'Hand over' : 'Ask for the handover'}</Button>
      </form>
      <Muted>
        {agreesAtOnce
          ? 'It holds without asking anybody: you are whoever gives this responsibility.'
          : 'It holds once whoever gives this responsibility has agreed. Until then it stays where it is.'}
      </Muted>
    </>
  );
}

export function HandOverPage({ context, handing, form }: HandOverPageProps) {
  const { holder, notesOnly } = handing;
  return (
    <AppPage
      title="Hand over"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href={boardPath(holder.placeId)} />}
      heading="Hand over"
      detail={`${responsibilities[holder.kind].title}, held by ${holder.name}`}
    >
      <FormErrors form={form} />
      {notesOnly ? (
        <NotesForm handing={handing} form={form} />
      ) : (
        <HandOverForm handing={handing} form={form} />
      )}
    </AppPage>
  );
}

export interface AskedHandoverPageProps {
  readonly context: PageContext;
  readonly handover: SeenHandover;
}

const stateOf = ({ agreed }: SeenHandover) => {
  if (agreed === null) return <Tag tone="attention">Waits to be agreed</Tag>;
  return agreed ? <Tag tone="active">Agreed</Tag> : <Tag tone="quiet">Did not take place</Tag>;
};

function Decide({ handover }: Omit<AskedHandoverPageProps, 'context'>) {
  const address = `/responsibilities/handover/${handover.id}`;
  if (handover.agreed !== null) return null;
  if (!handover.mayTakeBack) return <InsetText>It waits for whoever gives this responsibility.</InsetText>;
  return (
    <ButtonGroup>
      {handover.mayAgree ? (
        <form method="post" action={`${address}/agree`}>
          <Button preventDoubleClick>Agree to it</Button>
        </form>
      ) : null}
      <form method="post" action={`${address}/decline`}>
        <Button classes="govuk-button--secondary">
          {handover.mayAgree ? 'Do not agree' : 'Take it back'}
        </Button>
      </form>
    </ButtonGroup>
  );
}

/** The notes stay with it: the successor comes back to them here. */
export function AskedHandoverPage({ context, handover }: AskedHandoverPageProps) {
  const rows = [
    ['Responsibility', responsibilities[handover.kind].title],
    ['From', handover.fromName],
    ['To', handover.toName],
    ['First day', formatDate(handover.fromDay)],
    ['Asked', formatInstant(handover.askedAt)],
    ['State', stateOf(handover)],
  ] as const;
  return (
    <AppPage
      title="A handover"
      context={context}
      narrow
      before={<BackLink href={boardPath(handover.placeId)} />}
      heading="A handover"
    >
      <SummaryList rows={rows.map(([key, text]) => ({ key: { text: key }, value: { text } }))} />
      <Card title="Notes for the successor">
        <p className="gh-kept">{handover.notes}</p>
      </Card>
      <Decide handover={handover} />
    </AppPage>
  );
}
