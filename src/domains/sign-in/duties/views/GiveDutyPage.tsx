import { roleNames } from '#domains/people';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  CheckboxesField,
  DateField,
  FormErrors,
  type PageContext,
  RadiosField,
  SelectField,
} from '#platform/ui';
import { caseRoles } from '../../types.ts';
import type { DutyChoices } from '../service.ts';

export interface GiveDutyPageProps {
  readonly context: PageContext;
  readonly choices: DutyChoices;
  readonly form: FormState;
}

function PlaceChoice({ choices }: { readonly choices: DutyChoices }) {
  const places = [
    ...(choices.mayGiveAtTrust ? [{ value: 'trust', text: 'The whole trust' }] : []),
    ...choices.schools.map(({ id, name }) => ({ value: id, text: name })),
  ];
  if (places.length < 2) return null;
  return (
    <form method="get" action="/people/duties/give">
      <SelectField
        form={{ values: { at: [choices.school?.id ?? 'trust'] }, errors: [] }}
        name="at"
        label="Where"
        items={places}
      />
      <Button classes="govuk-button--secondary">Show its people</Button>
    </form>
  );
}

function DutyFields({ choices, form }: GiveDutyPageProps) {
  const roles = caseRoles.filter(
    (role) => (role === 'trust_safeguarding_lead') === (choices.school === null),
  );
  const people = choices.people.map(({ personId, name }) => ({ value: personId, text: name }));
  return (
    <>
      <RadiosField
        form={form}
        name="role"
        label={`Which duty at ${choices.school?.name ?? 'the trust'}?`}
        items={roles.map((role) => ({ value: role, text: roleNames[role] }))}
      />
      <SelectField form={form} name="personId" label="Who takes it?" unchosen="Choose" items={people} />
      <DateField form={form} name="from" label="First day" hint="Leave empty for today." />
      <DateField
        form={form}
        name="until"
        label="Last day"
        hint="Cover ends by itself after this day, so it needs one. For a duty of their own, leave it empty when there is none yet."
      />
      <CheckboxesField
        form={form}
        name="cover"
        label="Cover"
        items={[{ value: 'yes', text: 'As cover for somebody who is away' }]}
        layout="small"
      />
    </>
  );
}

export function GiveDutyPage(props: GiveDutyPageProps) {
  const { context, choices, form } = props;
  return (
    <AppPage
      title="Give a duty"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href="/people/duties" />}
      heading="Give a duty that reads cases"
    >
      <FormErrors form={form} />
      <PlaceChoice choices={choices} />
      <form method="post" action={`/people/duties/give?at=${choices.school?.id ?? 'trust'}`} noValidate>
        <DutyFields {...props} />
        <Button>Ask for it</Button>
      </form>
      <p className="gh-muted">
        A second case reader confirms it within three days. Somebody who has not read cases until now is then
        given a one-time code, and begins their sign-in afresh with an authenticator.
      </p>
    </AppPage>
  );
}
