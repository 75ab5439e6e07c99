import { AppPage, BackLink, type PageContext } from '#platform/ui';
import type { GivenCode } from '../../types.ts';
import { CodeCard } from '../../views/CodeCard.tsx';

export interface InvitationGivenPageProps {
  readonly context: PageContext;
  readonly given: GivenCode;
}

export function InvitationGivenPage({ context, given }: InvitationGivenPageProps) {
  return (
    <AppPage
      title="A one-time code"
      context={context}
      narrow
      before={<BackLink href="/people/accounts" />}
      heading="Hand this over"
    >
      <CodeCard given={given} validFor="3 days" />
    </AppPage>
  );
}
