import { AppPage, BackLink, type PageContext } from '#platform/ui';
import type { GivenCode } from '../../types.ts';
import { CodeCard } from '../../views/CodeCard.tsx';

export interface DutyCodePageProps {
  readonly context: PageContext;
  readonly given: GivenCode;
}

export function DutyCodePage({ context, given }: DutyCodePageProps) {
  return (
    <AppPage
      title="A one-time code"
      context={context}
      narrow
      before={<BackLink href="/people/duties" />}
      heading="The duty is given. Hand this over"
    >
      <p>
        Who begins to read cases begins their sign-in afresh. They are signed out until they have used this
        code.
      </p>
      <CodeCard given={given} validFor="3 days" />
    </AppPage>
  );
}
