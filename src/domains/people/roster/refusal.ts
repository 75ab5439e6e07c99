import { type Instant, localDate } from '#platform/clock';
import type { Fault } from '../oneroster/index.ts';
import { countNames, type Day, type RosterCounts, type RosterPlan, type RosterSchool } from './types.ts';

/** The English day of an instant. */
export const dayOf = (at: Instant): Day => localDate(at).toString() as Day;

const nothing: RosterCounts = Object.fromEntries(countNames.map((name) => [name, 0])) as Record<
  (typeof countNames)[number],
  number
>;

/** The plan of a file that must not be applied: its faults, and nothing to write. */
export function refusal(school: RosterSchool, at: Instant, faults: readonly Fault[]): RosterPlan {
  const none = { begin: [], amend: [], end: [] };
  return {
    school,
    today: dayOf(at),
    faults,
    counts: nothing,
    lists: { joining: [], moving: [], leaving: [], staff: [], changed: [] },
    writes: {
      newPeople: [],
      changedPeople: [],
      identifiers: [],
      enrolments: none,
      posts: none,
      newClasses: [],
      changedClasses: [],
      members: none,
      families: [],
      leavers: [],
      withdrawn: [],
      matches: [],
    },
    recognised: new Set(),
  };
}
