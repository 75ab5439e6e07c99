import { type LocalDate, Temporal } from '#platform/clock';
import type { FieldError } from '#platform/errors';
import { clockTime, defineForm, type Field, type Form, localDay, text } from '#platform/forms';
import { type DayHours, weekdays } from './types.ts';

type Times = Record<string, string | null>;

const opensName = (weekday: number) => `opens-${weekday}`;
const closesName = (weekday: number) => `closes-${weekday}`;

function daysOf(times: Times): DayHours[] {
  return weekdays.flatMap((_day, index) => {
    const weekday = index + 1;
    const opens = times[opensName(weekday)];
    const closes = times[closesName(weekday)];
    return opens && closes ? [{ weekday, opens, closes }] : [];
  });
}

/** A box that could not be read is undefined here, and has its own message. */
function checkDay(times: Partial<Times>, weekday: number, day: string): FieldError[] {
  const opens = times[opensName(weekday)];
  const closes = times[closesName(weekday)];
  if (opens === undefined || closes === undefined) return [];
  if (!opens && closes)
    return [
      { field: opensName(weekday), message: `Enter when the school opens on ${day}, or empty both boxes.` },
    ];
  if (opens && !closes)
    return [
      { field: closesName(weekday), message: `Enter when the school closes on ${day}, or empty both boxes.` },
    ];
  if (opens && closes && opens >= closes)
    return [{ field: closesName(weekday), message: `On ${day} the school must close after it opens.` }];
  return [];
}

/** Fourteen boxes stand on the page: the message says which. */
function timeOn(day: string, what: 'opens' | 'closes'): Field<string | null> {
  return (values, name) => {
    const read = clockTime()(values, name);
    return 'problem' in read
      ? { problem: `Enter a time for when the school ${what} on ${day}, such as 8:30, or empty both boxes.` }
      : read;
  };
}

/** Two dates stand side by side: the message says which. */
function dayOf(which: 'first' | 'last'): Field<LocalDate> {
  const missing = `Enter the ${which} day without school.`;
  return (values, name) => {
    const read = localDay(missing)(values, name);
    return 'problem' in read && read.problem !== missing
      ? { problem: `Enter the ${which} day without school as a real date, such as 27 3 2026.` }
      : read;
  };
}

const timesForm: Form<Times> = defineForm<Times>(
  Object.fromEntries(
    weekdays.flatMap((day, index) => [
      [opensName(index + 1), timeOn(day, 'opens')],
      [closesName(index + 1), timeOn(day, 'closes')],
    ]),
  ),
  () => [],
  (times) => weekdays.flatMap((day, index) => checkDay(times, index + 1, day)),
);

/** Two boxes a day; a day with both empty is one without school. */
export const hoursForm: Form<{ readonly hours: readonly DayHours[] }> = {
  parse(body) {
    const parsed = timesForm.parse(body);
    return parsed.ok ? { ok: true, value: { hours: daysOf(parsed.value) }, state: parsed.state } : parsed;
  },
};

/** Longer than the summer holidays; anything more is a slip in the year. */
const LONGEST_DAYS = 70;

export const closureForm = defineForm(
  {
    name: text('Enter what it is, such as “October half term”.', { max: 80 }),
    from: dayOf('first'),
    to: dayOf('last'),
  },
  ({ from, to }) => {
    const days = from.until(to).days;
    if (days < 0) return [{ field: 'to', message: 'The last day must not be before the first.' }];
    return days > LONGEST_DAYS
      ? [{ field: 'to', message: `This is longer than ${LONGEST_DAYS} days. Check the dates.` }]
      : [];
  },
);

const isoDay: Field<LocalDate> = (values, name) => {
  try {
    return { value: Temporal.PlainDate.from(values[name]?.[0] ?? '') };
  } catch (error) {
    if (error instanceof RangeError) return { problem: 'Choose a closure.' };
    throw error;
  }
};

export const removeForm = defineForm({ from: isoDay });
