import type { ReactNode } from 'react';
import { byWeight, roleNames } from '#domains/people';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonLink,
  Card,
  FormErrors,
  InsetText,
  type PageContext,
  SummaryList,
  TextField,
} from '#platform/ui';
import { OnceMark } from '../../views/OnceMark.tsx';
import type { Adult } from '../queries.ts';
import { AccountState } from './AccountsPage.tsx';

export interface PersonAccountPageProps {
  readonly context: PageContext;
  readonly adult: Adult;
  readonly form: FormState;
  readonly once: string;
}

function Facts({ adult }: { readonly adult: Adult }) {
  const row = (key: string, text: ReactNode) => ({ key: { text: key }, value: { text } });
  return (
    <SummaryList
      rows={[
        row(
          'Posts',
          byWeight(adult.roles)
            .map((role) => roleNames[role])
            .join(', '),
        ),
        row('User name', adult.userName ?? 'None yet'),
        row('Account', <AccountState adult={adult} />),
        ...(adult.awaitsVouch
          ? [row('Earlier reports', 'Shut until a case reader says that it is really them')]
          : []),
      ]}
    />
  );
}

/** A reset gives a way in, and nothing that was written before it. */
function Afterwards({ adult }: { readonly adult: Adult }) {
  return (
    <p>
      Afterwards they can report at once. What they reported before opens again when somebody who reads cases
      has said that it is really them: those people are told.
      {adult.hasAuthenticator
        ? ' Their authenticator stays. If they have lost that too, their Head starts a recovery.'
        : ''}
    </p>
  );
}

/** What can be given: a first code with a user name, or a new code for a password that is forgotten. */
function Give({ adult, form, once }: PersonAccountPageProps) {
  const isFirst = adult.userName === null;
  return (
    <Card title={isFirst ? 'Give an account' : 'Password forgotten?'}>
      <p>
        You get a one-time code to hand over in person. It works for 3 days.
        {isFirst ? '' : ' The present password goes on working until the code is used.'}
      </p>
      {adult.wasUsed ? <Afterwards adult={adult} /> : null}
      <form method="post" action={`/people/accounts/${adult.personId}`} noValidate>
        {isFirst ? (
          <TextField
            form={form}
            name="userName"
            label="User name"
            hint="What they type to sign in."
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            width={20}
          />
        ) : null}
        <OnceMark once={once} />
        <Button>{isFirst ? 'Make the account and show the code' : 'Show a new code'}</Button>
      </form>
    </Card>
  );
}

function OpenOrClose({ adult }: { readonly adult: Adult }) {
  if (adult.userName === null || !adult.mayClose) return null;
  if (!adult.isDisabled) {
    return (
      <ButtonLink href={`/people/accounts/${adult.personId}/close`} classes="govuk-button--secondary">
        Close this account
      </ButtonLink>
    );
  }
  return (
    <form method="post" action={`/people/accounts/${adult.personId}/open`}>
      <Button classes="govuk-button--secondary">Open this account again</Button>
    </form>
  );
}

export function PersonAccountPage(props: PersonAccountPageProps) {
  const { context, adult, form } = props;
  return (
    <AppPage
      title="An account"
      context={context}
      errors={form.errors}
      before={<BackLink href="/people/accounts" />}
      heading={`${adult.givenName} ${adult.familyName}`}
    >
      <FormErrors form={form} />
      <Facts adult={adult} />
      {adult.readsCases ? (
        <InsetText>
          This person reads cases. Their sign-in is given and reset by two people who read cases themselves,
          and by nobody else.
          {adult.isLed ? (
            <>
              {' '}
              <a href="/recovery">Go to Recovery</a>
            </>
          ) : null}
        </InsetText>
      ) : adult.isDisabled ? null : (
        <Give {...props} />
      )}
      <OpenOrClose adult={adult} />
    </AppPage>
  );
}
