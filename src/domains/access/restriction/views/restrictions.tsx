import { formatDate, type Instant, localDate, Temporal } from '#platform/clock';
import { AppPage, Card, Muted, type PageContext, WorkList } from '#platform/ui';
import type { Listed, SchoolRestrictions } from '../types.ts';
import { restrictionWords } from '../words.ts';

function tagOf({ from }: Listed, now: Instant) {
  return Temporal.Instant.compare(from, now) > 0
    ? ({ text: `From ${formatDate(localDate(from))}`, tone: 'quiet' } as const)
    : ({ text: 'In force', tone: 'attention' } as const);
}

export interface RestrictionsPageProps {
  readonly context: PageContext;
  readonly schools: readonly SchoolRestrictions[];
  readonly now: Instant;
}

export function RestrictionsPage({ context, schools, now }: RestrictionsPageProps) {
  return (
    <AppPage
      title="Access withdrawn"
      context={context}
      heading="Access withdrawn"
      detail="Who may not use what, and until when. Please do not ask a child why, or tell anybody who need not know."
    >
      {schools.map((school) => (
        <Card key={school.id} title={school.name}>
          <WorkList
            empty="Nobody’s access is withdrawn."
            items={school.restrictions.map((one) => ({
              tag: tagOf(one, now),
              title: one.where === null ? one.name : `${one.name}, ${one.where}`,
              detail: restrictionWords(one),
            }))}
          />
        </Card>
      ))}
      <Muted>
        Reporting a concern, Tell someone, and pages that help a child are open to everybody, always.
      </Muted>
    </AppPage>
  );
}
