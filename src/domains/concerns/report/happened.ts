import { type Instant, type LocalDate, localDate } from '#platform/clock';
import type { Values } from '#platform/forms';

/** "Today" means the day on which it was said: a draft keeps the date, so that sending it tomorrow does too. */

export const happenedAnswers = ['today', 'yesterday', 'another', 'not_known'] as const;

const parts = ['happened-day', 'happened-month', 'happened-year'];

const withoutDate = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !parts.includes(name)));

const withDate = (fields: Values, day: LocalDate): Values => ({
  ...fields,
  happened_when: ['another'],
  'happened-day': [String(day.day)],
  'happened-month': [String(day.month)],
  'happened-year': [String(day.year)],
});

/** As it is kept: a date, or that it is not known. */
export function settleHappened(posted: Values, now: Instant): Values {
  const today = localDate(now);
  switch (posted.happened_when?.[0]) {
    case 'today':
      return withDate(posted, today);
    case 'yesterday':
      return withDate(posted, today.subtract({ days: 1 }));
    case 'not_known':
      return withoutDate(posted);
    default:
      return posted;
  }
}

/** As it is shown again: the date of today or yesterday as that word, any other in its boxes. */
export function showHappened(fields: Values, now: Instant): Values {
  const [day = '', month = '', year = ''] = parts.map((part) => fields[part]?.[0] ?? '');
  if (day + month + year === '') return fields;
  const at = (date: LocalDate) =>
    Number(day) === date.day && Number(month) === date.month && Number(year) === date.year;
  const today = localDate(now);
  const answer = at(today) ? 'today' : at(today.subtract({ days: 1 })) ? 'yesterday' : undefined;
  return answer === undefined
    ? { ...fields, happened_when: ['another'] }
    : { ...withoutDate(fields), happened_when: [answer] };
}
