import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  ButtonLink,
  Card,
  FormErrors,
  InsetText,
  Muted,
  type PageContext,
  SelectField,
  TextField,
} from '#platform/ui';
import type { HirerLine } from '../queries.ts';
import type { Ways } from '../service.ts';

interface WaysPageProps {
  readonly context: PageContext;
  readonly ways: Ways;
  readonly origin: string;
  readonly form: FormState;
  /** A hirer's link that was just made: it is shown this once. */
  readonly link: string | undefined;
}

type Part = Omit<WaysPageProps, 'context'>;

const Address = ({ url }: { readonly url: string }) => (
  <a className="govuk-link" href={url}>
    {url}
  </a>
);

function Pages({ ways, origin }: Part) {
  const pupils = `${origin}${ways.path}`;
  return (
    <Card title="Open to everybody">
      <p className="govuk-body">
        Pupils, in big words with symbols or plain: <Address url={pupils} />
      </p>
      <p className="govuk-body">
        Parents, carers and visitors: <Address url={`${pupils}/adult`} />
      </p>
      <p className="govuk-body">
        Put them on the school’s website and on every device’s start page. They cannot be switched off:
        nothing stands between a child and help.
      </p>
      <div className="govuk-button-group">
        <ButtonLink href={`/settings/ways/${ways.school.id}/poster.pdf`}>Poster (PDF)</ButtonLink>
      </div>
      <ul className="govuk-list">
        {(
          [
            ['ks1', 'On paper, Nursery to Year 2, with symbols (PDF)'],
            ['ks2', 'On paper, Year 3 and above (PDF)'],
            ['adult', 'On paper, parents and visitors (PDF)'],
          ] as const
        ).map(([kind, text]) => (
          <li key={kind}>
            <a className="govuk-link" href={`/tell-on-paper/${kind}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
      <Muted>
        Whoever is given a filled-in paper types it in under “Report a concern”, “I am typing in a paper
        form”.
      </Muted>
    </Card>
  );
}

function Adults({ ways, form }: Part) {
  const action = `/settings/ways/${ways.school.id}/adults`;
  return (
    <Card title="Adults whom pupils can choose by name">
      <Muted>
        Only these names stand on the public page, beside “Any adult”. They are asked to talk; what was told
        is read by those who handle concerns.
      </Muted>
      {ways.offered.map(({ id, called }) => (
        <form key={id} method="post" action={`${action}/remove`} className="gh-session-row">
          <span>{called}</span>
          <input type="hidden" name="person" value={id} />
          <Button classes="govuk-button--secondary">
            Take away<span className="govuk-visually-hidden"> {called}</span>
          </Button>
        </form>
      ))}
      <form method="post" action={action} noValidate>
        <SelectField
          form={form}
          name="person"
          label="Adult"
          items={[
            { value: '', text: 'Choose' },
            ...ways.staff.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
        <TextField form={form} name="called" label="What pupils call them" hint="Such as “Mr Webb, Year 3”" />
        <Button>Offer them</Button>
      </form>
    </Card>
  );
}

function Hirer({ hirer, school }: { readonly hirer: HirerLine; readonly school: string }) {
  const action = `/settings/ways/${school}/hirers`;
  return (
    <form method="post" className="gh-session-row">
      <span>
        {hirer.name}{' '}
        <span className="gh-muted">
          {[hirer.leadName, hirer.leadEmail, hirer.ended ? 'ended' : null].filter(Boolean).join(' · ')}
        </span>
      </span>
      {hirer.ended ? null : (
        <span className="gh-tell__buttons">
          <input type="hidden" name="hirer" value={hirer.id} />
          <Button classes="govuk-button--secondary" formAction={`${action}/link`}>
            New link<span className="govuk-visually-hidden"> for {hirer.name}</span>
          </Button>
          <Button classes="govuk-button--secondary" formAction={`${action}/end`}>
            End<span className="govuk-visually-hidden"> {hirer.name}</span>
          </Button>
        </span>
      )}
    </form>
  );
}

function Hirers({ ways, form, link }: Part) {
  return (
    <Card title="Who hires rooms">
      <Muted>Each has a link of its own, for the person who leads there. Ending it closes the link.</Muted>
      {link === undefined ? null : (
        <InsetText>
          Give this link to their lead. It is shown this once: <span className="gh-kept">{link}</span>
        </InsetText>
      )}
      {ways.hirers.map((hirer) => (
        <Hirer key={hirer.id} hirer={hirer} school={ways.school.id} />
      ))}
      <form method="post" action={`/settings/ways/${ways.school.id}/hirers`} noValidate>
        <TextField form={form} name="hirer_name" label="Who hires" />
        <TextField form={form} name="lead_name" label="Who leads there" />
        <TextField
          form={form}
          name="lead_email"
          label="Their e-mail address"
          hint="For your own list; nothing is sent"
        />
        <Button>Make a link</Button>
      </form>
    </Card>
  );
}

export function WaysPage(props: WaysPageProps) {
  const { context, ways, form } = props;
  return (
    <AppPage
      title="Ways in"
      context={context}
      errors={form.errors}
      heading="Ways in"
      detail={`${ways.school.name}: how pupils, parents, visitors and hirers tell you something`}
    >
      <FormErrors form={form} />
      <Pages {...props} />
      <Adults {...props} />
      <Hirers {...props} />
    </AppPage>
  );
}
