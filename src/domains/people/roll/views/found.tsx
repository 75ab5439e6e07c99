import type { FormState } from '#platform/forms';
import { AppPage, Breadcrumbs, Muted, type PageContext } from '#platform/ui';
import { type FoundPeople, MOST_FOUND } from '../types.ts';
import { NameSearch } from './name-search.tsx';
import { Pupils, Staff } from './people.tsx';

export interface FoundPageProps {
  readonly context: PageContext;
  readonly found: FoundPeople;
  readonly form: FormState;
}

/** The answer to a search by name. The title says nothing of the name: it goes into the browser's history. */
export function FoundPage({ context, found, form }: FoundPageProps) {
  const { pupils, staff, schools, schoolId } = found;
  const count = pupils.length + staff.length;
  return (
    <AppPage
      title="People found"
      context={context}
      before={
        <Breadcrumbs
          items={[{ text: 'People', href: `/people?school=${schoolId}` }, { text: 'Found by name' }]}
        />
      }
      heading={count === 1 ? '1 person found' : `${count} people found`}
    >
      <NameSearch form={form} schools={schools} schoolId={schoolId} />
      {count === 0 ? (
        <Muted>Nobody on the roll or staff has that name. Try fewer letters, or another spelling.</Muted>
      ) : null}
      {pupils.length === MOST_FOUND || staff.length === MOST_FOUND ? (
        <Muted>The first {MOST_FOUND} are shown. Enter more of the name.</Muted>
      ) : null}
      {pupils.length > 0 ? <Pupils title="Pupils" pupils={pupils} empty="" /> : null}
      {staff.length > 0 ? <Staff staff={staff} empty="" /> : null}
    </AppPage>
  );
}
