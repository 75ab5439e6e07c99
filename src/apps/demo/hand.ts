import { type Instant, localDate } from '#platform/clock';
import type { CaseBook } from './case-book.ts';
import type { Report, Sent } from './report.ts';
import type { Tale } from './scenarios/index.ts';
import { isBefore, laterAtWork, moment, type Stage } from './stage.ts';
import type { Staff } from './world.ts';

/** How far a case was taken: all the way, or to where work or memory stopped. */
export type Depth = 'untouched' | 'acknowledged' | 'begun' | 'worked' | 'closed' | 'reopened' | 'monitoring';

export interface Casework {
  readonly report: Report;
  readonly sent: Sent;
  readonly tale: Tale;
  readonly depth: Depth;
  readonly fill: (text: string) => string;
}

export interface Opened {
  readonly id: string;
  readonly at: Instant;
}

/** One case in the hands of whoever works it. */
export interface Hand {
  readonly stage: Stage;
  readonly work: Casework;
  readonly book: CaseBook;
  readonly lead: Staff;
  /** Those that it follows, in the order of opening. */
  readonly pathways: Opened[];
  /** The time of the last thing that was done. */
  clock: Instant;
}

/** Lets so many minutes of work go by; somebody who goes home goes on in the morning. */
export function wait(hand: Hand, least: number, most: number): Instant {
  hand.clock = laterAtWork(hand.stage, hand.clock, hand.stage.random.between(least, most));
  return hand.clock;
}

export function waitDays(hand: Hand, days: number): Instant {
  const day = hand.stage.calendar.later(localDate(hand.clock), days);
  const next = moment(
    day,
    hand.stage.random.between(8, 15),
    hand.stage.random.between(0, 59),
    hand.stage.random.between(0, 59),
  );
  hand.clock = isBefore(hand.clock, next) ? next : laterAtWork(hand.stage, hand.clock, 20);
  return hand.clock;
}
