import { schoolsById } from '#domains/people';
import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { findOpenCases } from './queries.ts';
import type { ByChild, Meeting, MeetingCase } from './types.ts';

const WEEK_HOURS = 7 * 24;

/** By name; a case that names two children stands with each of them. */
function byChild(cases: readonly MeetingCase[]): ByChild[] {
  const found = new Map<string, ByChild>();
  for (const one of cases) {
    const children =
      one.children.length > 0
        ? one.children
        : [{ id: one.concernId, name: 'No child is named yet', ncYear: null }];
    for (const child of children)
      found.set(child.id, { child, cases: [...(found.get(child.id)?.cases ?? []), one] });
  }
  return [...found.values()].sort(
    (a, b) => a.child.name.localeCompare(b.child.name, 'en-GB') || a.child.id.localeCompare(b.child.id),
  );
}

/**
 * What the safeguarding team goes through in its meeting, at one school; the first of mine where none is asked for. It has
 * names and what is to be done, so looking is an event, as taking it away is.
 */
export async function readMeeting(
  tx: Tx,
  me: Me,
  asked: string | undefined,
  taken: 'page' | 'pdf',
): Promise<Meeting> {
  const schools = (await schoolsById(tx, me.childSchoolIds)).toSorted((a, b) => a.name.localeCompare(b.name));
  const school = asked === undefined ? schools[0] : schools.find(({ id }) => id === asked);
  if (school === undefined) throw new NotFound('handles no concerns about children there');
  const cases = await findOpenCases(tx, school.id, localDate(tx.at));
  tx.record({
    chain: school.id,
    type: taken === 'page' ? 'meeting.read/1' : 'meeting.exported/1',
    data: { concerns: cases.map(({ concernId }) => concernId) },
  });
  const since = tx.at.subtract({ hours: WEEK_HOURS });
  return { school, schools, at: tx.at, since, cases, byChild: byChild(cases) };
}
