import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  CheckboxesField,
  DateField,
  FormErrors,
  Muted,
  type PageContext,
  SelectField,
  TextField,
} from '#platform/ui';
import { roleNames } from '../../post-names.ts';
import type { NamedSchool } from '../../schools/queries.ts';
import { givenPosts } from '../forms.ts';

export interface AddAdultPageProps {
  readonly context: PageContext;
  readonly schools: readonly NamedSchool[];
  readonly form: FormState;
}

function SchoolChoice({ schools, form }: Omit<AddAdultPageProps, 'context'>) {
  const [only] = schools;
  if (schools.length === 1 && only) return <input type="hidden" name="school" value={only.id} />;
  const items = schools.map(({ id, name }) => ({ value: id, text: name }));
  return <SelectField form={form} name="school" label="School" unchosen="Choose" items={items} />;
}

/** Asked only once the name turned out to be known. */
function Another({ form }: { readonly form: FormState }) {
  const asked = form.errors.some(({ field }) => field === 'another') || form.values.another !== undefined;
  if (!asked) return null;
  return (
    <CheckboxesField
      form={form}
      name="another"
      label="The same name"
      items={[{ value: 'yes', text: 'This is somebody else with the same name' }]}
      layout="small"
    />
  );
}

function AdultFields({ form }: { readonly form: FormState }) {
  const posts = givenPosts.map((role) => ({ value: role, text: roleNames[role] }));
  return (
    <>
      <TextField form={form} name="given_name" label="First name" />
      <TextField form={form} name="family_name" label="Surname" />
      <TextField
        form={form}
        name="email"
        type="email"
        label="E-mail (optional)"
        hint="A work address that they alone read."
      />
      <SelectField
        form={form}
        name="role"
        label="What are they at the school?"
        unchosen="Choose"
        items={posts}
      />
      <TextField
        form={form}
        name="designation"
        label="What the school calls it (optional)"
        hint="For example “Midday supervisor”."
      />
      <DateField form={form} name="from" label="First day" hint="Leave empty for today." />
      <Another form={form} />
    </>
  );
}

export function AddAdultPage({ context, schools, form }: AddAdultPageProps) {
  const [only] = schools;
  return (
    <AppPage
      title="Add an adult"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href="/people">People</BackLink>}
      heading="Add an adult"
      detail={
        schools.length === 1 && only
          ? `${only.name}. For whoever the roster does not bring.`
          : 'For whoever the roster does not bring.'
      }
    >
      <FormErrors form={form} />
      <form method="post" action="/people/add" noValidate>
        <SchoolChoice schools={schools} form={form} />
        <AdultFields form={form} />
        <Button>Add</Button>
      </form>
      <Muted>
        Leads, Heads and the chair of governors: add them as what else they are here (a chair as governor).
        Then a Head gives them the duty that reads cases, and a second case reader agrees. Pupils come from
        the roster.
      </Muted>
    </AppPage>
  );
}
