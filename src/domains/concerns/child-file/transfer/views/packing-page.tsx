import { formatDay, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  CheckboxesField,
  Details,
  FormErrors,
  InsetText,
  type PageContext,
  RadiosField,
  TextareaField,
  TextField,
  WarningText,
} from '#platform/ui';
import { titleOf } from '../../words.ts';
import type { Packing } from '../service.ts';
import type { Sendable } from '../types.ts';
import { goesWords } from '../words.ts';

interface Props {
  readonly packing: Packing;
  readonly form: FormState;
}

const cannotGo = ({ goes }: Sendable, unmasked: boolean) =>
  goes === 'unread' || goes === 'gone' || (goes === 'lines' && unmasked);

function Cases({ packing: { cases, unmasked, fromIds }, form }: Props) {
  const can = cases.filter((one) => !cannotGo(one, unmasked));
  const cannot = cases.filter((one) => cannotGo(one, unmasked));
  const schoolOf = ({ school }: Sendable) => (fromIds.length > 1 ? `${school}. ` : '');
  return (
    <>
      {can.length === 0 ? (
        <p className="govuk-body">No case can go now. What came to you from elsewhere goes by itself.</p>
      ) : (
        <CheckboxesField
          form={form}
          name="cases"
          label="Which cases go?"
          hint="Only what the next school needs to keep this child safe. You see those that you handle."
          layout="small"
          items={can.map((one) => ({
            value: one.concernId,
            text: `${one.reference}, ${formatDay(one.reportedAt)}: ${one.headline}`,
            hint: { text: `${schoolOf(one)}${goesWords[one.goes]}` },
          }))}
        />
      )}
      {cannot.map(({ concernId, reference, goes }) => (
        <p className="govuk-body" key={concernId}>
          <b>{reference}</b>{' '}
          {goes === 'lines'
            ? 'Cannot go: it names a child whose name you may not see, so that it cannot be masked.'
            : goesWords[goes]}
        </p>
      ))}
    </>
  );
}

/** What of the cases that stay would go, to be read before it does. */
function Lines({ packing: { cases, lines } }: Pick<Props, 'packing'>) {
  return (
    <>
      {cases.flatMap(({ concernId, reference }) => {
        const items = lines.get(concernId);
        return items === undefined ? (
          []
        ) : (
          <Details key={concernId} summary={`Read what would go of ${reference}`}>
            <ul className="govuk-list">
              {items.map((item) => (
                <li key={item.id}>
                  <b>{titleOf(item)}</b>, {item.dayOnly ? formatDay(item.at) : formatInstant(item.at)}
                  <p className="govuk-body gh-kept">{item.text ?? 'Nothing more was written.'}</p>
                </li>
              ))}
            </ul>
          </Details>
        );
      })}
    </>
  );
}

function Goal({ packing: { schools, child, fromIds }, form }: Props) {
  return (
    <>
      <RadiosField
        form={form}
        name="to"
        label="Where does the file go?"
        items={[
          ...schools
            .filter(({ id }) => fromIds.length > 1 || !fromIds.includes(id))
            .map(({ id, name }) => ({ value: id, text: name })),
          { divider: 'or' },
          { value: 'outside', text: 'A school or service outside the trust' },
        ]}
      />
      <Details summary="For outside the trust: who gets it, and how" open={form.values.to?.[0] === 'outside'}>
        <p className="govuk-body">
          First <a href={`/children/${child.id}/export`}>take a locked copy</a> and send it. Then say here to
          whom, so that Gatehouse reminds you until they have told you that they have it. Your own file stays,
          and is kept for as long as your terms say.
        </p>
        <TextField form={form} name="toName" label="School or service, and who there" />
        <TextField
          form={form}
          name="how"
          label="How was it sent?"
          hint="Such as: by hand, or secure e-mail"
        />
      </Details>
    </>
  );
}

/** No name in the title: it stands in the browser's history. */
export function PackingPage({ context, packing, form }: Props & { readonly context: PageContext }) {
  const { child, unmasked } = packing;
  return (
    <AppPage
      title="Send a child’s file on"
      context={context}
      narrow
      before={<BackLink href={`/children/${child.id}`} />}
      heading={`Send on the file of ${child.name}`}
      detail="Within five days of the child’s leaving, or of the first day of a new term. Apart from their other papers."
    >
      <FormErrors form={form} />
      <form method="post" action={`/children/${child.id}/transfer`} noValidate>
        <Goal packing={packing} form={form} />
        <Card title="What goes">
          {unmasked ? (
            <WarningText>Some cases name a child whom you may not see. They cannot go.</WarningText>
          ) : null}
          <Cases packing={packing} form={form} />
          <Lines packing={packing} />
        </Card>
        <TextareaField
          form={form}
          name="note"
          label="Anything that the next designated lead should know (optional)"
          rows={3}
        />
        <InsetText>
          Concerns about staff never go, nor drafts. A file that is locked away goes locked: nobody opens it
          there either. From sending until the receipt nothing of what goes can be changed; you can take it
          back until then. Imported lines and those from earlier schools go along.
        </InsetText>
        <Button preventDoubleClick>Send</Button>
      </form>
    </AppPage>
  );
}
