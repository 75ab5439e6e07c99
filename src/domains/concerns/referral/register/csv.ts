import { stringify } from 'csv-stringify/sync';
import { formatInstant } from '#platform/clock';
import { statusWords } from '../../case/words.ts';
import { recipients } from '../recipients.ts';
import type { RegisterRow } from '../types.ts';
import { stateWords } from '../words.ts';

/** The register for a spreadsheet; what would be taken for a formula there is not. */
export function registerCsv(rows: readonly RegisterRow[]): string {
  return stringify(
    [
      [
        'concern',
        'school',
        'case',
        'referred to',
        'state',
        'decided',
        'made',
        'reference',
        'next check',
        'late',
      ],
      ...rows.map((row) => [
        row.concern,
        row.school,
        statusWords[row.status],
        recipients[row.recipient].name,
        stateWords[row.state],
        formatInstant(row.decidedAt),
        row.madeOn?.toString() ?? '',
        row.reference ?? '',
        row.nextCheck?.toString() ?? '',
        row.late ? 'yes' : '',
      ]),
    ],
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}
