import type { ReactNode } from 'react';
import { roleNames } from '#domains/people';
import { formatInstant } from '#platform/clock';
import { AppPage, Button, ButtonLink, Card, type PageContext, SummaryList, Tag } from '#platform/ui';
import type { OpenSession } from '../../sessions/queries.ts';
import { deviceName } from '../../words.ts';
import type { Duty, MySignIn } from '../service.ts';

export interface AccountPageProps {
  readonly context: PageContext;
  readonly mine: MySignIn;
  readonly thisSession: string | undefined;
}

function Duties({ duties }: { readonly duties: readonly Duty[] }) {
  if (duties.length === 0) return <>None at present</>;
  return (
    <ul className="govuk-list">
      {duties.map((duty) => (
        <li key={`${duty.role} ${duty.schoolName}`}>
          {roleNames[duty.role]}, {duty.schoolName ?? 'for the whole trust'}
          {duty.asCover ? ' (as cover)' : ''}
        </li>
      ))}
    </ul>
  );
}

function SignInFacts({ mine }: { readonly mine: MySignIn }) {
  const { account, duties } = mine;
  const row = (key: string, text: ReactNode) => ({ key: { text: key }, value: { text } });
  return (
    <Card title="How you sign in">
      <SummaryList
        rows={[
          row('User name', account?.userName ?? 'None'),
          row('Authenticator', account?.hasAuthenticator ? 'Set up' : 'Not set up'),
          row('Your posts and duties', <Duties duties={duties} />),
        ]}
      />
      <div className="govuk-button-group">
        <ButtonLink href="/account/password" classes="govuk-button--secondary">
          Change password
        </ButtonLink>
        <ButtonLink href="/account/authenticator" classes="govuk-button--secondary">
          {account?.hasAuthenticator ? 'Renew the authenticator' : 'Set up an authenticator'}
        </ButtonLink>
      </div>
    </Card>
  );
}

interface SessionProps {
  readonly session: OpenSession;
  readonly isThis: boolean;
}

function Session({ session, isThis }: SessionProps) {
  const device = deviceName(session.userAgent);
  return (
    <li className="gh-session-row">
      <div>
        <b>{device}</b> {isThis ? <Tag tone="active">This one</Tag> : null}
        <p className="gh-muted">
          Since {formatInstant(session.since)} · last seen {formatInstant(session.lastSeen)} · from{' '}
          {session.addressHint}
        </p>
      </div>
      {isThis ? null : (
        <form method="post" action={`/account/sessions/${session.id}/end`}>
          <Button classes="govuk-button--secondary">
            End<span className="govuk-visually-hidden"> the session of {device}</span>
          </Button>
        </form>
      )}
    </li>
  );
}

function OthersSignIns({ mine }: { readonly mine: MySignIn }) {
  if (!mine.keepsAccounts && !mine.readsCases) return null;
  return (
    <Card title="The sign-ins of others">
      <ul className="govuk-list govuk-list--spaced">
        {mine.keepsAccounts ? (
          <li>
            <a href="/people/accounts">Accounts</a>: who has one, a first code, a forgotten password
          </li>
        ) : null}
        {mine.readsCases ? (
          <>
            <li>
              <a href="/people/duties">Who reads cases</a>: give, confirm and end the duties
            </li>
            <li>
              <a href="/recovery">Recovery</a>: lost sign-ins of those who read cases, given back by two
              people
            </li>
          </>
        ) : null}
      </ul>
    </Card>
  );
}

export function AccountPage({ context, mine, thisSession }: AccountPageProps) {
  const others = mine.sessions.filter((session) => session.id !== thisSession);
  return (
    <AppPage title="My sign-in" context={context} heading="My sign-in">
      <SignInFacts mine={mine} />
      <OthersSignIns mine={mine} />
      <Card title="Where you are signed in">
        <p>A session ends after half an hour without a press, and after ten hours in any case.</p>
        <ul className="gh-session-list">
          {mine.sessions.map((session) => (
            <Session key={session.id} session={session} isThis={session.id === thisSession} />
          ))}
        </ul>
        {others.length > 0 ? (
          <form method="post" action="/account/sessions/end-others">
            <Button classes="govuk-button--secondary">End all the others</Button>
          </form>
        ) : null}
        <p>
          Something here that was not you? Change your password, and tell your IT team and your safeguarding
          lead.
        </p>
      </Card>
    </AppPage>
  );
}
