import { formatLongDay, formatTime, type Instant, localDate } from '#platform/clock';
import type { Recipient, RouteRole } from './types.ts';

export const roleWords: Readonly<Record<RouteRole, string>> = {
  dsl: 'designated safeguarding lead',
  deputy_dsl: 'deputy safeguarding lead',
  head: 'headteacher',
  chair_of_governors: 'chair of governors',
  trust_safeguarding_lead: 'trust safeguarding lead',
};

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "Priya Nair (designated safeguarding lead)", cover said. */
export function withDuty({ name, role, asCover }: Recipient): string {
  return `${name} (${asCover ? 'covering as ' : ''}${roleWords[role]})`;
}

/** "at 08:30 today", "at 08:30 on Monday 23 November". */
export function when(at: Instant, now: Instant): string {
  const day = localDate(at).equals(localDate(now)) ? 'today' : `on ${formatLongDay(at)}`;
  return `at ${formatTime(at)} ${day}`;
}
