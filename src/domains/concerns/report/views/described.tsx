import type { FormState } from '#platform/forms';
import { Button, Details, ErrorMessage, RadiosField, Select, TextField } from '#platform/ui';
import type { Part } from '../../types.ts';

export const partNames: Readonly<Record<Part, string>> = {
  affected: 'Was hurt or upset, or may have been',
  involved: 'Took part, or was drawn in',
  witness: 'Saw or heard it',
  alleged: 'May have done it',
};

export const partItems = Object.entries(partNames).map(([value, text]) => ({ value, text }));

function Described({ form }: { readonly form: FormState }) {
  return (
    <>
      <TextField
        form={form}
        name="unknown_add"
        label="Describe them"
        hint="A name you heard, an account name, what they look like"
      />
      <Select
        id="unknown_add_part"
        name="unknown_add_part"
        label={{ text: 'Their part' }}
        items={partItems}
        value="affected"
      />
      <RadiosField
        form={form}
        name="unknown_add_adult"
        label="Are they an adult?"
        layout="inline"
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <Button name="do" value="add" classes="govuk-button--secondary">
        Add the person I described
      </Button>
    </>
  );
}

/** Somebody of the trust picks nobody from the roll of a school where they hold no post. */
export function DescribedAlone({ form }: { readonly form: FormState }) {
  return (
    <>
      <h2 className="govuk-heading-m" id="person_search" tabIndex={-1}>
        Name or describe them
      </h2>
      <ErrorOf form={form} />
      <p className="govuk-body">
        You hold no post at this school, so its list of names is not open to you. Whoever reads your report
        will find out who is meant.
      </p>
      <Described form={form} />
      <NotKnown />
    </>
  );
}

function ErrorOf({ form }: { readonly form: FormState }) {
  const error = form.errors.find(({ field }) => field === 'person_search');
  return error === undefined ? null : <ErrorMessage text={error.message} />;
}

function NotKnown() {
  return (
    <Button name="do" value="not-known" classes="govuk-button--secondary">
      I do not know who
    </Button>
  );
}

export function Unlisted({ form }: { readonly form: FormState }) {
  return (
    <>
      <Details summary="They are not on the list">
        <Described form={form} />
      </Details>
      <NotKnown />
    </>
  );
}
