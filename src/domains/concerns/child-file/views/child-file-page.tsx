import { yearName } from '#domains/people';
import { formatDay, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  ButtonLink,
  FilterLayout,
  Muted,
  type PageContext,
  Pagination,
  type SelectedFilter,
  SelectField,
  Timeline,
  type TimelineItem,
} from '#platform/ui';
import { statusWords } from '../../case/words.ts';
import { type FileFilter, filePath, periods } from '../filter.ts';
import type { ChildFile } from '../service.ts';
import { type FileChild, type FileItem, fileKinds } from '../types.ts';
import { kindWords, partOf, periodWords, titleOf } from '../words.ts';

const formOf = ({ kind, period }: FileFilter): FormState => ({
  values: { kind: [kind ?? ''], period: [period ?? ''] },
  errors: [],
});

function Options({ filter }: { readonly filter: FileFilter }) {
  const form = formOf(filter);
  return (
    <>
      <SelectField
        form={form}
        name="kind"
        label="Show"
        unchosen="Everything"
        items={fileKinds.map((value) => ({ value, text: kindWords[value] }))}
      />
      <SelectField
        form={form}
        name="period"
        label="From"
        unchosen="The beginning"
        items={periods.map((value) => ({ value, text: periodWords[value] }))}
      />
    </>
  );
}

function chosen({ child, filter }: ChildFile): SelectedFilter[] {
  const without = (one: Partial<FileFilter>) => filePath(child.id, { ...filter, before: null, ...one });
  const { kind, period } = filter;
  return [
    ...(kind === null ? [] : [{ text: kindWords[kind], href: without({ kind: null }) }]),
    ...(period === null ? [] : [{ text: periodWords[period], href: without({ period: null }) }]),
  ];
}

function timelineItem(item: FileItem): TimelineItem {
  const { at, dayOnly, kind, by, text } = item;
  return {
    label: { text: titleOf(item) },
    ...(by === null ? {} : { byline: by }),
    datetime: dayOnly
      ? { timestamp: at.toString().slice(0, 10), text: formatDay(at) }
      : { timestamp: at.toString(), text: formatInstant(at) },
    tone: kind === 'concern' ? 'attention' : 'quiet',
    children: (
      <>
        {text === null ? null : <p className="govuk-body gh-kept">{text}</p>}
        <Muted>
          <a className="govuk-link" href={`/concerns/${item.concernId}`}>
            {item.reference}
          </a>{' '}
          {kind === 'concern' ? `· ${partOf(item)} · ${statusWords[item.status]}` : null}
        </Muted>
      </>
    ),
  };
}

/** Where the child is: "Larkmoor Primary School · Year 6, Beech". */
function placeOf({ schoolName, ncYear, registrationGroup }: FileChild): string {
  if (schoolName === null) return 'Not at a school of yours now';
  const group = [ncYear === null ? null : yearName(ncYear), registrationGroup].filter(
    (part) => part !== null,
  );
  return [schoolName, group.join(', ')].filter((part) => part !== '').join(' · ');
}

function Older({ file: { child, filter, older } }: { readonly file: ChildFile }) {
  if (older === null && filter.before === null) return null;
  return (
    <Pagination
      landmarkLabel="Pages of this file"
      previous={
        filter.before === null
          ? undefined
          : { href: filePath(child.id, { ...filter, before: null }), text: 'Newest' }
      }
      next={older === null ? undefined : { href: filePath(child.id, older), text: 'Older' }}
    />
  );
}

/** No name in the title: it stands in the browser's history. */
export function ChildFilePage({
  context,
  file,
}: {
  readonly context: PageContext;
  readonly file: ChildFile;
}) {
  const { child, filter, items } = file;
  const filtered = filter.kind !== null || filter.period !== null;
  return (
    <AppPage
      title="A child’s file"
      context={context}
      before={
        <>
          <p className="gh-print-only">
            Confidential: safeguarding record{filtered ? '. Only a part of it was chosen' : ''}
          </p>
          <Breadcrumbs items={[{ text: 'Concerns', href: '/concerns' }, { text: 'A child’s file' }]} />
        </>
      }
      heading={child.name}
      detail={placeOf(child)}
      actions={
        items.length === 0 ? null : (
          <ButtonLink href={`/children/${child.id}/export`} classes="govuk-button--secondary">
            Take a copy
          </ButtonLink>
        )
      }
    >
      <FilterLayout
        action={`/children/${child.id}`}
        selected={chosen(file)}
        clearHref={`/children/${child.id}`}
        options={<Options filter={filter} />}
      >
        <h2 className="govuk-heading-m">What happened, newest first</h2>
        {items.length === 0 ? (
          <p className="govuk-body">
            {filtered ? 'Nothing that you may see fits.' : 'Nothing that you may see is recorded.'}
          </p>
        ) : (
          <Timeline items={items.map(timelineItem)} />
        )}
        <Older file={file} />
        <Muted>
          Concerns about children that you handle, and what followed them. What you may not see is not counted
          here. Opening this page is recorded. To print, use your browser: it prints what is shown.
        </Muted>
      </FilterLayout>
    </AppPage>
  );
}
