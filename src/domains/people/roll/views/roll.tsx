import type { FormState } from '#platform/forms';
import {
  AppPage,
  ButtonLink,
  FilterLayout,
  FormErrors,
  type PageContext,
  Pagination,
  Select,
  type SelectedFilter,
} from '#platform/ui';
import { yearName } from '../../search/service.ts';
import { PAGE_SIZE, type Roll, type RollFilter } from '../types.ts';
import { NameSearch } from './name-search.tsx';
import { Pupils, Staff } from './people.tsx';

type Asked = Pick<RollFilter, 'schoolId'> & Partial<RollFilter>;

function addressOf({ schoolId, ncYear, classId, page }: Asked): string {
  const query = new URLSearchParams({ school: schoolId });
  if (ncYear !== undefined && ncYear !== null) query.set('year', String(ncYear));
  if (classId !== undefined && classId !== null) query.set('class', classId);
  if (page !== undefined && page > 1) query.set('page', String(page));
  return `/people?${query}`;
}

function chosen({ filter, classes }: Roll): SelectedFilter[] {
  const { schoolId, ncYear, classId } = filter;
  const aClass = classes.find(({ id }) => id === classId);
  return [
    ...(ncYear === null ? [] : [{ text: yearName(ncYear), href: addressOf({ schoolId, classId }) }]),
    ...(aClass === undefined ? [] : [{ text: aClass.title, href: addressOf({ schoolId, ncYear }) }]),
  ];
}

function Options({ roll }: { readonly roll: Roll }) {
  const { schools, filter, classes, years } = roll;
  return (
    <>
      {schools.length > 1 ? (
        <Select
          name="school"
          id="filter-school"
          label={{ text: 'School' }}
          value={filter.schoolId}
          items={schools.map(({ id, name }) => ({ value: id, text: name }))}
        />
      ) : null}
      <Select
        name="year"
        label={{ text: 'Year' }}
        value={filter.ncYear === null ? '' : String(filter.ncYear)}
        items={[
          { value: '', text: 'All years' },
          ...years.map((year) => ({ value: String(year), text: yearName(year) })),
        ]}
      />
      <Select
        name="class"
        label={{ text: 'Class' }}
        value={filter.classId ?? ''}
        items={[
          { value: '', text: 'All classes' },
          ...classes.map(({ id, title }) => ({ value: id, text: title })),
        ]}
      />
    </>
  );
}

function Pages({ roll: { filter, pupilCount } }: { readonly roll: Roll }) {
  const pages = Math.ceil(pupilCount / PAGE_SIZE);
  if (pages < 2) return null;
  return (
    <Pagination
      landmarkLabel="Pages of pupils"
      previous={filter.page > 1 ? { href: addressOf({ ...filter, page: filter.page - 1 }) } : undefined}
      next={filter.page < pages ? { href: addressOf({ ...filter, page: filter.page + 1 }) } : undefined}
      items={Array.from({ length: pages }, (_, at) => at + 1)
        .filter((number) => number === 1 || number === pages || Math.abs(number - filter.page) < 3)
        .map((number) => ({
          number,
          href: addressOf({ ...filter, page: number }),
          current: number === filter.page,
        }))}
    />
  );
}

const pupilsIn = ({ pupilCount, filter }: Roll): string =>
  `${pupilCount.toLocaleString('en-GB')} ${pupilCount === 1 ? 'pupil' : 'pupils'}${
    filter.ncYear !== null || filter.classId !== null ? ' in this choice' : ' on roll'
  }`;

export interface RollPageProps {
  readonly context: PageContext;
  readonly roll: Roll;
  readonly form: FormState;
}

export function RollPage({ context, roll, form }: RollPageProps) {
  const { filter, schools, staff, showsPupils } = roll;
  const school = schools.find(({ id }) => id === filter.schoolId)?.name ?? '';
  const staffList = <Staff staff={staff} empty="Nobody has a post here." />;
  return (
    <AppPage
      title="People"
      context={context}
      errors={form.errors}
      heading="People"
      actions={
        roll.mayAdd ? (
          <ButtonLink href="/people/add" classes="govuk-button--secondary">
            Add an adult
          </ButtonLink>
        ) : undefined
      }
      detail={showsPupils ? `${school} · ${pupilsIn(roll)}` : school}
    >
      <FormErrors form={form} />
      <NameSearch form={form} schools={schools} schoolId={filter.schoolId} />
      {showsPupils ? (
        <FilterLayout
          action="/people"
          selected={chosen(roll)}
          clearHref={addressOf({ schoolId: filter.schoolId })}
          submitText="Show"
          options={<Options roll={roll} />}
        >
          <Pupils title="Pupils" pupils={roll.pupils} empty="No pupil is in this choice." />
          <Pages roll={roll} />
          {filter.ncYear === null && filter.page === 1 ? staffList : null}
        </FilterLayout>
      ) : (
        staffList
      )}
    </AppPage>
  );
}
