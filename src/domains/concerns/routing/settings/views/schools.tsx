import { AppPage, type PageContext, SummaryList } from '#platform/ui';
import type { SchoolLink } from '../types.ts';

export interface SchoolsPageProps {
  readonly context: PageContext;
  readonly schools: readonly SchoolLink[];
}

/** For whoever leads safeguarding at several schools. */
export function SchoolsPage({ context, schools }: SchoolsPageProps) {
  return (
    <AppPage title="Settings" context={context} heading="Settings" detail="Choose a school.">
      <SummaryList
        rows={schools.map(({ id, name }) => ({
          key: { text: name },
          value: { text: '' },
          actions: {
            items: [
              { href: `/settings/routing/${id}`, text: 'Who is told', visuallyHiddenText: `at ${name}` },
              { href: `/settings/calendar/${id}`, text: 'Hours', visuallyHiddenText: `of ${name}` },
              { href: `/settings/files/${id}`, text: 'Room for files', visuallyHiddenText: `at ${name}` },
              { href: `/settings/ways/${id}`, text: 'Ways in', visuallyHiddenText: `at ${name}` },
              { href: `/settings/sanctions/${id}`, text: 'Sanctions', visuallyHiddenText: `at ${name}` },
            ],
          },
        }))}
      />
    </AppPage>
  );
}
