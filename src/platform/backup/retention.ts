import { localDate, Temporal } from '#platform/clock';
import { timeOf } from './format.ts';

/**
 * The backups to keep: the newest of each of the last `daily` days that have one, and of each of the last `weekly`
 * weeks. The newest is among them whatever the numbers.
 */
export function backupsToKeep(
  names: readonly string[],
  { daily, weekly }: { readonly daily: number; readonly weekly: number },
): ReadonlySet<string> {
  const days = new Map<string, string>();
  const weeks = new Map<string, string>();
  const newestFirst = [...names]
    .filter((name) => timeOf(name) !== undefined)
    .sort()
    .reverse();
  for (const name of newestFirst) {
    const day = localDate(Temporal.Instant.from(timeOf(name) ?? ''));
    const week = `${day.yearOfWeek}-${day.weekOfYear}`;
    if (!days.has(day.toString())) days.set(day.toString(), name);
    if (!weeks.has(week)) weeks.set(week, name);
  }
  return new Set([
    ...newestFirst.slice(0, 1),
    ...[...days.values()].slice(0, daily),
    ...[...weeks.values()].slice(0, weekly),
  ]);
}
