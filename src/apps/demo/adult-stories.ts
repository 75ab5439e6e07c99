import { type Instant, localDate } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { type NamedParty, type Report, send } from './report.ts';
import { type Judged, tellLado, weigh, whatCame } from './staff-concerns.ts';
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
  readonly level: Judged;
  readonly kind?: Report['kinds'][number];
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
    level: 'low_level',
    kind: 'privacy',
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
    level: 'low_level',
    kind: 'privacy',
  },
  {
    code: 'HR',
    stream: 'adult',
    daysAgo: 74,
    reporter: 'Stefan Brandt',
    about: 'Stefan Brandt',
    headline: 'I answered a pupil from my own account',
    seen: 'A pupil asked about a chess puzzle on a game and I answered from my own account before I thought. I would rather tell you myself.',
    handler: 'Alasdair Finch',
    closed: true,
    level: 'low_level',
    kind: 'privacy',
  },
  {
    code: 'HR',
    stream: 'adult',
    daysAgo: 120,
    reporter: 'Tola Adewale-King',
    about: 'Stefan Brandt',
    headline: 'A private telephone in use during a lesson',
    seen: 'A private telephone lay on the desk and was answered while the class worked.',
    handler: 'Alasdair Finch',
    closed: true,
    level: 'low_level',
    kind: 'private_business',
  },
  {
    code: 'LP',
    stream: 'adult',
    daysAgo: 95,
    reporter: 'Dean Prescot',
    about: 'Trish Gallimore',
    headline: 'A pupil says that an adult sent her messages',
    seen: 'A pupil said that messages under a name like this colleague’s had asked her for a photograph of herself.',
    handler: 'Marianne Holloway-Reid',
    closed: true,
    level: 'allegation',
    kind: 'grooming',
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
    level: 'low_level',
  },
];

function workAdult(
  stage: Stage,
  book: CaseBook,
  report: Report,
  handler: Staff,
  { closed, level, code }: AdultTale,
  about: Staff,
): void {
  const first = laterAtWork(stage, report.at, 18);
  book.read(first.subtract({ minutes: 1 }), handler);
  book.note({ at: first, by: handler, act: 'acknowledge' });
  book.tellReporter(first, 'acknowledged', null);
  const noted = laterAtWork(stage, first, 4);
  book.note({
    at: noted,
    by: handler,
    act: 'note',
    body: 'Rung the designated officer (LADO) for advice. Advice and name are on paper in the safe.',
  });
  weigh({ stage, book, by: handler }, noted.add({ minutes: 2 }), about, level);
  if (level === 'allegation') tellLado({ stage, book, by: handler }, noted.add({ minutes: 4 }));
  const action = book.action({
    what: 'Follow the advice of the designated officer',
    owner: handler,
    made: noted.add({ minutes: 20 }),
    madeBy: handler,
    dueOn: stage.calendar.later(localDate(first), 12),
  });
  if (!closed || action === undefined) return;
  const met = laterAtWork(stage, first, 1500);
  book.done(action, met, handler, 'Met with HR present; what was said is on paper in the safe.', [
    'told',
    'Told by the class teacher that it was right to show it.',
  ]);
  if (level === 'low_level') whatCame({ stage, book, by: handler }, met.add({ minutes: 5 }));
  const reference = code === 'HR' ? `MC-${stage.random.between(20_100, 48_900)}` : null;
  closeAdult(book, handler, met.add({ minutes: 11 }), [
    ...(level === 'allegation' ? [unfounded] : []),
    ...closing,
    ...(reference === null ? [] : [{ act: 'myconcern', set: { myconcernReference: reference } } as const]),
    { act: 'close' },
  ]);
}

const LINE = 'It was looked into with outside advice. Thank you for telling us, and nobody else.';

const closing = [
  { act: 'categorise', set: { categories: ['privacy'], fourCs: ['contact'] } },
  { act: 'severity', set: { severity: 'low' } },
  { act: 'intent', set: { intent: 'careless' } },
  { act: 'child', set: { childInvolved: 'told' } },
  { act: 'parents', set: { parents: 'spoken_to', parentsNote: 'Told by the headteacher.' } },
  {
    act: 'outcome',
    set: {
      outcome: 'Looked into with outside advice. What was agreed is in the record of the meeting.',
      outcomeLine: LINE,
    },
  },
] as const;

/** From the judgement to the end, a minute or two between one and the next. */
const unfounded = {
  act: 'finding',
  set: {
    finding: 'unfounded',
    findingReason:
      'The Police found that somebody outside had used the name. The colleague never wrote to the pupil.',
  },
} as const;

type Step = Pick<Parameters<CaseBook['note']>[0], 'act' | 'set'>;

function closeAdult(book: CaseBook, by: Staff, from: Instant, steps: readonly Step[]): void {
  for (const [index, step] of steps.entries()) {
    const at = from.add({ minutes: index * 2 });
    const done = book.note({ at, by, ...step });
    if (done && step.act === 'close') book.tellReporter(at, 'outcome', LINE);
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
    kinds: [tale.kind ?? 'other'],
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
  workAdult(stage, book, report, handler, tale, about);
  book.finish(null);
}

export function addAdultStories(stage: Stage): void {
  for (const tale of adultTales) aboutAdult(stage, tale);
}
