import { type Instant, localDate } from '#platform/clock';
import { after, begin, guilty } from './bullying-story.ts';
import { answer, appeal, end, find, type Pen, sanction, tell } from './follow-up.ts';
import { called, laterAtWork, type Stage } from './stage.ts';
import { childOf, schoolOf } from './story-parts.ts';
import { addWrongPersonStory } from './wrong-person-story.ts';

/** Sanctions that went another way than most: appealed, taken back, or never to be given. */

function finish({ book, by, stage, school }: Pen, at: Instant): void {
  const line = 'Thank you. The families and children were met, and it has stopped.';
  const outcome = 'The children were met, each with a parent. What was decided was kept to.';
  const steps = [
    ...(school.code === 'HR'
      ? [{ act: 'myconcern', set: { myconcernReference: `MC-${stage.random.between(20_100, 48_900)}` } }]
      : []),
    { act: 'outcome', set: { outcome, outcomeLine: line } },
    { act: 'close', set: {} },
  ];
  for (const [index, step] of steps.entries())
    if (book.note({ at: at.add({ minutes: index * 2 }), by, ...step }) && step.act === 'close')
      book.tellReporter(at, 'outcome', line);
  book.finish(null);
}

/** Three times in a term: each a step further, the last decided by the Head, appealed, and shortened by the trust's lead. */
function upTheLadder(stage: Stage): void {
  const school = schoolOf(stage, 'HR');
  const [alleged, affected] = [childOf(stage, school, 6), childOf(stage, school, 5)];
  const tellings = [
    [44, 'Warning', 'Unkind messages at the weekend'],
    [30, 'Meeting with parents', 'The same child again, with another account'],
    [16, 'Suspension', 'A threat to a younger child, for the third time'],
  ] as const;
  for (const [daysAgo, step, headline] of tellings) {
    const {
      pen,
      judged,
      alleged: who,
    } = begin(
      stage,
      {
        code: 'HR',
        daysAgo,
        by: 'Imogen Sayle',
        reporter: 'Tola Adewale-King',
        headline,
        words: 'It was him again, with another name.',
        severity: step === 'Suspension' ? 'medium' : 'low',
        intent: 'deliberate',
      },
      alleged,
      affected,
    );
    find(pen, judged, who, {
      ...guilty,
      intent: 'deliberate',
      reason: 'He says so himself, and is ashamed of it.',
    });
    const reason = `${step === 'Warning' ? 'The first time' : 'It happened again'}: one step more than before.`;
    const days = step === 'Suspension' ? 4 : 1;
    const made = sanction(pen, judged.add({ minutes: 20 }), who, { called: step, reason, days });
    if (made === undefined) continue;
    tell(pen, judged.add({ minutes: 80 }), made, 'parents', 'Both parents, in the office');
    if (step === 'Suspension') shorten(stage, pen, after(stage, judged, 1), made);
    end(
      pen,
      after(stage, judged, days + 2),
      made,
      'served',
      'Kept to it; came back with a plan for break times.',
    );
    finish(pen, after(stage, judged, days + 3));
  }
}

function shorten(stage: Stage, pen: Pen, at: Instant, made: NonNullable<ReturnType<typeof sanction>>): void {
  const words = 'His father: he told of it himself in the end, and four days are too many.';
  if (!appeal(pen, at, made, words)) return;
  const other = { ...pen, by: called(stage, 'Helena Marchbanks') };
  const ends = stage.calendar.later(localDate(at), 1);
  answer(
    other,
    laterAtWork(stage, at, 60),
    made,
    ends,
    'Heard with the chair of governors: two days are enough.',
  );
}

/** Still running, appealed by the family, and somebody else's to answer. */
function waiting(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const { pen, judged, alleged } = begin(
    stage,
    {
      code: 'LP',
      daysAgo: 4,
      by: 'Priya Nair',
      reporter: 'Jonah Whitcombe',
      headline: 'A quiz about a classmate, passed round',
      words: 'Everybody voted, and I saw who made it.',
      severity: 'medium',
      intent: 'deliberate',
    },
    childOf(stage, school, 6),
    childOf(stage, school, 6),
  );
  find(pen, judged, alleged, {
    ...guilty,
    intent: 'deliberate',
    reason: 'The quiz was in her account; she says she made it.',
  });
  const made = sanction(pen, judged.add({ minutes: 15 }), alleged, {
    called: 'Internet withdrawn',
    reason: 'The second time this term; the first was a restorative conversation.',
    days: 10,
  });
  if (made !== undefined) {
    tell(pen, judged.add({ minutes: 50 }), made, 'parents', 'Her father, by telephone');
    appeal(pen, after(stage, judged, 1), made, 'Her father: another child helped, and two weeks are long.');
  }
  pen.book.finish(null);
}

/** Said of somebody who had done nothing: no sanction, and support for whom it was said of. */
function madeUp(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const { pen, judged, alleged } = begin(
    stage,
    {
      code: 'LP',
      daysAgo: 40,
      by: 'Shauna Brightwell',
      reporter: 'Sanjeev Rai',
      headline: 'A child said to have posted a film of a fight',
      words: 'He put it up, everyone says so.',
      severity: 'low',
      intent: 'unknown',
    },
    childOf(stage, school, 5),
    childOf(stage, school, 5),
  );
  const reason =
    'There was no film. Two children agreed to say so after a quarrel, and have told their parents.';
  find(pen, judged.add({ minutes: 40 }), alleged, {
    finding: 'malicious',
    intent: 'unknown',
    selfReported: false,
    reason,
  });
  finish(pen, after(stage, judged, 2));
}

export function addSanctionStories(stage: Stage): void {
  upTheLadder(stage);
  waiting(stage);
  addWrongPersonStory(stage);
  madeUp(stage);
}
