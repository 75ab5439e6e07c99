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

function checkDay(times: Times, weekday: number, day: string): FieldError[] {
  const opens = times[opensName(weekday)];
  const closes = times[closesName(weekday)];
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

const timesForm: Form<Times> = defineForm<Times>(
  Object.fromEntries(
    weekdays.flatMap((_day, index) => [
      [opensName(index + 1), clockTime()],
      [closesName(index + 1), clockTime()],
    ]),
  ),
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
    from: localDay('Enter the first day without school.'),
    to: localDay('Enter the last day without school.'),
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
