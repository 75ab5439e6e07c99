import { formatInstant, type Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { findReporterNews } from './queries.ts';

export interface ReporterItem {
  readonly kind: 'draft' | 'news';
  readonly urgent: false;
  readonly link: string;
  readonly reference: string | null;
  readonly text: string;
  readonly due: Instant;
}

const newsWords: Readonly<Record<string, string>> = {
  acknowledged: 'Somebody has your report and is acting on it',
  message: 'There is a message for you about your report',
  outcome: 'There is an outcome of your report',
  reopened: 'Your report was opened again',
};

/** What a reporter left unfinished, and what they were told in the last two weeks: one statement. */
export async function findTodayForReporter(tx: Tx, me: Me): Promise<ReporterItem[]> {
  const rows = await findReporterNews(tx, me.id);
  return rows.map((row) =>
    row.kind === 'draft'
      ? {
          kind: 'draft',
          urgent: false,
          link: `/concerns/report/${row.id}/check`,
          reference: null,
          due: row.at,
          text: `You began a report on ${formatInstant(row.at)} and have not sent it`,
        }
      : {
          kind: 'news',
          urgent: false,
          link: `/concerns/mine/${row.id}`,
          reference: row.reference,
          due: row.at,
          text: newsWords[row.kind] ?? 'There is news about your report',
        },
  );
}
