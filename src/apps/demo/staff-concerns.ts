import { type Instant, localDate } from '#platform/clock';
import type { CaseBook } from './case-book.ts';
import type { Stage } from './stage.ts';
import type { Staff } from './world.ts';

/** How the adults of the demo's stories were weighed, and what came of it. */

export type Judged = 'allegation' | 'low_level';

interface Pen {
  readonly stage: Stage;
  readonly book: CaseBook;
  readonly by: Staff;
}

const no = { met: false, why: 'Nothing of the kind was seen or told.' };

const words: Readonly<Record<Judged, { readonly reason: string; readonly harmed: object }>> = {
  low_level: {
    reason: 'Against the code of conduct, and nobody was harmed or at risk. The designated officer agrees.',
    harmed: no,
  },
  allegation: {
    reason:
      'If it was the colleague, a child may have been harmed. Not looked into here: the officer decides.',
    harmed: { met: true, why: 'A pupil was asked for a photograph of herself.' },
  },
};

const key = ({ stage, book }: Pen, at: Instant) => ({
  id: stage.random.uuid(at),
  concern_id: book.sent.id,
  caseload_id: book.sent.caseloadId,
});

export function weigh(pen: Pen, at: Instant, about: Staff, level: Judged): void {
  const { stage, book, by } = pen;
  const row = key(pen, at);
  const { reason, harmed } = words[level];
  if (!book.note({ at, by, act: 'staff_assess', body: reason, details: { row: row.id } })) return;
  stage.rows.add('concern.staff_assessment', {
    ...row,
    person_id: about.id,
    worker: 'staff',
    answers: { harmed, offence: no, risk: no, suitable: no },
    edition: '2025, in force since 1 Sep 2025',
    level,
    reason,
    lado_by: level === 'allegation' ? stage.calendar.later(localDate(at), 1).toString() : null,
    assessed_at: at.toString(),
    assessed_by: by.id,
  });
}

/** Told at once, and answered: the colleague works elsewhere in the building meanwhile, and is told what was agreed. */
export function tellLado(pen: Pen, at: Instant): void {
  const { stage, book, by } = pen;
  const row = key(pen, at);
  const body = 'An allegation. Told by telephone before anybody looked into it.';
  if (!book.note({ at, by, act: 'refer', body, details: { row: row.id } })) return;
  const day = localDate(at).toString();
  stage.rows.add('concern.referral', {
    ...row,
    recipient: 'lado',
    state: 'outcome',
    reason: body,
    decided_at: at.toString(),
    decided_by: by.id,
    made_on: day,
    how: 'By telephone',
    reference: `LADO-${stage.random.between(1000, 9999)}`,
  });
  const measure = key(pen, at.add({ minutes: 9 }));
  const why = 'Advised by the designated officer: no suspension is needed while the Police look into it.';
  const decidedAt = at.add({ minutes: 9 });
  if (!book.note({ at: decidedAt, by, act: 'staff_measure', body: why, details: { row: measure.id } }))
    return;
  stage.rows.add('concern.staff_measure', {
    ...measure,
    decision: 'adjusted',
    alternatives: 'Suspension: not needed, since a colleague can be in the room.',
    reason: why,
    from_on: day,
    review_on: stage.calendar.later(localDate(at), 5).toString(),
    contact: 'The school business manager',
    support: 'Union, and counselling by the trust’s service.',
    decided_at: decidedAt.toString(),
    decided_by: by.id,
  });
}

export function whatCame(pen: Pen, at: Instant): void {
  const { stage, book, by } = pen;
  const reason = 'The code of conduct was read together; they know what to do next time.';
  const row = key(pen, at);
  if (!book.note({ at, by, act: 'staff_outcome', body: `Advice. ${reason}`, details: { row: row.id } }))
    return;
  stage.rows.add('concern.staff_outcome', {
    ...row,
    outcome: 'advice',
    reason,
    decided_at: at.toString(),
    decided_by: by.id,
  });
}
