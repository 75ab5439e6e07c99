import { AppPage, BackLink, type PageContext } from '#platform/ui';
import type { GivenCode } from '../../types.ts';
import { CodeCard } from '../../views/CodeCard.tsx';

export interface RecoveryCodePageProps {
  readonly context: PageContext;
  readonly given: GivenCode;
  readonly validFor: string;
}

export function RecoveryCodePage({ context, given, validFor }: RecoveryCodePageProps) {
  return (
    <AppPage
      title="A one-time code"
      context={context}
      narrow
      before={<BackLink href="/recovery" />}
      heading="Hand this over"
    >
      <CodeCard given={given} validFor={validFor} />
    </AppPage>
  );
}
