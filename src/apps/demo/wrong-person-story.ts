import { type Instant, localDate } from '#platform/clock';
import { after, begin, guilty } from './bullying-story.ts';
import { close, find, type Pen, sanction, type Who } from './follow-up.ts';
import { called, type Stage } from './stage.ts';
import { childOf, schoolOf } from './story-parts.ts';
import type { Pupil } from './world.ts';

/** It turned out to have been somebody else: cleared in one act, with support that goes on. */
export function addWrongPersonStory(stage: Stage): void {
  const school = schoolOf(stage, 'LP');
  const [named, truly, affected] = [
    childOf(stage, school, 5),
    childOf(stage, school, 6),
    childOf(stage, school, 4),
  ];
  const { pen, judged, alleged } = begin(
    stage,
    {
      code: 'LP',
      daysAgo: 12,
      by: 'Priya Nair',
      reporter: 'Yusra Ahsan',
      headline: 'Insults under a name that everybody knows',
      words: 'It had his picture, so I thought it was him.',
      severity: 'medium',
      intent: 'deliberate',
    },
    named,
    affected,
  );
  find(pen, judged, alleged, {
    ...guilty,
    intent: 'deliberate',
    reason: 'His picture and his name stood over it.',
  });
  const made = sanction(pen, judged.add({ minutes: 15 }), alleged, {
    called: 'Internet withdrawn',
    reason: 'It hurt a younger child.',
    days: 10,
  });
  const at = after(stage, judged, 3);
  const why = 'An older child had made the account with his picture, and came to say so.';
  const changes = [{ field: 'attributed', from: named.given, to: truly.given }];
  const details = { person: named.id };
  if (
    made !== undefined &&
    pen.book.note({ at, by: pen.by, act: 'wrong_person', body: why, details, changes })
  ) {
    close(pen, at, made, 'reversed', 'Named wrongly: it was somebody else');
    putInPlace(pen, at, alleged, truly, at);
    support(pen, alleged, named, at);
  }
  pen.book.finish(null);
}

function putInPlace({ stage, book, by }: Pen, at: Instant, wrong: Who, truly: Pupil, day: Instant): void {
  const partyId = stage.random.uuid(at);
  stage.rows.add('concern.party', {
    id: partyId,
    concern_id: book.sent.id,
    caseload_id: book.sent.caseloadId,
    reporter_id: stage.rows.of('concern.concern').find(({ id }) => id === book.sent.id)?.reporter_id ?? null,
    part: 'alleged',
    person_id: truly.id,
    described_as: null,
    is_adult: false,
    age: localDate(day).year - truly.bornOn.year,
    added_at: at.toString(),
    added_by: by.id,
    identifies: wrong.partyId,
  });
}

/** The talk with his parents was had; one check-in was held, the next was due two school days ago. */
function support({ stage, book, by }: Pen, who: Who, { given }: Pupil, at: Instant): void {
  const talk = book.action({
    what: `Talk with ${given} and their parents: they were named wrongly`,
    owner: by,
    dueOn: localDate(at),
    made: at.add({ minutes: 1 }),
    madeBy: by,
  });
  const checkIn = (made: Instant, days: number) =>
    book.action({
      what: `Check in with ${given}`,
      owner: by,
      dueOn: stage.calendar.later(localDate(made), days),
      made,
      madeBy: by,
    });
  if (talk !== undefined)
    book.done(
      talk,
      at.add({ minutes: 90 }),
      by,
      'Both came at once. We said sorry, and wrote it down for them.',
      ['involved', 'Chose that his class should be told.'],
    );
  const id = stage.random.uuid(at);
  const madeAt = at.add({ minutes: 100 });
  const first = checkIn(madeAt, 2);
  const steps = 'His class is told that it was not him. A word at the door each morning with Mr Ellery.';
  book.note({
    at: madeAt.add({ minutes: 1 }),
    by,
    act: 'support_plan',
    body: steps,
    details: { row: id, person: who.personId },
  });
  const held = after(stage, madeAt, 2);
  const note = 'Plays with the others again. Would like one more look next week.';
  const second =
    first !== undefined && book.done(first, held, by, note, ['involved', note])
      ? checkIn(held.add({ minutes: 1 }), 3)
      : undefined;
  stage.rows.add('concern.support', {
    id,
    concern_id: book.sent.id,
    caseload_id: book.sent.caseloadId,
    party_id: who.partyId,
    named_adult_id: called(stage, 'Tom Ellery').id,
    steps,
    voice: 'I want everybody to know that it wasn’t me.',
    made_at: madeAt.toString(),
    made_by: by.id,
    check_in_id: (second ?? first)?.id ?? null,
  });
}
