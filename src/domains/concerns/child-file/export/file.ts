import type { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { sealedZip } from '#platform/archive';
import { formatDay, formatInstant } from '#platform/clock';
import { Paper } from '#platform/pdf';
import type { FileItem } from '../types.ts';
import { partOf, titleOf } from '../words.ts';
import type { FileCopy } from './service.ts';

const whenOf = ({ at, dayOnly }: FileItem) => (dayOnly ? formatDay(at) : formatInstant(at));

/** The chronology on paper. */
export function filePaper({ child, items, at, masked }: FileCopy, reader: string): Promise<Buffer> {
  const paper = new Paper({
    title: 'Chronology of a child’s file',
    made: new Date(at.epochMilliseconds),
    reference: 'Child’s file',
    footer: `Confidential: only for those who need to know. Made ${formatInstant(at)}`,
  });
  paper.title(`Chronology: ${child.name}`);
  paper.paragraph(
    masked === 0
      ? 'Concerns about this child and what followed them, in order of time.'
      : 'Concerns about this child and what followed them, in order of time. Names of other children are replaced with letters.',
  );
  paper.rows(
    items.map((item) => ({
      label: titleOf(item),
      hint: [whenOf(item), item.by, item.reference, item.cleared ? partOf(item) : null]
        .filter((part) => part !== null)
        .join('\n'),
      value: item.text ?? 'Nothing more was written.',
    })),
  );
  paper.ifReplaced(
    'Words in [square brackets] stand for letters or pictures that the font of this page does not have, or for another child. The tables beside this file have the letters.',
  );
  return paper.print(reader);
}

/** What a spreadsheet would run as a formula is made harmless. */
export const fileCsv = ({ items }: FileCopy): string =>
  stringify(
    [
      ['when', 'what', 'concern', 'the child was', 'by', 'text'],
      ...items.map((item) => [
        whenOf(item),
        titleOf(item),
        item.reference,
        partOf(item),
        item.by ?? '',
        item.text ?? '',
      ]),
    ],
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );

export const fileJson = ({ child, items, at }: FileCopy) => ({
  format: 'gatehouse.child-file/1',
  madeAt: at.toString(),
  child: child.name,
  chronology: items.map((item) => ({
    at: item.dayOnly ? item.at.toString().slice(0, 10) : item.at.toString(),
    kind: item.kind,
    what: titleOf(item),
    concern: item.reference,
    part: item.part,
    cleared: item.cleared,
    by: item.by,
    text: item.text,
  })),
});

const once = (bytes: Buffer) =>
  async function* () {
    yield bytes;
  };

/** All three in a zip that the pass-code alone opens. Names inside can be read by anybody, so they tell nothing. */
export async function fileZip(copy: FileCopy, passcode: string, reader: string): Promise<Readable> {
  const entries = [
    { name: 'chronology.pdf', read: once(await filePaper(copy, reader)) },
    { name: 'chronology.csv', read: once(Buffer.from(fileCsv(copy))) },
    { name: 'chronology.json', read: once(Buffer.from(`${JSON.stringify(fileJson(copy), null, 2)}\n`)) },
  ];
  return sealedZip({ entries, passcode, at: copy.at });
}
