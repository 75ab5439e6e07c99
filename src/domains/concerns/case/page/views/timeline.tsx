import { formatInstant, type Instant, Temporal } from '#platform/clock';
import { Timeline, type TimelineItem } from '#platform/ui';
import { toldBy, whenSaid } from '../../../outside.ts';
import type { Concern } from '../../../types.ts';
import { rowName } from '../../follow/words.ts';
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
  const { action, concern, person, row } = entry.details;
  const what = view.following.actions.find(({ id }) => id === action)?.what ?? rowName(view.following, row);
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
  shut_out: 'Told that a reader was shut out',
  police: 'Told that nobody had decided about the Police',
};

/** Of what was told without a name the day alone. */
const saidAt = (concern: Concern, at: Instant) => ({ ...dated(at), text: whenSaid(concern, at) });

function additionItem(said: Said, concern: Concern): Dated {
  const children = <p className="govuk-body gh-kept">{said.body}</p>;
  const label = { text: 'The reporter added' };
  return { at: said.at, item: { label, datetime: saidAt(concern, said.at), tone: 'attention', children } };
}

/** Everybody told in one go stands on one line, with who has opened it. */
function noticeItem(together: readonly Said[], concern: Concern): Dated | undefined {
  const [first] = together;
  if (first === undefined) return undefined;
  const people = together.map(({ name, seenAt }) => {
    const seen = seenAt === null ? 'not opened yet' : `opened ${formatInstant(seenAt)}`;
    return `${name ?? 'somebody who has left'} (${seen})`;
  });
  return {
    at: first.at,
    item: {
      label: { text: noticeWords[first.kind] ?? 'Told' },
      datetime: saidAt(concern, first.at),
      tone: first.kind === 'escalated' ? 'attention' : 'quiet',
      children: <p className="govuk-body">{people.join('; ')}</p>,
    },
  };
}

/** What was sent to the reporter stands in the timeline as the act that sent it. */
function saidItems({ said, concern }: CaseView): (Dated | undefined)[] {
  const notices = Object.values(
    Object.groupBy(
      said.filter(({ what }) => what === 'notice'),
      ({ at, kind }) => `${at.toString()} ${kind}`,
    ),
  );
  return [
    ...said.filter(({ what }) => what === 'addition').map((one) => additionItem(one, concern)),
    ...notices.map((together) => noticeItem(together ?? [], concern)),
  ];
}

/** Everything that happened, newest first. */
export function CaseTimeline({ view }: { readonly view: CaseView }) {
  const { concern, names } = view;
  const sent: Dated = {
    at: concern.enteredAt,
    item: {
      label: { text: concern.onPaper ? 'Typed in from paper' : 'Reported' },
      byline: `${concern.outside === null ? shortName(toldBy(concern, names.get(concern.reporterId ?? ''))) : toldBy(concern, undefined)} (${concern.reporterDesignation})`,
      datetime: saidAt(concern, concern.enteredAt),
    },
  };
  const rest = [...view.entries.map((entry) => entryItem(entry, view)), ...saidItems(view)]
    .filter((item) => item !== undefined)
    .sort((a, b) => Temporal.Instant.compare(b.at, a.at));
  return <Timeline items={[...rest, sent].map(({ item }) => item)} />;
}
