import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { whatForm } from './forms.ts';
import { settleHappened, showHappened } from './happened.ts';

const night = Temporal.Instant.from('2026-06-30T23:30Z'); // half past midnight in London: the first of July
const next = night.add({ hours: 24 });

const date = (day: string, month: string) => ({
  'happened-day': [day],
  'happened-month': [month],
  'happened-year': ['2026'],
});

test.each([
  ['today', date('1', '7')],
  ['yesterday', date('30', '6')],
])('%s is kept as the date that it is in England now', (answer, kept) => {
  const fields = settleHappened({ happened_when: [answer], ...date('4', '2') }, night);
  expect(fields).toEqual({ happened_when: ['another'], ...kept });
  expect(showHappened(fields, night)).toEqual({ happened_when: [answer] });
});

test('a day later the same draft is yesterday’s', () => {
  const fields = settleHappened({ happened_when: ['today'] }, night);
  expect(showHappened(fields, next)).toEqual({ happened_when: ['yesterday'] });
  expect(showHappened(fields, next.add({ hours: 24 }))).toEqual(fields);
});

test('not known keeps no date; another day keeps what was typed, right or wrong', () => {
  expect(settleHappened({ happened_when: ['not_known'], ...date('4', '2') }, night)).toEqual({
    happened_when: ['not_known'],
  });
  const wrong = { happened_when: ['another'], ...date('31', '2') };
  expect(showHappened(settleHappened(wrong, night), night)).toEqual(wrong);
});

test.each([
  [{}, 'Say when it happened, or choose Not known.'],
  [{ happened_when: ['another'] }, 'Enter the date, or choose Not known.'],
  [{ happened_when: ['another'], ...date('2', '7') }, 'The date cannot be after today.'],
  [{ happened_when: ['not_known'] }, undefined],
  [{ happened_when: ['another'], ...date('1', '7') }, undefined],
])('the form asks for a day or for “not known” (%j)', (fields, message) => {
  const parsed = whatForm(night).parse({ kinds: ['bullying'], place: ['home'], ...fields });
  expect(parsed.state.errors.map((error) => error.message)).toEqual(message === undefined ? [] : [message]);
});
