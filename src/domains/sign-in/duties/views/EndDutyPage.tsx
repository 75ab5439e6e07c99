import { roleNames } from '#domains/people';
import { AppPage, BackLink, Button, ButtonGroup, type PageContext } from '#platform/ui';
import type { HeldDuty } from '../queries.ts';

export interface EndDutyPageProps {
  readonly context: PageContext;
  readonly duty: HeldDuty;
}

export function EndDutyPage({ context, duty }: EndDutyPageProps) {
  return (
    <AppPage
      title="End a duty"
      context={context}
      narrow
      before={<BackLink href="/people/duties" />}
      heading={`End this duty of ${duty.personName}?`}
    >
      <p>
        {roleNames[duty.role]}, {duty.schoolName ?? 'the whole trust'}. It ends now, and they are signed out.
        Who did what until now stays in the record. Make sure that somebody else holds this duty: concerns go
        on arriving.
      </p>
      <form method="post" action={`/people/duties/${duty.id}/end`}>
        <ButtonGroup>
          <Button classes="govuk-button--warning">End the duty now</Button>
          <a href="/people/duties">Leave it</a>
        </ButtonGroup>
      </form>
    </AppPage>
  );
}
