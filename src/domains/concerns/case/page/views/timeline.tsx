import { formatInstant, type Instant, Temporal } from '#platform/clock';
import { Timeline, type TimelineItem } from '#platform/ui';
import type { Entry } from '../../types.ts';
import { deedName, shortName } from '../../words.ts';
import type { Said } from '../queries.ts';
import type { CaseView } from '../service.ts';
import { Changes } from './changes.tsx';

interface Dated {
  readonly at: Instant;
  readonly item: TimelineItem;
}

const dated = (at: Instant) => ({ timestamp: at.toString(), text: formatInstant(at) });

function About({ entry, view }: { readonly entry: Entry; readonly view: CaseView }) {
  const { action, concern, person } = entry.details;
  const what = view.actions.find(({ id }) => id === action)?.what;
  const other = view.links.mentioned.find(({ id }) => id === concern);
  return (
    <>
      {what === undefined || entry.kind === 'action_add' ? null : <p className="govuk-body">{what}</p>}
      {other ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/concerns/${other.id}`}>
            {other.reference}
          </a>
        </p>
      ) : null}
      {person === undefined ? null : (
        <p className="govuk-body">{view.names.get(person) ?? 'Somebody who has left'}</p>
      )}
    </>
  );
}

function entryItem(entry: Entry, view: CaseView): Dated {
  return {
    at: entry.at,
    item: {
      label: { text: deedName(entry.kind) },
      ...(entry.authorName === null ? {} : { byline: entry.authorName }),
      datetime: dated(entry.at),
      tone: entry.kind === 'note' ? 'quiet' : undefined,
      children: (
        <>
          <About entry={entry} view={view} />
          {entry.body === null ? null : <p className="govuk-body gh-kept">{entry.body}</p>}
          <Changes entry={entry} names={view.names} />
        </>
      ),
    },
  };
}

const noticeWords: Readonly<Record<string, string>> = {
  new: 'Told of a new concern',
  urgent: 'Told: urgent',
  escalated: 'Next in line told',
  reminder: 'Reminded',
  addition: 'Told that the reporter added something',
  assigned: 'Told that it was assigned to them',
};

function saidItem(said: Said): Dated | undefined {
  const base = { datetime: dated(said.at) };
  if (said.what === 'addition') {
    const children = <p className="govuk-body gh-kept">{said.body}</p>;
    return {
      at: said.at,
      item: { ...base, label: { text: 'The reporter added' }, tone: 'attention', children },
    };
  }
  // Every other update stands in the timeline as the act that sent it.
  if (said.what === 'update') return undefined;
  const seen = said.seenAt === null ? 'not opened yet' : `opened ${formatInstant(said.seenAt)}`;
  const text = `${noticeWords[said.kind] ?? 'Told'}: ${said.name ?? 'somebody who has left'}`;
  const children = <p className="govuk-body gh-muted">{seen}</p>;
  return {
    at: said.at,
    item: { ...base, label: { text }, tone: said.kind === 'escalated' ? 'attention' : 'quiet', children },
  };
}

/** Everything that happened, newest first. */
export function CaseTimeline({ view }: { readonly view: CaseView }) {
  const { concern, names } = view;
  const sent: Dated = {
    at: concern.enteredAt,
    item: {
      label: { text: concern.onPaper ? 'Typed in from paper' : 'Reported' },
      byline: `${shortName(names.get(concern.reporterId) ?? 'somebody who has left')} (${concern.reporterDesignation})`,
      datetime: dated(concern.enteredAt),
    },
  };
  const rest = [...view.entries.map((entry) => entryItem(entry, view)), ...view.said.map(saidItem)]
    .filter((item) => item !== undefined)
    .sort((a, b) => Temporal.Instant.compare(b.at, a.at));
  return <Timeline items={[...rest, sent].map(({ item }) => item)} />;
}
