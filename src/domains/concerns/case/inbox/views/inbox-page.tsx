import { formatDate, type Instant, localDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  Alert,
  AppPage,
  Button,
  ButtonLink,
  FilterLayout,
  FormErrors,
  type PageContext,
  Pagination,
  Table,
  TableRegion,
  Tag,
  TextField,
} from '#platform/ui';
import { categories, kinds } from '../../../types.ts';
import { SavedLists } from '../../saved/views/saved-lists.tsx';
import type { Piece } from '../../search/excerpt.ts';
import { MOST_FOUND } from '../../search/queries.ts';
import { placeFound, severityWords, statusWords } from '../../words.ts';
import { listPath } from '../filter.ts';
import type { InboxChild, InboxRow } from '../queries.ts';
import type { Inbox } from '../service.ts';
import { chosenFilters, FilterFields } from './filters.tsx';

/** "8 minutes", "3 days"; from four weeks on the day itself. */
function age(at: Instant, now: Instant): string {
  const minutes = Math.max(0, Math.floor((now.epochMilliseconds - at.epochMilliseconds) / 60_000));
  const say = (n: number, unit: string) => `${n}\u00a0${unit}${n === 1 ? '' : 's'} ago`;
  if (minutes < 60) return say(minutes, 'minute');
  if (minutes < 60 * 24) return say(Math.floor(minutes / 60), 'hour');
  return minutes < 60 * 24 * 28
    ? say(Math.floor(minutes / (60 * 24)), 'day')
    : formatDate(localDate(at)).replaceAll(' ', '\u00a0');
}

function childLine({ name, ncYear }: InboxChild): string {
  if (ncYear === null) return name;
  return `${name}, ${ncYear < 0 ? 'Nursery' : ncYear === 0 ? 'Reception' : `Year\u00a0${ncYear}`}`;
}

function Children({ of }: { readonly of: readonly InboxChild[] }) {
  return of.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered; two may be "Not known".
    <div key={index}>{childLine(child)}</div>
  ));
}

function kindLine(row: InboxRow): string {
  return row.categories.length > 0
    ? row.categories.map((id) => categories[id]).join(', ')
    : row.kinds.map((id) => kinds[id].text).join(', ');
}

/** What the reporter said of danger stays red until the case is closed. */
function Danger({ row }: { readonly row: InboxRow }) {
  if (!row.danger || row.status === 'closed') return null;
  return (
    <div className="gh-tag-line">
      <Tag tone="urgent">Danger</Tag>
    </div>
  );
}

function State({ row }: { readonly row: InboxRow }) {
  if (row.unacknowledged && row.status !== 'closed') {
    return <Tag tone={row.urgent ? 'urgent' : 'attention'}>{row.urgent ? 'Urgent' : 'New'}</Tag>;
  }
  const tone = row.status === 'closed' ? 'quiet' : row.urgent ? 'attention' : 'active';
  return (
    <>
      {row.urgent && !row.danger && row.status !== 'closed' ? (
        <div className="gh-tag-line">
          <Tag tone="attention">Urgent</Tag>
        </div>
      ) : null}
      <Tag tone={tone}>{statusWords[row.status]}</Tag>
      {row.severity === null ? null : <div className="gh-muted">{severityWords[row.severity]}</div>}
    </>
  );
}

