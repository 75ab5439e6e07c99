import type { ReactNode } from 'react';
import { formatLongDay, type Instant, localDateTime } from '#platform/clock';
import {
  Alert,
  AppPage,
  ButtonLink,
  Card,
  type PageContext,
  SummaryList,
  Table,
  TableRegion,
  Tag,
  type Tone,
  TwoColumns,
  VisuallyHidden,
  WorkList,
} from '#platform/ui';
import type { Standstill, Today, TodayFigures, TodayItem } from '../types.ts';

function greeting(at: Instant): string {
  const { hour } = localDateTime(at);
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}

const tags: Readonly<Record<string, { readonly text: string; readonly tone: Tone }>> = {
  unanswered: { text: 'Urgent', tone: 'urgent' },
  new: { text: 'New', tone: 'attention' },
  acknowledge: { text: 'New', tone: 'attention' },
  addition: { text: 'Added to', tone: 'attention' },
  action: { text: 'Due', tone: 'attention' },
  missing: { text: 'Missing', tone: 'active' },
  myconcern: { text: 'MyConcern', tone: 'active' },
  draft: { text: 'Draft', tone: 'quiet' },
  duty: { text: 'Confirm', tone: 'attention' },
  recovery: { text: 'Confirm', tone: 'attention' },
  vouch: { text: 'Confirm', tone: 'attention' },
  room: { text: 'Files', tone: 'attention' },
  backup: { text: 'Backup', tone: 'attention' },
  leavers: { text: 'Roster', tone: 'active' },
  handover: { text: 'Confirm', tone: 'attention' },
  behind: { text: 'Pass on', tone: 'attention' },
  'held-vacant': { text: 'Nobody', tone: 'attention' },
  'held-cover_ends': { text: 'Soon', tone: 'active' },
  'held-leaves': { text: 'Soon', tone: 'active' },
  'held-missing': { text: 'Roster', tone: 'active' },
  inbox: { text: 'Roster', tone: 'attention' },
  referral: { text: 'Due', tone: 'active' },
  police: { text: 'Due', tone: 'attention' },
  police_reason: { text: 'Read', tone: 'attention' },
  gap: { text: 'To do', tone: 'quiet' },
  news: { text: 'News', tone: 'active' },
};

function tagOf({ kind, late }: TodayItem) {
  if (late) return { text: 'Late', tone: 'attention' as const };
  return tags[kind] ?? { text: 'Open', tone: 'quiet' as const };
}

function openLink({ href, kind, reference, text }: TodayItem): ReactNode {
  if (href === null) return null;
  return (
    <a href={href}>
      {kind === 'draft' ? 'Go on' : 'Open'} <VisuallyHidden>{reference ?? text}</VisuallyHidden>
    </a>
  );
}

/** Their text says itself when it was due. */
const saysWhen: ReadonlySet<string> = new Set(['action', 'referral', 'police']);

const rowOf = (item: TodayItem) => ({
  tag: tagOf(item),
  title:
    item.reference === null ? (
      item.text
    ) : (
      <>
        {item.text} · <span className="gh-nowrap">{item.reference}</span>
      </>
    ),
  when: saysWhen.has(item.kind) ? undefined : item.when,
  action: openLink(item),
});

/** A day's work at a glance; what is less pressing folds away. */
const AT_A_GLANCE = 8;

function Waiting({ items }: { readonly items: readonly TodayItem[] }) {
  const others = items.slice(AT_A_GLANCE);
  return (
    <>
      <WorkList items={items.slice(0, AT_A_GLANCE).map(rowOf)} />
      {others.length === 0 ? null : (
        <details className="gh-more">
          <summary>{others.length} more, less pressing</summary>
          <WorkList items={others.map(rowOf)} />
        </details>
      )}
    </>
  );
}

/** Danger that waits: its own card, before everything else. */
function Urgent({ item }: { readonly item: TodayItem }) {
  return (
    <Card tone="urgent">
      <div className="gh-urgent">
        <Tag tone="urgent">Urgent</Tag>
        <p className="gh-urgent__what">
          <b>Concern {item.reference}</b>
          <br />
          <span className="gh-muted">{item.text}</span>
        </p>
        <ButtonLink href={item.href ?? '/concerns'}>
          Open and acknowledge <VisuallyHidden>{item.reference}</VisuallyHidden>
        </ButtonLink>
      </div>
    </Card>
  );
}

