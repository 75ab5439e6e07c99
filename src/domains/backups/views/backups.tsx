import { formatInstant, formatTime, type Instant } from '#platform/clock';
import {
  Alert,
  AppPage,
  Card,
  Details,
  Muted,
  type PageContext,
  SummaryList,
  Table,
  TableRegion,
  Tag,
} from '#platform/ui';
import type { BackupRow, Backups } from '../types.ts';

export interface BackupsPageProps {
  readonly context: PageContext;
  readonly backups: Backups;
  readonly failureInWords: (failure: string) => string;
}

/** "812 kB", "3.1 MB", "5.2 GB": as disks are sold. */
function size(bytes: number | null): string {
  if (bytes === null) return '';
  const [value, unit] =
    bytes >= 1e9 ? [bytes / 1e9, 'GB'] : bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB'];
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const secondsBetween = (from: Instant, to: Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 1000;

function ago(at: Instant, now: Instant): string {
  const hours = Math.floor(secondsBetween(at, now) / 3600);
  if (hours < 1) return 'less than an hour ago';
  if (hours < 48) return hours === 1 ? '1 hour ago' : `${hours} hours ago`;
  return `${Math.floor(hours / 24)} days ago`;
}

function Standing({ backups, failureInWords }: Omit<BackupsPageProps, 'context'>) {
  const { state, lastGood, rows, at, dir } = backups;
  const failure = rows[0]?.failure ?? rows[0]?.checkFailure ?? null;
  const why = failure === null ? '' : ` ${failureInWords(failure)}`;
  if (state === 'off')
    return (
      <Alert showTitleAsHeading variant="warning" title="No backups are made">
        Whoever runs Gatehouse has not said where backups go: set GATEHOUSE_BACKUP_DIR to a folder on another
        machine or disk, and start Gatehouse again.
      </Alert>
    );
  if (state === 'none')
    return (
      <Alert showTitleAsHeading variant={failure === null ? 'information' : 'warning'} title="No backup yet">
        {failure === null ? 'The first one is made within the hour.' : `The last try failed.${why}`}
      </Alert>
    );
  if (state === 'late' && lastGood !== null)
    return (
      <Alert showTitleAsHeading variant="error" title="No good backup for more than a day">
        The last good one was made {ago(lastGood.beganAt, at)}.
        {failure === null ? '' : ` The last try was not good.${why}`} What is reported now would be lost with
        this server.{dir === null ? ' No folder is set for them (GATEHOUSE_BACKUP_DIR).' : ''}
      </Alert>
    );
  if (failure !== null)
    return (
      <Alert showTitleAsHeading variant="warning" title="The last backup is not good">
        {why.trim()} The one before it still counts.
      </Alert>
    );
  return null;
}

function LastGood({ backups }: Pick<BackupsPageProps, 'backups'>) {
  const { lastGood, at, dir, kept } = backups;
  const checked =
    lastGood?.checkedAt == null
      ? 'Not yet: it has not been restored on trial'
      : `Restored on trial and the audit record verified, ${formatInstant(lastGood.checkedAt)}`;
  const rows = [
    ...(lastGood === null
      ? []
      : [
          ['Made', `${formatInstant(lastGood.beganAt)}, ${ago(lastGood.beganAt, at)}`],
          ['Checked', checked],
          ['Database', size(lastGood.databaseBytes)],
          [
            'Evidence',
            `${(lastGood.objectCount ?? 0).toLocaleString('en-GB')} files, ${size(lastGood.objectBytes)}`,
          ],
        ]),
    ...(dir === null ? [] : [['Folder on the server', dir]]),
    ['Kept', `The last of each day for ${kept.daily} days, of each week for ${kept.weekly} weeks`],
  ];
  return (
    <Card title="Last good backup">
      {lastGood === null ? <p className="govuk-body">There is none.</p> : null}
      <SummaryList
        rows={rows.map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } }))}
      />
    </Card>
  );
}

/** Two weeks of nights: older ones say little, and on a phone each is a card. */
const MOST_SHOWN = 14;

function ResultTag({ row }: { readonly row: BackupRow }) {
  if (row.failure !== null) return <Tag tone="urgent">Failed</Tag>;
  if (row.checkFailure !== null) return <Tag tone="urgent">Not good</Tag>;
  if (row.checkedAt === null) return <Tag tone="quiet">Not checked</Tag>;
  return <Tag tone="active">Checked</Tag>;
}

function History({ backups, failureInWords }: Omit<BackupsPageProps, 'context'>) {
  const rows = backups.rows.slice(0, MOST_SHOWN);
  if (rows.length === 0) return null;
  const numeric = (text: string) => ({ text, format: 'numeric' as const });
  const cells = (row: BackupRow) => {
    const failure = row.failure ?? row.checkFailure;
    return [
      { text: <span className="gh-nowrap">{formatInstant(row.beganAt)}</span> },
      {
        text: (
          <>
            <ResultTag row={row} />
            {failure === null ? null : <Muted>{failureInWords(failure)}</Muted>}
            {row.removedAt === null ? null : <Muted>Cleared away</Muted>}
          </>
        ),
      },
      numeric(size(row.databaseBytes)),
      numeric(row.copiedBytes === 0 ? 'none' : size(row.copiedBytes)),
      numeric(duration(secondsBetween(row.beganAt, row.endedAt))),
      numeric(row.checkSeconds === null ? '' : duration(row.checkSeconds)),
    ];
  };
  return (
    <Card title="The last backups">
      <TableRegion label="The last backups">
        <Table
          cards
          firstCellIsHeader
          head={[
            { text: 'Begun' },
            { text: 'Result' },
            numeric('Database'),
            numeric('New evidence'),
            numeric('Took'),
            numeric('Check took'),
          ]}
          rows={rows.map(cells)}
        />
      </TableRegion>
    </Card>
  );
}

export function BackupsPage({ context, backups, failureInWords }: BackupsPageProps) {
  return (
    <AppPage context={context} title="Backups" heading="Backups" detail={`As of ${formatTime(backups.at)}`}>
      <Standing backups={backups} failureInWords={failureInWords} />
      <LastGood backups={backups} />
      <History backups={backups} failureInWords={failureInWords} />
      <Details summary="Getting everything back">
        <p className="govuk-body">
          On a new machine, whoever runs Gatehouse installs it and types <code>npx gatehouse restore</code>{' '}
          with the folder of backups and the key file. Nothing is readable without the key file, and no backup
          holds it: keep it, or the printed recovery key, in a safe and away from the backups.
        </p>
        <p className="govuk-body">
          A backup holds every report, case, account and evidence file up to the minute at which it began. It
          is encrypted from the first byte to the last.
        </p>
      </Details>
    </AppPage>
  );
}
