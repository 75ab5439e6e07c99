import { localDate, Temporal } from '#platform/clock';
import { timeOf } from './format.ts';

export interface Kept {
  readonly daily: number;
  readonly weekly: number;
}

/**
 * The backups to keep: the newest of each of the last `daily` days that have one, and of each of the last `weekly`
 * weeks. The newest is among them whatever the numbers. Where the key was changed in a day or a week, the newest that only
 * an older key opens stays beside it for as long as that day or week is kept: until then either key brings everything back.
 */
export function backupsToKeep(
  names: readonly string[],
  { daily, weekly }: Kept,
  isSealed: (name: string) => boolean = () => false,
): ReadonlySet<string> {
  const days = new Map<string, Map<boolean, string>>();
  const weeks = new Map<string, Map<boolean, string>>();
  const newestFirst = [...names]
    .filter((name) => timeOf(name) !== undefined)
    .sort()
    .reverse();
  const take = (spans: Map<string, Map<boolean, string>>, span: string, name: string) => {
    const newest = spans.get(span) ?? new Map<boolean, string>();
    spans.set(span, newest);
    if (!newest.has(isSealed(name))) newest.set(isSealed(name), name);
  };
  for (const name of newestFirst) {
    const day = localDate(Temporal.Instant.from(timeOf(name) ?? ''));
    take(days, day.toString(), name);
    take(weeks, `${day.yearOfWeek}-${day.weekOfYear}`, name);
  }
  const spans = [...[...days.values()].slice(0, daily), ...[...weeks.values()].slice(0, weekly)];
  return new Set([...newestFirst.slice(0, 1), ...spans.flatMap((newest) => [...newest.values()])]);
}
