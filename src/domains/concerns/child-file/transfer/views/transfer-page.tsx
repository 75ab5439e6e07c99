import { formatDate, formatInstant, Temporal } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  CheckboxesField,
  DateField,
  FormErrors,
  InsetText,
  type PageContext,
  SummaryList,
  TextareaField,
  TextField,
} from '#platform/ui';
import type { OneTransfer } from '../service.ts';
import type { Transfer } from '../types.ts';
import { contentsOf, stateTags } from '../words.ts';

interface Props {
  readonly one: OneTransfer;
  readonly form: FormState;
}

const row = (key: string, text: string | null) =>
  text === null ? [] : [{ key: { text: key }, value: { text } }];

const nameOr = (name: string | null) => name ?? 'Somebody who has left';

function ended({ state, endedAt, endedBy }: Transfer): string | null {
  return endedAt === null
    ? null
    : `${stateTags[state].text} ${formatInstant(endedAt)}, by ${nameOr(endedBy)}`;
}

function Standing({ transfer }: { readonly transfer: Transfer }) {
  const { receiptName, receiptRole, receiptOn, receiptHash } = transfer;
  const receipt =
    receiptName === null || receiptOn === null
      ? null
      : [receiptName, receiptRole, formatDate(receiptOn)].filter((part) => part !== null).join(', ');
  return (
    <SummaryList
      rows={[
        ...row('State', stateTags[transfer.state].text),
        ...row('From', transfer.from),
        ...row('To', transfer.to),
        ...row('How', transfer.how),
        ...row('Sent', `${formatInstant(transfer.sentAt)}, by ${nameOr(transfer.sentBy)}`),
        ...row('What', contentsOf(transfer)),
        ...row('Note', transfer.note),
        ...row('Ended', ended(transfer)),
        ...row('Why', transfer.reason),
        ...row('Receipt', receipt),
        ...row('Fingerprint of what was received', receiptHash),
      ]}
    />
  );
}

function Manifest({ transfer: { manifest } }: { readonly transfer: Transfer }) {
  if (manifest.length === 0) return null;
  return (
    <Card title="Cases that go whole">
      <ul className="govuk-list govuk-list--bullet">
        {manifest.map(({ reference, reported, status, files }) => (
          <li key={reference}>
            {reference}, reported {formatDate(Temporal.PlainDate.from(reported))},{' '}
            {status === 'closed' ? 'closed' : 'open'}
            {files === 0 ? '' : `, ${files} ${files === 1 ? 'file' : 'files'}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const path = ({ transfer }: OneTransfer, deed: string) => `/transfers/${transfer.id}/${deed}`;

function Sign({ one, form }: Props) {
  return (
    <>
      <Card title="Sign for it">
        <form method="post" action={path(one, 'accept')} noValidate>
          <p className="govuk-body">
            What is open goes on at your school: its open actions become yours. {one.transfer.from} can open
            these cases no longer.
          </p>
          <TextField form={form} name="name" label="Your name" />
          <TextField form={form} name="role" label="Your role" />
          <CheckboxesField
            form={form}
            name="sure"
            label="I take charge of this file"
            layout="small"
            items={[{ value: 'yes', text: 'Yes: this child is at our school, or is about to be' }]}
          />
          <Button preventDoubleClick>Sign for the file</Button>
        </form>
      </Card>
      <Card title="Or refuse it">
        <form method="post" action={path(one, 'refuse')} noValidate>
          <TextareaField
            form={form}
            name="refusal"
            label="Why do you not take it?"
            hint="Whoever sent it reads this. The file stays with them."
            rows={2}
          />
          <Button preventDoubleClick classes="govuk-button--secondary">
            Refuse it
          </Button>
        </form>
      </Card>
    </>
  );
}

function Receipt({ one, form }: Props) {
  return (
    <Card title="They have it">
      <form method="post" action={path(one, 'receipt')} noValidate>
        <TextField form={form} name="receiver" label="Who has received it?" />
        <TextField
          form={form}
          name="receiverRole"
          label="Their role, and how they told you"
          hint="Such as: designated lead, by telephone"
        />
        <DateField form={form} name="received" label="On which day did they have it?" />
        <Button preventDoubleClick>Keep the receipt</Button>
      </form>
    </Card>
  );
}

function TakeBack({ one, form }: Props) {
  return (
    <Card title="Take it back">
      <form method="post" action={path(one, 'withdraw')} noValidate>
        <TextareaField form={form} name="withdrawal" label="Why do you take it back?" rows={2} />
        <Button preventDoubleClick classes="govuk-button--secondary">
          Take it back
        </Button>
      </form>
    </Card>
  );
}

function Deeds(props: Props) {
  const { transfer, me } = props.one;
  if (transfer.state !== 'sent') return null;
  return (
    <>
      {transfer.leadsReceiver && transfer.sentById !== me.id ? <Sign {...props} /> : null}
      {transfer.leadsSender && transfer.toSchoolId === null ? <Receipt {...props} /> : null}
      {transfer.leadsSender ? <TakeBack {...props} /> : null}
    </>
  );
}

function after({ state, toSchoolId, leadsSender }: Transfer): string | null {
  if (state === 'sent' && toSchoolId !== null)
    return 'Until somebody there signs for it, nothing of what was sent can be changed.';
  if (state === 'received' && toSchoolId !== null && leadsSender)
    return 'The cases lie with the other school now. Your school keeps this page: that it was sent, to whom, and the receipt.';
  if (toSchoolId === null)
    return 'Your own file stays here. It is kept, and reviewed before it is destroyed, as your terms say.';
  return null;
}

/** No name in the title: it stands in the browser's history. */
export function TransferPage({ context, one, form }: Props & { readonly context: PageContext }) {
  const { transfer } = one;
  const words = after(transfer);
  return (
    <AppPage
      title="A child’s file on the move"
      context={context}
      narrow
      before={<BackLink href="/transfers">Files that move</BackLink>}
      heading={`The file of ${transfer.child ?? 'a child'}`}
    >
      <FormErrors form={form} />
      <Standing transfer={transfer} />
      {words === null ? null : <InsetText>{words}</InsetText>}
      <Manifest transfer={transfer} />
      {transfer.leadsReceiver || (transfer.leadsSender && transfer.state !== 'received') ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/children/${transfer.childId}`}>
            What you hold of this child
          </a>
        </p>
      ) : null}
      <Deeds one={one} form={form} />
    </AppPage>
  );
}
