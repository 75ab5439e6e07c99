import { byWeight, roleNames } from '#domains/people';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  Card,
  FormErrors,
  type PageContext,
  RadiosField,
  TextField,
} from '#platform/ui';
import { OnceMark } from '../../views/OnceMark.tsx';
import type { CaseReader } from '../queries.ts';

export interface StartRecoveryPageProps {
  readonly context: PageContext;
  readonly people: readonly CaseReader[];
  readonly form: FormState;
  readonly once: string;
}

const item = (person: CaseReader) => ({
  value: person.personId,
  text: person.name,
  hint: {
    text: `${byWeight(person.roles)
      .map((role) => roleNames[role])
      .join(', ')}${person.wasUsed ? '' : ' · has not signed in yet'}`,
  },
});

/** In the first days of an installation, when there is nobody yet who could agree. */
function Repeat({ people, once }: Pick<StartRecoveryPageProps, 'people' | 'once'>) {
  const waiting = people.filter((person) => !person.wasUsed && person.userName !== null && !person.hasSecond);
  return waiting.map((person) => (
    <Card key={person.personId} title={`${person.name} has not used their first code`}>
      <p>
        There is no third case reader yet who could confirm, so you can give this first code again by
        yourself.
      </p>
      <form method="post" action="/recovery/repeat">
        <input type="hidden" name="personId" value={person.personId} />
        <OnceMark once={once} />
        <Button classes="govuk-button--secondary">Show a new first code</Button>
      </form>
    </Card>
  ));
}

export function StartRecoveryPage({ context, people, form, once }: StartRecoveryPageProps) {
  return (
    <AppPage
      title="Start a recovery"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href="/recovery" />}
      heading="Start a recovery"
    >
      <FormErrors form={form} />
      <p>
        For somebody who reads cases and has lost their phone or password, or has never signed in; and for
        anybody else who has lost their authenticator.
      </p>
      <Repeat people={people} once={once} />
      {people.length === 0 ? (
        <p>There is nobody in your school but you for whom this is needed.</p>
      ) : (
        <form method="post" action="/recovery/start" noValidate>
          <RadiosField form={form} name="personId" label="Whose sign-in is lost?" items={people.map(item)} />
          <TextField
            form={form}
            name="reason"
            label="Why?"
            hint="A few words, such as: lost phone."
            autocomplete="off"
          />
          <Button>Start</Button>
        </form>
      )}
    </AppPage>
  );
}
