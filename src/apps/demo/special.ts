import { type Instant, localDate } from '#platform/clock';
import { addAdultStories } from './adult-stories.ts';
import { CaseBook } from './case-book.ts';
import { headOf, leadsOn } from './casting.ts';
import { type Report, send } from './report.ts';
import { called, inSchool, isBefore, laterAtWork, minuteOfDay, moment, type Stage } from './stage.ts';
import { bare, childOf, exclude, schoolDaysAgo, schoolOf } from './story-parts.ts';
import type { Pupil, School, Staff } from './world.ts';

/** Eight minutes ago where somebody is at school to hear it; else shortly before the last bell. */
function justNow(stage: Stage): Instant {
  const { now, today, calendar } = stage;
  const minute = minuteOfDay(now);
  if (calendar.isSchoolDay(today) && minute >= 8 * 60 + 45 && minute < 15 * 60 + 20)
    return now.subtract({ minutes: 8 });
  const evening = calendar.isSchoolDay(today) && minute >= 15 * 60 + 30;
  return moment(evening ? today : calendar.lastSchoolDay(today.subtract({ days: 1 })), 15, 22, 11);
}

/** Sent at the school's own limit later, counted while it is open: 08:30 to 15:30. */
function dueBy(stage: Stage, at: Instant, limit: number): Instant {
  const left = 15 * 60 + 30 - minuteOfDay(at);
  if (left >= limit) return at.add({ minutes: limit });
  return moment(stage.calendar.later(localDate(at), 1), 8, 30 + limit - left);
}

/** What Today opens with: urgent, and nobody has taken it yet. */
function unacknowledged(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const at = justNow(stage);
  const child = childOf(stage, school, 6);
  const report: Report = {
    ...bare,
    school,
    stream: 'child',
    at,
    reporter: called(stage, 'Yusra Ahsan'),
    headline: 'A stranger in a game asks to meet',
    kinds: ['grooming'],
    parties: [{ part: 'affected', pupil: child }],
    place: 'home',
    placeDetail: 'A game with open chat',
    happenedOn: localDate(at).subtract({ days: 1 }),
    happenedTime: '19:30',
    words: 'He says he lives near my school and he has a dog I can see.',
    seen: `${child.given} told me at the end of the lesson and looked relieved.`,
    thought: 'I asked nothing more. I said that I would tell Mrs Nair.',
    screenHidden: 'not_applicable',
    urgent: true,
    evidence: [{ what: 'Chat in the game', where: 'On the tablet at home', available: 'yes' }],
  };
  const book = new CaseBook(stage, report, send(stage, report));
  book.notice(at, [...leadsOn(stage, school, localDate(at)), headOf(stage, school)], 'urgent');
  book.finish(dueBy(stage, at, 15));
}

function secretAccount(stage: Stage, school: School, at: Instant): Report {
  const child = childOf(stage, school, 4);
  return {
    ...bare,
    school,
    stream: 'child',
    at,
    reporter: called(stage, 'Jonah Whitcombe'),
    headline: 'Secret second account on a video app',
    kinds: ['privacy'],
    parties: [{ part: 'affected', pupil: child }],
    place: 'home',
    happenedOn: localDate(at).subtract({ days: 2 }),
    words: 'I’ve got one that Mum knows and one she doesn’t.',
    seen: `${child.given} showed it to the table.`,
    urgent: false,
  };
}

/** A deputy is a relation of the child: the others work the case, and she neither sees nor counts it. */
function conflict(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const at = inSchool(stage, schoolDaysAgo(stage, 3));
  const [lead, relation] = [called(stage, 'Priya Nair'), called(stage, 'Shauna Brightwell')];
  const other = called(stage, 'Tom Ellery');
  const report = secretAccount(stage, school, at);
  const book = new CaseBook(stage, report, send(stage, report));
  const read = laterAtWork(stage, at, 20);
  book.notice(at, [lead, other], 'new', 0, read);
  book.note({ at: read, by: lead, act: 'acknowledge' });
  book.tellReporter(read, 'acknowledged', null);
  const named = laterAtWork(stage, read, 3);
  const why = 'Aunt of the child; she said so herself.';
  const details = { person: relation.id };
  book.note({ at: named, by: lead, act: 'exclude', body: why, details });
  book.note({
    at: named.add({ minutes: 2 }),
    by: other,
    act: 'exclude_confirm',
    body: 'Confirmed with her on the telephone.',
    details,
  });
  exclude(stage, book, named, relation, other, 'confirmed', why);
  const sorted = laterAtWork(stage, named, 30);
  book.note({
    at: sorted,
    by: lead,
    act: 'categorise',
    set: { categories: ['privacy'], fourCs: ['conduct'] },
  });
  book.action({
    what: 'Ring the mother about the second account',
    owner: lead,
    made: sorted.add({ minutes: 3 }),
    madeBy: lead,
    dueOn: stage.calendar.later(localDate(named), 1),
  });
  book.finish(null);
}