/** Days and hours to the half, minutes whole. */
function middle(value: number | null, unit: 'min' | 'hour' | 'day'): string {
  if (value === null) return 'none yet';
  const shown = unit === 'min' || value >= 10 ? Math.round(value) : Math.round(value * 2) / 2;
  return `half within ${shown} ${unit}${shown === 1 || unit === 'min' ? '' : 's'}`;
}

/** Long waits are said in hours: nobody thinks in four hundred minutes. */
function minutes(value: number | null): string {
  return value !== null && value >= 120 ? middle(value / 60, 'hour') : middle(value, 'min');
}

function HalfTerm({ figures }: { readonly figures: TodayFigures }) {
  const rows = [
    ['Concerns', `${figures.reported}`],
    ['Open now', `${figures.open}`],
    ...(figures.overdueActions > 0 ? [['Late actions', `${figures.overdueActions}`] as const] : []),
    ['Acknowledged in', minutes(figures.minutesToAcknowledge)],
    ['Closed in', middle(figures.daysToClose, 'day')],
  ] as const;
  return (
    <Card title="This half term">
      <SummaryList rows={rows.map(([key, value]) => ({ key: { text: key }, value: { text: value } }))} />
    </Card>
  );
}

function Schools({ figures }: { readonly figures: readonly TodayFigures[] }) {
  const numeric = (text: ReactNode) => ({ text, format: 'numeric' as const });
  return (
    <Card title="By school">
      <TableRegion label="Concerns by school">
        <Table
          head={[
            { text: 'School' },
            numeric('Open'),
            numeric('New'),
            numeric('Urgent'),
            numeric('Late actions'),
            numeric('This half term'),
          ]}
          rows={figures.map((row) => [
            { text: row.school },
            numeric(row.open),
            numeric(row.unacknowledged),
            numeric(row.urgentWaiting),
            numeric(row.overdueActions),
            numeric(row.reported),
          ])}
          firstCellIsHeader
        />
      </TableRegion>
    </Card>
  );
}

function Nothing({ today }: { readonly today: Today }) {
  const kind = today.handles
    ? 'A good moment for a cup of tea.'
    : 'If something worries you, however small, report it.';
  return (
    <p className="gh-quiet">
      {today.urgent.length + today.finishing.length > 0
        ? 'Nothing else waits for you.'
        : `Nothing waits for you. ${kind}`}
    </p>
  );
}

/** Silence looks like peace: whoever waits to be told must know that nobody tells them. */
function StandingStill({ since, handles, looksAfter }: Standstill) {
  return (
    <Alert variant="warning" title="Reminders and mail stand still">
      <p className="govuk-body">
        <b>Reminders and mail have not run since {since}.</b> Nobody is told by e-mail, and an urgent concern
        does not go on to the next in line. Reporting works.{' '}
        {handles ? 'Look at your concerns here, several times a day. ' : ''}
        {looksAfter
          ? 'Start the worker of Gatehouse again; “gatehouse doctor” on its machine says what is wrong.'
          : 'Tell your IT team now.'}
      </p>
    </Alert>
  );
}

export interface TodayPageProps {
  readonly context: PageContext;
  readonly today: Today;
  /** What stands beside the work: where to find support. */
  readonly beside: ReactNode;
}

export function TodayPage({ context, today, beside }: TodayPageProps) {
  const { figures, waiting, urgent, finishing } = today;
  const [only] = figures;
  const detail = [formatLongDay(today.at), ...today.duties, ...today.cover].join(' · ');
  return (
    <AppPage
      context={context}
      title="Today"
      heading={`${greeting(today.at)}, ${today.givenName}`}
      detail={detail}
      actions={<ButtonLink href="/concerns/report">Report a concern</ButtonLink>}
    >
      {today.standstill === null ? null : <StandingStill {...today.standstill} />}
      {urgent.map((item) => (
        <Urgent key={item.href} item={item} />
      ))}
      <TwoColumns
        sideLabel="Figures and support"
        side={
          <>
            {figures.length === 1 && only ? <HalfTerm figures={only} /> : null}
            {beside}
          </>
        }
      >
        <Card title="For you today">
          {waiting.length === 0 ? <Nothing today={today} /> : <Waiting items={waiting} />}
        </Card>
        {finishing.length > 0 ? (
          <Card title="Finish setting up">
            <WorkList items={finishing.map(rowOf)} />
          </Card>
        ) : null}
        {figures.length > 1 ? <Schools figures={figures} /> : null}
      </TwoColumns>
    </AppPage>
  );
}
