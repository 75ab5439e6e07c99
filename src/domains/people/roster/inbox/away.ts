import type { Instant } from '#platform/clock';
import type { RosterImport } from '../imports/types.ts';
import { linesOf, whereOf } from '../words.ts';
import type { LyingFile } from './folder.ts';
import { type InboxFile, reasonWords } from './types.ts';

const faultsOf = (found: RosterImport | undefined): string[] =>
  (found?.preview?.faults ?? []).flatMap((fault) => [
    `${fault.severity === 'error' ? 'Error' : 'Warning'}: ${whereOf(fault)}`,
    `  ${fault.problem}`,
    `  ${fault.remedy}`,
  ]);

/** What lies beside a file that was put away: figures and faults, which name nobody. */
export function whyText(file: InboxFile, found: RosterImport | undefined): string {
  const at = `Decided at ${file.decidedAt?.toString() ?? ''}.`;
  const lines =
    file.state === 'done'
      ? [
          found === undefined ? 'Nothing to change: Gatehouse held all of it already.' : 'Applied.',
          ...linesOf(found?.counts ?? {}).map(({ text, count }) => `  ${count}  ${text}`),
        ]
      : [
          'Refused: nothing was changed.',
          file.reason === null ? '' : reasonWords[file.reason],
          ...faultsOf(found),
        ];
  return [at, ...lines.filter((line) => line !== ''), ''].join('\n');
}

export const targetOf = ({ state }: InboxFile): 'done' | 'refused' => (state === 'done' ? 'done' : 'refused');

/** Days after which a file that nobody decided about is put away. */
const PATIENCE_HOURS = 7 * 24;

export const isPastPatience = ({ seenAt }: InboxFile, now: Instant): boolean =>
  seenAt.until(now).total('hours') > PATIENCE_HOURS;

/** The same bytes as far as size and time tell. */
export const isSame = (file: LyingFile, known: InboxFile | undefined): known is InboxFile =>
  known !== undefined && known.stamp === file.stamp && !known.moved;
