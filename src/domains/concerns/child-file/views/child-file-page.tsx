import { yearName } from '#domains/people';
import { formatDate, formatDay, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  ButtonGroup,
  ButtonLink,
  DateField,
  FilterLayout,
  FormErrors,
  Muted,
  type PageContext,
  Pagination,
  type SelectedFilter,
  SelectField,
  Timeline,
  type TimelineItem,
} from '#platform/ui';
import { partWords, statusWords } from '../../case/words.ts';
import { type FileFilter, filePath } from '../filter.ts';
import { PatternCards } from '../patterns/view.tsx';
import type { ChildFile } from '../service.ts';
import { type FileChild, type FileItem, fileKinds } from '../types.ts';
import { kindWords, titleOf } from '../words.ts';

function Options({ form }: { readonly form: FormState }) {
  return (
    <>
      <SelectField
        form={form}
        name="kind"
        label="Show"
        unchosen="Everything"
        items={fileKinds.map((value) => ({ value, text: kindWords[value] }))}
      />
      <DateField form={form} name="from" label="From" hint="Such as 1 9 2026" />
      <DateField form={form} name="until" label="To" />
    </>
  );
}

function chosen({ child, filter }: ChildFile): SelectedFilter[] {
  const without = (one: Partial<FileFilter>) => filePath(child.id, { ...filter, before: null, ...one });
  const { kind, from, until } = filter;
  return [
    ...(kind === null ? [] : [{ text: kindWords[kind], href: without({ kind: null }) }]),
    ...(from === null ? [] : [{ text: `From ${formatDate(from)}`, href: without({ from: null }) }]),
    ...(until === null ? [] : [{ text: `To ${formatDate(until)}`, href: without({ until: null }) }]),
  ];
}

function timelineItem(item: FileItem): TimelineItem {
  const { at, dayOnly, kind, by, text, cleared } = item;
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
          {cleared ? 'Was somebody else · ' : null}
          {item.concernId === null ? (
            `From ${item.reference}. Not a report of this school.`
          ) : (
            <a className="govuk-link" href={`/concerns/${item.concernId}`}>
              {item.reference}
            </a>
          )}
          {kind === 'concern' && item.part !== null && item.status !== null
            ? ` · ${partWords[item.part]} · ${statusWords[item.status]}`
            : null}
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
  form,
}: {
  readonly context: PageContext;
  readonly file: ChildFile;
  readonly form: FormState;
}) {
  const { child, filter, items } = file;
  const filtered = filter.kind !== null || filter.from !== null || filter.until !== null;
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
          <ButtonGroup>
            <ButtonLink href={`/children/${child.id}/export`} classes="govuk-button--secondary">
              Take a copy
            </ButtonLink>
            {file.sends ? (
              <ButtonLink href={`/children/${child.id}/transfer`} classes="govuk-button--secondary">
                Send the file on
              </ButtonLink>
            ) : null}
          </ButtonGroup>
        )
      }
    >
      <FormErrors form={form} />
      <FilterLayout
        action={`/children/${child.id}`}
        selected={chosen(file)}
        clearHref={`/children/${child.id}`}
        options={<Options form={form} />}
      >
        {file.patterns === null ? null : <PatternCards patterns={file.patterns} />}
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
          here. Opening this page is recorded. To print, use your browser: it prints what is shown.{' '}
          <a className="govuk-link" href="/transfers">
            Files that move between schools
          </a>
        </Muted>
      </FilterLayout>
    </AppPage>
  );
}