interface Telling {
  readonly daysAgo: number;
  readonly by: string;
  readonly headline: string;
  readonly words: string;
}

const tired: readonly Telling[] = [
  {
    daysAgo: 12,
    by: 'Sanjeev Rai',
    headline: 'Tired every morning, games at night',
    words: 'I wake up at two and play when everyone is asleep.',
  },
  {
    daysAgo: 2,
    by: 'Ludo Vannier',
    headline: 'Fell asleep in a violin lesson after gaming',
    words: 'My eyes just close.',
  },
];

function tiredReport(
  stage: Stage,
  school: School,
  child: Pupil,
  { daysAgo, by, headline, words }: Telling,
): Report {
  const at = inSchool(stage, schoolDaysAgo(stage, daysAgo));
  return {
    ...bare,
    school,
    stream: 'child',
    at,
    reporter: called(stage, by),
    headline,
    kinds: ['other'],
    place: 'home',
    happenedOn: localDate(at),
    parties: [{ part: 'affected', pupil: child }],
    urgent: false,
    words,
    seen: `${child.given} could hardly stay awake.`,
  };
}

function begin(
  stage: Stage,
  report: Report,
  lead: Staff,
): { readonly book: CaseBook; readonly taken: Instant } {
  const book = new CaseBook(stage, report, send(stage, report));
  const read = laterAtWork(stage, report.at, 25);
  book.notice(report.at, leadsOn(stage, report.school, localDate(report.at)), 'new', 0, read);
  book.note({ at: read, by: lead, act: 'acknowledge' });
  book.tellReporter(read, 'acknowledged', null);
  const taken = laterAtWork(stage, read, 6);
  book.note({ at: taken, by: lead, act: 'assign', set: { assignedTo: lead.id } });
  book.action({
    what: 'Meet the parents about sleep and the console',
    owner: lead,
    made: taken.add({ minutes: 2 }),
    madeBy: lead,
    dueOn: stage.calendar.later(localDate(read), 4),
  });
  return { book, taken };
}

/** The same child twice: the second is linked to the first, and the first to it. */
function linked(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const lead = called(stage, 'Priya Nair');
  const child = childOf(stage, school, 5);
  const begun = tired.map((telling) => begin(stage, tiredReport(stage, school, child, telling), lead));
  const at = laterAtWork(stage, begun.at(-1)?.taken ?? stage.now, 40);
  for (const { book } of begun) {
    for (const other of begun.filter((candidate) => candidate.book !== book)) {
      book.note({ at, by: lead, act: 'link', details: { concern: other.book.sent.id } });
      book.link(at, lead, 'concern', other.book.sent.id);
    }
    book.finish(null);
  }
}

const list = (value: string) => [value];

const begunReports = [
  {
    by: 'Yusra Ahsan',
    daysAgo: 0,
    headline: 'Something that was said on the coach',
    seen: 'Two of my class were whispering about a video. I have not',
  },
  {
    by: 'Sanjeev Rai',
    daysAgo: 1,
    headline: 'A new app that everybody has',
    seen: 'Half of the class talked about',
  },
] as const;

/** After a week it would be purged. */
const LONGEST_DRAFT_DAYS = 6;

/** What two teachers have begun to write and not sent. */
function drafts(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  for (const { by, daysAgo, headline, seen } of begunReports) {
    const saved = inSchool(stage, schoolDaysAgo(stage, daysAgo));
    const age = localDate(saved).until(stage.today).days;
    if (!isBefore(saved, stage.now) || age > LONGEST_DRAFT_DAYS) continue;
    stage.rows.add('concern.draft', {
      id: stage.random.uuid(saved),
      author_id: called(stage, by).id,
      school_id: school.id,
      version: 2,
      made_at: saved.toString(),
      saved_at: saved.toString(),
      fields: {
        school: list(school.id),
        danger: list('no'),
        about_adult: list('no'),
        unknown: list('Not known'),
        unknown_part: list('affected'),
        unknown_adult: list('no'),
        kinds: list('other'),
        headline: list(headline),
        place: list('elsewhere'),
        seen: list(seen),
      },
    });
  }
}

/** The stories that every demo has, whatever chance made of the rest. */
export function addSpecialStories(stage: Stage): void {
  unacknowledged(stage);
  addAdultStories(stage);
  conflict(stage);
  linked(stage);
  drafts(stage);
}
