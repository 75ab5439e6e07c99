import { ButtonLink, type PageContext, PlainPage } from '#platform/ui';
import type { GivenCode } from '../../types.ts';
import { CodeCard } from '../../views/CodeCard.tsx';

export interface SetUpDonePageProps {
  readonly context: PageContext;
  readonly dslCode: GivenCode;
}

export function SetUpDonePage({ context, dslCode }: SetUpDonePageProps) {
  return (
    <PlainPage title="Gatehouse is set up" context={context} heading="Gatehouse is set up">
      <p>Two things are left. First, this is for the designated safeguarding lead:</p>
      <CodeCard given={dslCode} validFor="3 days" />
      <p>Then the Head sets up their authenticator, and is signed in.</p>
      <ButtonLink href="/sign-in/authenticator">Set up the Head’s authenticator</ButtonLink>
      <p className="gh-muted">
        Make a third person a case reader soon, such as a deputy or the chair of governors: a lost sign-in is
        given back by two people who are not the one who lost it.
      </p>
    </PlainPage>
  );
}
