import { type Instant, localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { type NamedParty, type Report, send } from './report.ts';
import { called, inSchool, laterAtWork, type Stage } from './stage.ts';
import { bare, childOf, exclude, schoolDaysAgo, schoolOf } from './story-parts.ts';
import type { School, Staff } from './world.ts';

interface AdultTale {
  readonly code: School['code'];
  readonly stream: 'adult' | 'head';
  readonly daysAgo: number;
  readonly reporter: string;
  readonly about: string;
  readonly headline: string;
  readonly seen: string;
  readonly handler: string;
  readonly closed: boolean;
}

const adultTales: readonly AdultTale[] = [
  {
    code: 'LP',
    stream: 'adult',
    daysAgo: 18,
    reporter: 'Trish Gallimore',
    about: 'Dean Prescot',
    headline: 'Messages to a pupil from a member of staff',
    seen: 'A pupil in Year 6 showed me a friendly message on a game from an adult who works here. It was about football. I told nobody else.',
    handler: 'Marianne Holloway-Reid',
    closed: true,
  },
  {
    code: 'HR',
    stream: 'adult',
    daysAgo: 4,
    reporter: 'Tola Adewale-King',
    about: 'Stefan Brandt',
    headline: 'A private telephone used to photograph a club',
    seen: 'During chess club a private telephone was held up for photographs. I said that we use the school camera.',
    handler: 'Alasdair Finch',
    closed: false,
  },
  {
    code: 'HR',
    stream: 'head',
    daysAgo: 9,
    reporter: 'Frances Odell',
    about: 'Alasdair Finch',
    headline: 'A concern that was not passed on',
    seen: 'I told the headteacher of a message from a parent last term. I find nothing about it in the file and was asked to leave it.',
    handler: 'Nerys Calloway',
    closed: false,
  },
];

function workAdult(stage: Stage, book: CaseBook, report: Report, handler: Staff, closed: boolean): void {
  const first = laterAtWork(stage, report.at, 18);
  book.read(first.subtract({ minutes: 1 }), handler);
  book.note({ at: first, by: handler, act: 'acknowledge' });
  book.tellReporter(first, 'acknowledged', null);
  book.note({
    at: laterAtWork(stage, first, 4),
    by: handler,
    act: 'note',
    body: 'Rung the designated officer (LADO) for advice. Advice and name are on paper in the safe.',
  });
  const action = book.action({
    what: 'Follow the advice of the designated officer',
    owner: handler,
    made: laterAtWork(stage, first, 9),
    madeBy: handler,
    dueOn: stage.calendar.later(localDate(first), 12),
  });
  if (!closed || action === undefined) return;
  const met = laterAtWork(stage, first, 1500);
  book.done(action, met, handler, 'Met with HR present. Low-level concern, recorded.', [
    'told',
    'Told by the class teacher that it was right to show it.',
  ]);
  closeAdult(book, handler, met.add({ minutes: 11 }));
}

const closing = [
  { act: 'categorise', set: { categories: ['privacy'], fourCs: ['contact'] } },
  { act: 'severity', set: { severity: 'low' } },
  { act: 'intent', set: { intent: 'careless' } },
  { act: 'child', set: { childInvolved: 'told' } },
  { act: 'parents', set: { parents: 'spoken_to', parentsNote: 'Told by the headteacher.' } },
  {
    act: 'finding',
    set: { finding: 'substantiated', findingReason: 'The message was shown to us by the member of staff.' },
  },
  {
    act: 'outcome',
    set: {
      outcome: 'Low-level concern. Reminder of the staff code of conduct in writing; account deleted.',
      outcomeLine: 'It was looked into with outside advice. Thank you for telling us, and nobody else.',
    },
  },
  { act: 'close' },
] as const;

/** From the judgement to the end, a minute or two between one and the next. */
function closeAdult(book: CaseBook, by: Staff, from: Instant): void {
  for (const [index, step] of closing.entries()) {
    const at = from.add({ minutes: index * 2 });
    const done = book.note({ at, by, ...step });
    if (done && step.act === 'close') book.tellReporter(at, 'outcome', closing[6].set.outcomeLine);
  }
}

function aboutAdult(stage: Stage, tale: AdultTale): void {
  const school = schoolOf(stage, tale.code);
  const at = inSchool(stage, schoolDaysAgo(stage, tale.daysAgo));
  const [about, reporter, handler] = [
    called(stage, tale.about),
    called(stage, tale.reporter),
    called(stage, tale.handler),
  ];
  const child: NamedParty[] =
    tale.stream === 'adult' ? [{ part: 'affected', pupil: childOf(stage, school, 6) }] : [];
  const report: Report = {
    ...bare,
    school,
    stream: tale.stream,
    at,
    reporter,
    headline: tale.headline,
    kinds: ['other'],
    place: 'school',
    happenedOn: localDate(at),
    parties: [{ part: 'alleged', adult: about }, ...child],
    seen: tale.seen,
    urgent: false,
  };
  const book = new CaseBook(stage, report, send(stage, report));
  exclude(stage, book, at, about, reporter, 'provisional', 'Named in the report');
  book.notice(
    at,
    tale.stream === 'head' ? [handler, called(stage, 'Helena Marchbanks')] : [handler],
    'new',
    0,
    laterAtWork(stage, at, 15),
  );
  workAdult(stage, book, report, handler, tale.closed);
  book.finish(null);
}

export function addAdultStories(stage: Stage): void {
  for (const tale of adultTales) aboutAdult(stage, tale);
}
