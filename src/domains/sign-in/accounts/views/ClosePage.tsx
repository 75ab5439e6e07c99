import { AppPage, BackLink, Button, ButtonGroup, type PageContext } from '#platform/ui';
import type { Adult } from '../queries.ts';

export interface ClosePageProps {
  readonly context: PageContext;
  readonly adult: Adult;
}

export function ClosePage({ context, adult }: ClosePageProps) {
  const back = `/people/accounts/${adult.personId}`;
  return (
    <AppPage
      title="Close an account"
      context={context}
      narrow
      before={<BackLink href={back} />}
      heading={`Close the account of ${adult.givenName} ${adult.familyName}?`}
    >
      <p>
        They are signed out everywhere at once and cannot sign in again. What they reported stays. You can
        open it again.
      </p>
      <form method="post" action={`${back}/close`}>
        <ButtonGroup>
          <Button classes="govuk-button--warning">Close the account</Button>
          <a href={back}>Leave it open</a>
        </ButtonGroup>
      </form>
    </AppPage>
  );
}
