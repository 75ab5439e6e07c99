import { formatDate, formatInstant, type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { keepChange } from '../setting-change/service.ts';
import { type Closure, isOpen, nextOpening, usualHours } from './calendar.ts';
import {
  deleteClosure,
  findCalendar,
  findClosures,
  findHours,
  findSchoolName,
  insertClosure,
  lockSchool,
  replaceHours,
} from './queries.ts';
import { type CalendarSettings, type DayHours, weekdays } from './types.ts';

/** The calendar is seen and changed by who leads safeguarding at the school; to anybody else there is nothing here. */
async function ledSchoolName(tx: Tx, me: Me, schoolId: string): Promise<string> {
  const name = me.leadSchoolIds.includes(schoolId) ? await findSchoolName(tx, schoolId) : undefined;
  if (name === undefined) throw new NotFound('not a school that this person leads');
  return name;
}

const usualDays: readonly DayHours[] = [...usualHours].map(([weekday, { opens, closes }]) => ({
  weekday,
  opens: opens.toString(),
  closes: closes.toString(),
}));

export async function findCalendarSettings(tx: Tx, me: Me, schoolId: string): Promise<CalendarSettings> {
  const name = await ledSchoolName(tx, me, schoolId);
  const own = await findHours(tx, schoolId);
  const closures = await findClosures(tx, schoolId);
  const calendar = await findCalendar(tx, schoolId);
  const today = localDate(tx.at);
  const isPast = ({ to }: Closure) => Temporal.PlainDate.compare(to, today) < 0;
  return {
    school: { id: schoolId, name },
    hours: own.length > 0 ? own : usualDays,
    own: own.length > 0,
    closures: closures.filter((closure) => !isPast(closure)),
    past: closures.filter(isPast).reverse(),
    now: isOpen(calendar, tx.at)
      ? 'By this calendar the school is open now.'
      : `By this calendar the school is closed now, and opens ${formatInstant(nextOpening(calendar, tx.at))}.`,
  };
}

const minutes = (time: string) => time.slice(0, 5);

/** "Monday 08:30 to 15:30, …"; null where the usual school week counts. */
const weekWords = (hours: readonly DayHours[]): string | null =>
  hours.length === 0
    ? null
    : hours
        .map(
          ({ weekday, opens, closes }) => `${weekdays[weekday - 1]} ${minutes(opens)} to ${minutes(closes)}`,
        )
        .join(', ');

const closureWords = ({ name, from, to }: Closure): string =>
  `${name}, ${formatDate(from)} to ${formatDate(to)}`;

/** Replaces the week. No day at all means the usual school week again. */
export async function setHours(tx: Tx, me: Me, schoolId: string, hours: readonly DayHours[]): Promise<void> {
  await ledSchoolName(tx, me, schoolId);
  await lockSchool(tx, schoolId);
  const before = await findHours(tx, schoolId);
  await replaceHours(tx, schoolId, hours);
  await keepChange(tx, schoolId, { what: 'hours', before: weekWords(before), after: weekWords(hours) });
  tx.record({
    chain: schoolId,
    type: 'calendar.hours_changed/1',
    subject: schoolId,
    data: { hours: hours.map(({ weekday, opens, closes }) => `${weekday} ${opens}-${closes}`) },
  });
}

const overlaps = (a: Closure, b: Closure) =>
  Temporal.PlainDate.compare(a.from, b.to) <= 0 && Temporal.PlainDate.compare(b.from, a.to) <= 0;

export async function addClosure(tx: Tx, me: Me, schoolId: string, closure: Closure): Promise<void> {
  await ledSchoolName(tx, me, schoolId);
  await lockSchool(tx, schoolId);
  const other = (await findClosures(tx, schoolId)).find((each) => overlaps(each, closure));
  if (other !== undefined) {
    throw new Invalid([
      {
        field: 'from',
        message: `These days overlap with “${other.name}”, ${formatDate(other.from)} to ${formatDate(other.to)}. Remove that one first.`,
      },
    ]);
  }
  await insertClosure(tx, schoolId, closure);
  await keepChange(tx, schoolId, { what: 'closures', before: null, after: closureWords(closure) });
  tx.record({
    chain: schoolId,
    type: 'calendar.closure_added/1',
    subject: schoolId,
    data: { from: closure.from.toString(), to: closure.to.toString() },
  });
}

export async function removeClosure(tx: Tx, me: Me, schoolId: string, from: LocalDate): Promise<void> {
  await ledSchoolName(tx, me, schoolId);
  const removed = await deleteClosure(tx, schoolId, from);
  if (removed === undefined) throw new NotFound('no closure begins on that day');
  await keepChange(tx, schoolId, { what: 'closures', before: closureWords(removed), after: null });
  tx.record({
    chain: schoolId,
    type: 'calendar.closure_removed/1',
    subject: schoolId,
    data: { from: from.toString() },
  });
}
