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

export function SetUpPage({ context, form }: SetUpPageProps) {
  return (
    <PlainPage title="Set up Gatehouse" context={context} errors={form.errors} heading="Set up Gatehouse">
      <FormErrors form={form} />
      <p>
        Nobody can sign in yet. This page makes the first school and its first two people: the Head, who sits
        here now, and the designated safeguarding lead. Everybody else is added afterwards.
      </p>
      <form method="post" action="/set-up" noValidate>
        <TextField
          form={form}
          name="token"
          label="Code on the console"
          hint="Where Gatehouse was started, it shows a code. Ask whoever started it to read it to you."
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          width={20}
        />
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
