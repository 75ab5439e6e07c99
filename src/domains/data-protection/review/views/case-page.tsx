import { formatDate, formatInstant, Temporal } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  DateField,
  FormErrors,
  Muted,
  type PageContext,
  RadiosField,
  SummaryList,
  TextareaField,
  WarningText,
} from '#platform/ui';
import type { CaseReview } from '../service.ts';
import { blockWords, classWords } from '../words.ts';

interface Props {
  readonly review: CaseReview;
  readonly form: FormState;
}

const path = ({ state }: CaseReview, deed: string) => `/retention/cases/${state.concernId}/${deed}`;
const isDue = ({ state, today }: CaseReview) => Temporal.PlainDate.compare(state.dueOn, today) <= 0;

function Standing({ review }: Pick<Props, 'review'>) {
  const { state } = review;
  return (
    <SummaryList
      rows={[
        { key: { text: 'Kind' }, value: { text: classWords[state.class] ?? state.class } },
        { key: { text: 'Kept' }, value: { text: `${state.amount} years at least` } },
        {
          key: { text: 'Closed' },
          value: { text: state.closedOn === null ? 'Not yet' : formatDate(state.closedOn) },
        },
        {
          key: { text: 'Due for review' },
          value: {
            text: `${formatDate(state.dueOn)}${state.birthKnown ? '' : ', counted from the report: a birth date is not known'}`,
          },
        },
        {
          key: { text: 'Kept by' },
          value: { text: state.blocks.map((block) => blockWords[block]).join('. ') || 'Nothing' },
        },
      ]}
    />
  );
}

/** What the lead may decide, or another agree to. */
function Decide({ review, form }: Props) {
  const { state, decisions, myId } = review;
  const asked = decisions.find(({ what, ended }) => what === 'destroy' && !ended);
  if (asked !== undefined && asked.byId !== myId && state.blocks.length === 0)
    return (
      <Card title="Do you agree that it is destroyed?">
        <p className="govuk-body gh-kept">
          {asked.by ?? 'Somebody who has left'}, {formatInstant(asked.at)}: {asked.reason}
        </p>
        <WarningText>
          Read the case once more. What is destroyed cannot be brought back: the report, the notes, the files,
          everything that hangs on it.
        </WarningText>
        <form method="post" action={path(review, 'agree')}>
          <Button preventDoubleClick classes="govuk-button--warning">
            Agree, and destroy it
          </Button>
        </form>
      </Card>
    );
  if (asked !== undefined)
    return <p className="govuk-body">You asked to destroy it. Somebody else must agree.</p>;
  if (!state.leads) return <p className="govuk-body">The lead decides about this case.</p>;
  return (
    <>
      <Card title="Keep it longer">
        <form method="post" action={path(review, 'keep')} noValidate>
          <DateField form={form} name="until" label="Until" />
          <TextareaField form={form} name="keepReason" label="Why is it still needed?" rows={2} />
          <Button preventDoubleClick>Keep it until then</Button>
        </form>
      </Card>
      {isDue(review) && state.blocks.length === 0 ? (
        <Card title="Destroy it">
          <form method="post" action={path(review, 'destroy')} noValidate>
            <TextareaField
              form={form}
              name="destroyReason"
              label="Why is it needed no longer?"
              hint="Somebody else who handles it must agree before anything is destroyed."
              rows={2}
            />
            <Button preventDoubleClick classes="govuk-button--warning">
              Ask to destroy it
            </Button>
          </form>
        </Card>
      ) : null}
    </>
  );
}

function Decisions({ review }: Pick<Props, 'review'>) {
  const { decisions } = review;
  if (decisions.length === 0) return null;
  return (
    <Card title="Decided">
      {decisions.map(({ what, until, reason, at, by, ended }) => (
        <p key={at.toString()} className="govuk-body gh-kept">
          {what === 'keep' && until !== null ? `Keep until ${formatDate(until)}` : 'Destroy'}
          {ended ? ' (taken back)' : ''}: {reason} ({by ?? 'somebody who has left'}, {formatInstant(at)})
        </p>
      ))}
      {decisions.some(({ ended }) => !ended) ? (
        <form method="post" action={path(review, 'take-back')}>
          <Button classes="govuk-button--secondary">Take it back</Button>
        </form>
      ) : null}
    </Card>
  );
}

function Holds({ review, form }: Props) {
  const { holds, myId, holdable } = review;
  const mayLift = holds.filter(({ liftedAt, setById }) => liftedAt === null && setById !== myId);
  return (
    <Card title="Holds">
      {holds.length === 0 ? <Muted>Nothing holds it.</Muted> : null}
      {holds.map(({ id, of, reason, from, setBy, liftedAt, liftedBy, liftedReason }) => (
        <p key={id} className="govuk-body gh-kept">
          {of}, since {formatDate(from)}: {reason} ({setBy ?? 'somebody who has left'})
          {liftedAt === null
            ? ''
            : `. Lifted ${formatInstant(liftedAt)} by ${liftedBy ?? 'somebody who has left'}: ${liftedReason}`}
        </p>
      ))}
      {mayLift.length === 0 ? null : (
        <form method="post" action={path(review, 'lift')} noValidate>
          <RadiosField
            form={form}
            name="hold"
            label="Lift which hold?"
            items={mayLift.map(({ id, of, reason }) => ({ value: id, text: `${of}: ${reason}` }))}
          />
          <TextareaField form={form} name="liftReason" label="Why does it end?" rows={2} />
          <Button classes="govuk-button--secondary">Lift it</Button>
        </form>
      )}
      <form method="post" action={path(review, 'hold')} noValidate>
        <RadiosField form={form} name="what" label="Hold what?" items={holdable} />
        <DateField form={form} name="from" label="From" />
        <TextareaField
          form={form}
          name="holdReason"
          label="Why must it not be destroyed?"
          hint="A court, an inquiry, the Police, a claim. Somebody else lifts it."
          rows={2}
        />
        <Button classes="govuk-button--secondary">Hold it</Button>
      </form>
    </Card>
  );
}

export function CasePage({ context, review, form }: Props & { readonly context: PageContext }) {
  const { state } = review;
  return (
    <AppPage
      title={`How long ${state.reference} is kept`}
      context={context}
      errors={form.errors}
      before={
        <>
          <BackLink href="/retention/review">Due for review</BackLink>
          <FormErrors form={form} />
        </>
      }
      heading={`How long ${state.reference} is kept`}
      detail={
        <a className="govuk-link" href={`/concerns/${state.concernId}`}>
          Open the case
        </a>
      }
    >
      <Standing review={review} />
      <Decide review={review} form={form} />
      <Decisions review={review} />
      <Holds review={review} form={form} />
      <Muted>Opening this page is recorded.</Muted>
    </AppPage>
  );
}
