import { defineForm, idChoice, text } from '#platform/forms';
import { isUuid } from '#platform/ids';
import type { AskedRoll } from './service.ts';

export const nameForm = defineForm<{ readonly school: string; readonly name: string }>({
  school: idChoice('Choose a school.'),
  name: text('Enter at least two letters of a name.', { max: 80 }),
});

const one = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The filter in the address: ids and a year, never a name (design rule 16). What it cannot read, it leaves out. */
export function readFilter(query: unknown): AskedRoll {
  const asked = typeof query === 'object' && query !== null ? (query as Record<string, unknown>) : {};
  const id = (name: string) => (isUuid(one(asked[name])) ? one(asked[name]) : null);
  const whole = (name: string) => (/^-?\d{1,4}$/.test(one(asked[name])) ? Number(one(asked[name])) : null);
  return {
    schoolId: id('school'),
    classId: id('class'),
    ncYear: whole('year'),
    page: Math.max(1, whole('page') ?? 1),
  };
}
