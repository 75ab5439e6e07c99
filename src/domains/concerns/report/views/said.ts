import { formatDate, formatInstant } from '#platform/clock';
import type { Concern, DescribedEvidence } from '../../types.ts';
import type { StartAnswers } from '../forms.ts';

/** What the check page and the receipt say alike. */

export const imageWords = { yes: 'Yes', not_sure: 'Not sure', no: 'No' } as const;
export const screenWords = { yes: 'Yes', no: 'No', not_applicable: 'There is no screen' } as const;
export const OF_THEIR_OWN_ACCORD = 'The child told you of their own accord';

const stillWords = {
  yes: 'still there',
  no: 'no longer there',
  unknown: 'not known whether it is still there',
} as const;

/** "Six messages (her tablet): still there", a line each. */
export function evidenceLines(evidence: readonly DescribedEvidence[]): string | null {
  const lines = evidence.map(
    ({ what, where, available }) => `${what}${where === '' ? '' : ` (${where})`}: ${stillWords[available]}`,
  );
  return lines.length === 0 ? null : lines.join('\n');
}

/** "19 Nov 2026, about 09:05, by Mrs Hill"; null where nothing was written on paper first. */
export function paperLine(start: StartAnswers): string | null {
  if (start.on_paper.length === 0 || start.paper_date === null) return null;
  return [
    formatDate(start.paper_date),
    start.paper_time === null ? null : `about ${start.paper_time}`,
    start.paper_author === null ? 'by you' : `by ${start.paper_author}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

export function paperSent({ onPaper, reportedAt, paperAuthor }: Concern): string | null {
  return onPaper ? `${formatInstant(reportedAt)}, by ${paperAuthor ?? 'you'}` : null;
}