/** Where a search found it, in the words that stand there. */
function Excerpt({ row, pieces }: { readonly row: InboxRow; readonly pieces: readonly Piece[] | undefined }) {
  if (row.place === null) return null;
  return (
    <p className="gh-excerpt">
      <span className="gh-muted">{placeFound[row.place]}</span>
      {pieces === undefined ? null : (
        <>
          {': '}
          {pieces.map(({ text, found }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered.
            found ? <mark key={index}>{text}</mark> : text,
          )}
        </>
      )}
    </p>
  );
}

function cells(row: InboxRow, inbox: Inbox) {
  return [
    {
      text: (
        <>
          <a className="govuk-link" href={`/concerns/${row.id}`}>
            {row.reference}
          </a>
          <div className="gh-muted">{age(row.reportedAt, inbox.now)}</div>
        </>
      ),
    },
    {
      text: (
        <>
          <Danger row={row} />
          <State row={row} />
          {row.addedTo ? (
            <div>
              <Tag tone="attention">Added to</Tag>
            </div>
          ) : null}
        </>
      ),
    },
    {
      text: (
        <>
          {row.headline}
          <div className="gh-muted">
            {kindLine(row)}
            {inbox.schools.length > 1 ? ` · ${row.schoolName}` : null}
          </div>
          <Excerpt row={row} pieces={inbox.excerpts.get(row.id)} />
        </>
      ),
    },
    {
      text: row.children.length === 0 ? 'Nobody named' : <Children of={row.children} />,
    },
    {
      text:
        row.assignedTo === null
          ? 'Nobody'
          : row.assignedTo === inbox.myId
            ? 'You'
            : (row.assignee ?? 'Somebody who has left'),
    },
  ];
}

const head = ['Concern', 'State', 'What it is about', 'Children', 'Assigned to'].map((text) => ({ text }));

function Search({ form }: { readonly form: FormState }) {
  return (
    <form method="post" action="/concerns/search" className="gh-search" noValidate>
      <TextField
        form={form}
        name="words"
        label="Search"
        hint="A name, nearly right will do; a reference; words of the report, a note or the outcome; an account or address"
        type="search"
        autocomplete="off"
      />
      <Button classes="govuk-button--secondary">Search</Button>
    </form>
  );
}

function Found({ inbox }: { readonly inbox: Inbox }) {
  const { words, filter, rows } = inbox;
  const found = rows[0]?.found ?? 0;
  if (words === undefined) {
    return (
      <Alert
        variant="information"
        title="That search is over. Searches are thrown away after a day; please search again."
      />
    );
  }
  if (words === null) return null;
  return (
    <p className="govuk-body">
      Found for <b>{words}</b>.{' '}
      <a className="govuk-link" href={listPath(filter, { search: null })}>
        Show all
      </a>
      {found >= MOST_FOUND ? <> A thousand and more fit, and not all are listed: add a word.</> : null}
    </p>
  );
}

export interface InboxPageProps {
  readonly context: PageContext;
  readonly inbox: Inbox;
  readonly form: FormState;
  /** Of a list that is to be kept. */
  readonly saving: FormState;
}

export function InboxPage({ context, inbox, form, saving }: InboxPageProps) {
  const { filter, rows, next } = inbox;
  return (
    <AppPage
      title="Concerns"
      context={context}
      errors={[...form.errors, ...saving.errors]}
      before={<FormErrors form={saving.errors.length > 0 ? saving : form} />}
      heading="Concerns"
      actions={<ButtonLink href="/concerns/report">Report a concern</ButtonLink>}
    >
      <Search form={form} />
      <SavedLists
        saved={inbox.saved}
        schools={inbox.shareable}
        query={filter.search === null ? (listPath(filter).split('?')[1] ?? '') : null}
        form={saving}
      />
      <FilterLayout
        action="/concerns"
        selected={chosenFilters(inbox)}
        clearHref={filter.search === null ? '/concerns' : `/concerns?search=${filter.search}`}
        options={<FilterFields inbox={inbox} />}
      >
        <Found inbox={inbox} />
        {rows.length === 0 ? (
          <p className="govuk-body">No concern here fits.</p>
        ) : (
          <TableRegion label="Concerns">
            <Table
              cards
              caption="Concerns"
              captionClasses="govuk-visually-hidden"
              head={head}
              rows={rows.map((row) => cells(row, inbox))}
            />
          </TableRegion>
        )}
        {next !== null || filter.after !== null ? (
          <Pagination
            landmarkLabel="Pages of concerns"
            previous={filter.after === null ? undefined : { href: listPath(filter), text: 'First page' }}
            next={next === null ? undefined : { href: listPath(filter, { after: next }) }}
          />
        ) : null}
      </FilterLayout>
    </AppPage>
  );
}
