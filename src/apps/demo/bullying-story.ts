import { type Instant, localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { leadsOn } from './casting.ts';
import type { Intent } from './concern-words.ts';
import { type Pen, partiesOf, type Who } from './follow-up.ts';
import { type Report, send } from './report.ts';
import { called, inSchool, laterAtWork, type Stage } from './stage.ts';
import { bare, schoolDaysAgo, schoolOf } from './story-parts.ts';
import type { Pupil, School } from './world.ts';

/** How a story of unkind messages begins: from the report to what its lead judged. */

export interface Telling {
  readonly code: School['code'];
  readonly daysAgo: number;
  readonly by: string;
  readonly reporter: string;
  readonly headline: string;
  readonly words: string;
  readonly severity: 'low' | 'medium';
  readonly intent: Intent;
}

export interface Story {
  readonly pen: Pen;
  /** When its lead had read and judged it. */
  readonly judged: Instant;
  readonly alleged: Who;
}

/** Reported, acknowledged and judged by its lead. */
export function begin(stage: Stage, telling: Telling, alleged: Pupil, affected: Pupil): Story {
  const school = schoolOf(stage, telling.code);
  const at = inSchool(stage, schoolDaysAgo(stage, telling.daysAgo));
  const report: Report = {
    ...bare,
    school,
    stream: 'child',
    at,
    reporter: called(stage, telling.reporter),
    headline: telling.headline,
    kinds: ['bullying'],
    parties: [
      { part: 'affected', pupil: affected },
      { part: 'alleged', pupil: alleged },
    ],
    place: 'home',
    happenedOn: localDate(at),
    words: telling.words,
    seen: `${affected.given} showed me two messages.`,
    urgent: false,
  };
  const book = new CaseBook(stage, report, send(stage, report));
  const by = called(stage, telling.by);
  const read = laterAtWork(stage, at, 20);
  book.notice(at, leadsOn(stage, school, localDate(at)), 'new', 0, read);
  book.note({ at: read, by, act: 'acknowledge' });
  book.tellReporter(read, 'acknowledged', null);
  const judged = laterAtWork(stage, read, 30);
  const set = [
    ['categorise', { categories: ['online_bullying'], fourCs: ['conduct'] }],
    ['severity', { severity: telling.severity }],
    ['intent', { intent: telling.intent }],
    ['assign', { assignedTo: by.id }],
    ['child', { childInvolved: 'told' }],
    ['parents', { parents: 'spoken_to', parentsNote: 'Both families rung the same afternoon.' }],
  ] as const;
  for (const [index, [act, values]] of set.entries())
    book.note({ at: judged.add({ minutes: index }), by, act, set: values });
  const pen = { stage, book, school, by };
  const [who] = partiesOf(pen, 'alleged');
  if (who === undefined) throw new Error('a story has somebody whom it is about');
  return { pen, judged: judged.add({ minutes: 10 }), alleged: who };
}

export const guilty = { finding: 'substantiated', selfReported: false } as const;
export const after = (stage: Stage, at: Instant, days: number) =>
  inSchool(stage, stage.calendar.later(localDate(at), days));
