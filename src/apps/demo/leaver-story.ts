import { CaseBook } from './case-book.ts';
import type { Report } from './report.ts';
import { send } from './report.ts';
import { called, inSchool, laterAtWork, type Stage } from './stage.ts';
import { bare, childOf, schoolOf } from './story-parts.ts';

/** A deputy left in the summer, and what she was watching still lies with her: somebody must take it on. */
interface Watched {
  readonly daysBefore: number;
  readonly by: string;
  readonly headline: string;
  readonly words: string;
  readonly watchFor: string;
}

const watched: readonly Watched[] = [
  {
    daysBefore: 55,
    by: 'Sanjeev Rai',
    headline: 'Left out of a class chat, again and again',
    words: 'They made a new one without me and they talk about it in front of me.',
    watchFor: 'Whether it begins again with the new classes in September.',
  },
  {
    daysBefore: 48,
    by: 'Meera Soni',
    headline: 'An older cousin’s films after bedtime',
    words: 'He says I am not to tell or we cannot watch any more.',
    watchFor: 'Whether the agreement with the family holds over the summer.',
  },
];

export function addLeaverStory(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const leaver = called(stage, 'Rosalind Tweed');
  const left = stage.today.with({
    day: 1,
    month: 9,
    year: stage.today.month >= 9 ? stage.today.year : stage.today.year - 1,
  });
  for (const { daysBefore, by, headline, words, watchFor } of watched) {
    const day = stage.calendar.lastSchoolDay(left.subtract({ days: daysBefore }));
    const at = inSchool(stage, day);
    const report: Report = {
      ...bare,
      school,
      stream: 'child',
      at,
      reporter: called(stage, by),
      headline,
      kinds: ['other'],
      parties: [{ part: 'affected', pupil: childOf(stage, school, 5) }],
      place: 'home',
      happenedOn: day,
      urgent: false,
      words,
    };
    const book = new CaseBook(stage, report, send(stage, report));
    const read = laterAtWork(stage, at, 20);
    book.notice(at, [leaver], 'new', 0, read);
    book.note({ at: read, by: leaver, act: 'acknowledge', set: { assignedTo: leaver.id } });
    book.tellReporter(read, 'acknowledged', null);
    book.note({
      at: laterAtWork(stage, read, 8),
      by: leaver,
      act: 'categorise',
      set: { categories: ['online_bullying'], fourCs: ['conduct'] },
    });
    const watching = laterAtWork(stage, read, 30);
    book.note({ at: watching, by: leaver, act: 'monitor', body: watchFor });
    book.action({
      what: 'Look again: does this still need watching?',
      owner: leaver,
      made: laterAtWork(stage, watching, 2),
      madeBy: leaver,
      dueOn: stage.calendar.later(left, 10),
    });
    book.finish(null);
  }
}
