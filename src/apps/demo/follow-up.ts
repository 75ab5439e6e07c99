import { type Instant, type LocalDate, localDate } from '#platform/clock';
import type { CaseBook } from './case-book.ts';
import { headOf } from './casting.ts';
import type { Intent } from './concern-words.ts';
import type { Cell } from './rows.ts';
import { moment, type Stage } from './stage.ts';
import type { School, Staff } from './world.ts';

/** What was found about somebody in a case, what followed for them, and how that ended. */

export interface Pen {
  readonly stage: Stage;
  readonly book: CaseBook;
  readonly school: School;
  readonly by: Staff;
}

/** Somebody of a case who is on a list. */
export interface Who {
  readonly partyId: string;
  readonly personId: string;
}

export function partiesOf({ stage, book }: Pen, part: string): Who[] {
  return stage.rows
    .of('concern.party')
    .filter((row) => row.concern_id === book.sent.id && row.part === part && row.person_id !== null)
    .map((row) => ({ partyId: String(row.id), personId: String(row.person_id) }));
}

const key = ({ stage, book }: Pen, at: Instant) => ({
  id: stage.random.uuid(at),
  concern_id: book.sent.id,
  caseload_id: book.sent.caseloadId,
});

export interface Facts {
  readonly finding: 'substantiated' | 'unsubstantiated' | 'unfounded' | 'false' | 'malicious';
  readonly intent: Intent;
  readonly selfReported: boolean;
  readonly reason: string;
}

/** False when it has not happened yet; so are all below. */
export function find(pen: Pen, at: Instant, who: Who, facts: Facts): boolean {
  const row = key(pen, at);
  const { finding, intent, selfReported, reason } = facts;
  const details = { row: row.id, person: who.personId };
  if (!pen.book.note({ at, by: pen.by, act: 'find', body: reason, details })) return false;
  pen.stage.rows.add('concern.finding', {
    ...row,
    party_id: who.partyId,
    number: 1,
    finding,
    intent,
    self_reported: selfReported,
    reason,
    found_at: at.toString(),
    found_by: pen.by.id,
  });
  return true;
}

const withdrawn = {
  'Restorative conversation': null,
  Warning: null,
  'Meeting with parents': null,
  'Internet withdrawn': 'internet',
  'Device withdrawn or confiscated': 'device',
  Suspension: null,
} as const;
export type Called = keyof typeof withdrawn;

export interface Terms {
  readonly called: Called;
  readonly reason: string;
  /** School days after the first. */
  readonly days: number;
}

/** A sanction as it is written in the end: what happens to it later changes the row. */
export interface Sanctioned {
  readonly row: Record<string, Cell>;
  readonly restriction: Record<string, Cell> | undefined;
  readonly who: Who;
}

function withdraw(pen: Pen, at: Instant, who: Who, sanctionId: string, { called, days }: Terms) {
  const scope = withdrawn[called];
  if (scope === null) return undefined;
  const last = pen.stage.calendar.later(localDate(at), days);
  return {
    ...key(pen, at),
    school_id: pen.school.id,
    person_id: who.personId,
    of_adult: false,
    scope,
    device: scope === 'device' ? 'School tablet 14' : null,
    during: `[${at},${moment(last.add({ days: 1 }), 0, 0)})`,
    reason_kind: 'sanction',
    source_id: sanctionId,
    made_at: at.toString(),
    made_by: pen.by.id,
    lifted_at: null,
    lifted_by: null,
    lifted_why: null,
  };
}

/** Decided as it is proposed; a suspension by the Head, whom it reaches within the hour. */
export function sanction(pen: Pen, at: Instant, who: Who, terms: Terms): Sanctioned | undefined {
  const { stage, book, by, school } = pen;
  const { called, reason, days } = terms;
  const key_ = key(pen, at);
  const details = { row: key_.id, person: who.personId };
  if (!book.note({ at, by, act: 'sanction_propose', body: reason, details })) return undefined;
  const isHeads = called === 'Suspension';
  const decidedAt = isHeads ? at.add({ minutes: 40 }) : at;
  const decided =
    !isHeads ||
    book.note({
      at: decidedAt,
      by: headOf(stage, school),
      act: 'sanction_decide',
      details: { row: key_.id },
    });
  const first = localDate(decidedAt);
  const row: Record<string, Cell> = {
    ...key_,
    party_id: who.partyId,
    step_id: stage.step(school, called),
    state: decided ? 'decided' : 'proposed',
    thing: called === 'Device withdrawn or confiscated' ? 'School tablet 14' : null,
    reason,
    proposed_at: at.toString(),
    proposed_by: by.id,
    ...(decided && {
      decided_at: decidedAt.toString(),
      decided_by: isHeads ? headOf(stage, school).id : by.id,
      starts_on: first.toString(),
      ends_on: stage.calendar.later(first, days).toString(),
      appeal_by: stage.calendar.later(first, 8).toString(),
    }),
  };
  stage.rows.add('concern.sanction', row);
  const restriction = withdraw(pen, decidedAt, who, key_.id, terms);
  if (restriction !== undefined) stage.rows.add('access.restriction', restriction);
  return { row, restriction, who };
}

const of = ({ row }: Sanctioned) => ({ row: String(row.id) });

export function tell(
  pen: Pen,
  at: Instant,
  made: Sanctioned,
  who: 'person' | 'parents' | 'staff',
  names: string,
): void {
  if (!pen.book.note({ at, by: pen.by, act: 'sanction_tell', body: names, details: of(made) })) return;
  pen.stage.rows.add('concern.sanction_told', {
    ...key(pen, at),
    sanction_id: made.row.id ?? null,
    who,
    names,
    told_on: localDate(at).toString(),
    noted_at: at.toString(),
    noted_by: pen.by.id,
  });
}

/** Served, or reversed: what it withdrew is given back in that moment. */
export function end(
  pen: Pen,
  at: Instant,
  made: Sanctioned,
  how: 'served' | 'reversed',
  why: string,
): boolean {
  const act = how === 'served' ? 'sanction_serve' : 'sanction_reverse';
  if (!pen.book.note({ at, by: pen.by, act, body: why, details: of(made) })) return false;
  close(pen, at, made, how, why);
  return true;
}

/** Without an entry of its own, where another act says it. */
export function close(
  pen: Pen,
  at: Instant,
  made: Sanctioned,
  how: 'served' | 'reversed',
  why: string,
): void {
  Object.assign(made.row, { state: how, ended_at: at.toString(), ended_by: pen.by.id, ended_why: why });
  if (made.restriction !== undefined)
    Object.assign(made.restriction, { lifted_at: at.toString(), lifted_by: pen.by.id, lifted_why: why });
}

export function appeal(pen: Pen, at: Instant, made: Sanctioned, words: string): boolean {
  if (!pen.book.note({ at, by: pen.by, act: 'sanction_appeal', body: words, details: of(made) }))
    return false;
  Object.assign(made.row, {
    state: 'appealed',
    appealed_on: localDate(at).toString(),
    appeal_words: words,
  });
  return true;
}

/** By somebody else than who decided it. */
export function answer(pen: Pen, at: Instant, made: Sanctioned, ends: LocalDate, why: string): void {
  const changes = [{ field: 'appeal', from: '', to: 'changed' }];
  if (!pen.book.note({ at, by: pen.by, act: 'sanction_answer', body: why, details: of(made), changes }))
    return;
  Object.assign(made.row, { state: 'decided', appeal_outcome: 'changed', ends_on: ends.toString() });
}
