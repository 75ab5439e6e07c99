import type { FormState } from '#platform/forms';
import {
  Button,
  Fieldset,
  FormErrors,
  type PageContext,
  PasswordField,
  PlainPage,
  TextField,
} from '#platform/ui';

export interface SetUpPageProps {
  readonly context: PageContext;
  readonly form: FormState;
  /** The master key in lines to print. */
  readonly recoveryKey: readonly string[];
}

interface PersonFieldsProps {
  readonly form: FormState;
  readonly who: 'head' | 'dsl';
}

function PersonFields({ form, who }: PersonFieldsProps) {
  return (
    <>
      <TextField form={form} name={`${who}GivenName`} label="First name" autocomplete="off" />
      <TextField form={form} name={`${who}FamilyName`} label="Surname" autocomplete="off" />
      <TextField
        form={form}
        name={`${who}Email`}
        label="E-mail (optional)"
        type="email"
        autocomplete="off"
        spellcheck={false}
      />
      <TextField
        form={form}
        name={`${who}UserName`}
        label="User name"
        hint="What they type to sign in, such as r.marsh."
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
    </>
  );
}

function SchoolFields({ form }: { readonly form: FormState }) {
  return (
    <Fieldset legend={{ text: 'The trust and its first school', classes: 'govuk-fieldset__legend--m' }}>
      <TextField
        form={form}
        name="trustName"
        label="Name of the trust"
        hint="For a school without a trust, the name of the school."
        autocomplete="off"
      />
      <TextField form={form} name="schoolName" label="Name of the school" autocomplete="off" />
      <TextField
        form={form}
        name="urn"
        label="URN"
        hint="Six digits."
        inputmode="numeric"
        autocomplete="off"
        width={10}
      />
      <TextField
        form={form}
        name="schoolCode"
        label="Short code"
        hint="Two to four letters. Every concern’s number begins with it, as in LP-7KQ4D."
        autocomplete="off"
        width={5}
      />
    </Fieldset>
  );
}

/** Before anything else: what is sealed from now on can be opened without this machine by this key alone. */
function RecoveryKey({ form, recoveryKey }: Pick<SetUpPageProps, 'form' | 'recoveryKey'>) {
  return (
    <Fieldset legend={{ text: 'First, the recovery key', classes: 'govuk-fieldset__legend--m' }}>
      <p>
        Print this page or write the eight lines down, and keep the paper in the school’s safe. If this
        machine is lost, files, backups and sign-ins open with it and with nothing else. Whoever has it can
        open everything.
      </p>
      <ol className="govuk-list govuk-list--number">
        {recoveryKey.map((line) => (
          <li key={line}>
            <code className="gh-code">{line}</code>
          </li>
        ))}
      </ol>
      <TextField
        form={form}
        name="recovery_key"
        label="Type it back from the paper"
        hint="All eight lines, one after another. Small letters and spaces are fine."
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
      />
    </Fieldset>
  );
}

export function SetUpPage({ context, form, recoveryKey }: SetUpPageProps) {
  return (
    <PlainPage title="Set up Gatehouse" context={context} errors={form.errors} heading="Set up Gatehouse">
      <FormErrors form={form} />
      <p>
        Nobody can sign in yet. This page makes the first school and its first two people: the Head, who sits
        here now, and the designated safeguarding lead. Everybody else is added afterwards.
      </p>
      <form method="post" action="/set-up" noValidate>
        <input type="hidden" name="token" value={form.values.token?.[0] ?? ''} />
        <RecoveryKey form={form} recoveryKey={recoveryKey} />
        <SchoolFields form={form} />
        <Fieldset legend={{ text: 'The Head', classes: 'govuk-fieldset__legend--m' }}>
          <PersonFields form={form} who="head" />
          <PasswordField
            form={form}
            name="headPassword"
            label="Password"
            hint="The Head chooses it now. At least 12 characters: three words that do not belong together are easy to remember."
            autocomplete="new-password"
          />
        </Fieldset>
        <Fieldset legend={{ text: 'The designated safeguarding lead', classes: 'govuk-fieldset__legend--m' }}>
          <PersonFields form={form} who="dsl" />
        </Fieldset>
        <Button preventDoubleClick>Set up</Button>
      </form>
    </PlainPage>
  );
}
