import type { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { ZipFile } from 'yazl';
import { formatInstant, type Instant, localDateTime } from '#platform/clock';
import { childWords, deedName } from '../case/words.ts';
import { filledForm } from './filled-form.ts';
import { handOverJson } from './hand-over-json.ts';
import type { WholeCase } from './types.ts';
import { entryText } from './words.ts';

/**
 * A spreadsheet runs a cell that begins with = + - or @ as a formula, and what a child was sent may begin with one.
 * Such a cell gets an apostrophe in front (`escape_formulas`). The mark at the beginning tells Excel that it is UTF-8.
 */
const csv = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([[...columns], ...rows.map((row) => [...row])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
  });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One line a field: `report.kinds`, `people[1].name`. Empty fields are there, so that a gap is seen to be one. */
function flatten(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, i) => flatten(`${name}[${i + 1}]`, item));
  if (isRecord(value))
    return Object.entries(value).flatMap(([key, item]) =>
      flatten(name === '' ? key : `${name}.${key}`, item),
    );
  return [[name, value === null || value === undefined ? '' : String(value)]];
}

export function fieldsCsv(record: WholeCase, now: Instant): string {
  const { chronology: _chronology, actions: _actions, ...rest } = handOverJson(record, now);
  return csv(['field', 'value'], flatten('', rest));
}

export function chronologyCsv({ entries, names }: WholeCase): string {
  return csv(
    ['when', 'by', 'what', 'text'],
    entries.map((entry) => [
      formatInstant(entry.at),
      entry.by ?? 'Gatehouse',
      deedName(entry.kind),
      entryText(entry, names),
    ]),
  );
}

const doneWord = ({ doneAt, dropped }: WholeCase['actions'][number]) =>
  doneAt === null ? 'not yet' : dropped ? 'no' : 'yes';

export function actionsCsv({ actions }: WholeCase): string {
  return csv(
    [
      'action',
      'who',
      'due',
      'decided',
      'decided by',
      'ended',
      'ended by',
      'done',
      'note',
      'child',
      'child note',
    ],
    actions.map((action) => [
      action.what,
      action.owner,
      action.dueOn.toString(),
      formatInstant(action.madeAt),
      action.madeBy,
      action.doneAt === null ? '' : formatInstant(action.doneAt),
      action.doneBy ?? '',
      doneWord(action),
      action.doneNote ?? '',
      childWords[action.childInvolved],
      action.childInvolvedNote ?? '',
    ]),
  );
}

/** The zip, read as it is made: the form, and the same record for a program and for a spreadsheet. */
export async function handOverZip(record: WholeCase, now: Instant, reader: string): Promise<Readable> {
  const name = `gatehouse-${record.concern.reference}`;
  // Zip files know no time zone; whoever unpacks it expects the school's.
  const local = localDateTime(now);
  const options = {
    mtime: new Date(local.year, local.month - 1, local.day, local.hour, local.minute, local.second),
  };
  const zip = new ZipFile();
  zip.addBuffer(await filledForm(record, now, reader), `${name}.pdf`, { ...options, compress: false });
  zip.addBuffer(
    Buffer.from(`${JSON.stringify(handOverJson(record, now), null, 2)}\n`),
    `${name}.json`,
    options,
  );
  zip.addBuffer(Buffer.from(fieldsCsv(record, now)), `${name}-fields.csv`, options);
  zip.addBuffer(Buffer.from(actionsCsv(record)), `${name}-actions.csv`, options);
  zip.addBuffer(Buffer.from(chronologyCsv(record)), `${name}-chronology.csv`, options);
  zip.end();
  return zip.outputStream as Readable;
}
