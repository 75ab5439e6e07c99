import { formatDate, formatInstant } from '#platform/clock';
import type { Certificate } from './queries.ts';

/** The certificate, line by line: the same on the page, on paper and in the register. */
export function certificateLines(one: Certificate): readonly (readonly [label: string, value: string])[] {
  return [
    ['What was destroyed', `Case ${one.reference}, with everything that hung on it`],
    ['School', one.school],
    ['Destroyed', formatInstant(one.at)],
    ['Asked by', `${one.askedBy ?? 'Somebody who has left'}, ${formatInstant(one.askedAt)}`],
    ['Agreed by', one.agreedBy ?? 'Somebody who has left'],
    ['Rule', `${one.rule}: ${one.source}`],
    ['Term', `${one.amount} years; due on ${formatDate(one.dueOn)}`],
    ['Counted from', one.birthKnown ? one.countedFrom : 'the report, as a date of birth was not known'],
    ['Rows', String(one.rows)],
    ['Files', one.files === 0 ? 'None' : `${one.files}: their keys were destroyed, so no copy can be opened`],
    [
      'Backups',
      one.backupsUntil === null
        ? 'None were made by Gatehouse'
        : `Older ones hold it until ${formatDate(one.backupsUntil)} at the latest, sealed`,
    ],
  ];
}
