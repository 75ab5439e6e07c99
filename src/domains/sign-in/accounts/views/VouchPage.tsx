import { AppPage, BackLink, Button, ButtonGroup, type PageContext } from '#platform/ui';
import type { Adult } from '../queries.ts';

export interface VouchPageProps {
  readonly context: PageContext;
  readonly adult: Adult;
}

export function VouchPage({ context, adult }: VouchPageProps) {
  const name = `${adult.givenName} ${adult.familyName}`;
  return (
    <AppPage
      title="Is this really them?"
      context={context}
      narrow
      before={<BackLink href="/recovery" />}
      heading={`Is it really ${name} who signs in?`}
    >
      <p>
        One person alone gave {name} a new sign-in, and it was used. Until a case reader says that it is
        really them, it opens nothing that they reported or began before. New reports work as always.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>Speak to {name} face to face. Ask whether they wanted a new password and chose it themself.</li>
        <li>Ask them to sign in while you are there.</li>
        <li>If they know nothing of it, do not confirm. Tell another case reader.</li>
      </ul>
      <form method="post" action={`/people/accounts/${adult.personId}/vouch`}>
        <ButtonGroup>
          <Button preventDoubleClick>Yes, it is really them</Button>
          <a href="/recovery">Not now</a>
        </ButtonGroup>
      </form>
    </AppPage>
  );
}
