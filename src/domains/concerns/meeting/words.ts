import { yearName } from '#domains/people';
import { formatDate, formatDay, Temporal } from '#platform/clock';
import { severityWords, statusWords } from '../case/words.ts';
import type { Meeting, MeetingCase, MeetingChild, OpenAction } from './types.ts';

export const isNew = ({ reportedAt }: MeetingCase, { since }: Pick<Meeting, 'since'>): boolean =>
  Temporal.Instant.compare(reportedAt, since) >= 0;

/** Something in it should have been done by now. */
export const isLate = ({ actions, referralsLate }: MeetingCase): boolean =>
  referralsLate > 0 || actions.some(({ late }) => late);

/** "Maren Tilley, Year 6". */
export const childTitle = ({ name, ncYear }: MeetingChild): string =>
  ncYear === null ? name : `${name}, ${yearName(ncYear)}`;

export function stateLine({ status, severity, assignee, acknowledged, reportedAt }: MeetingCase): string {
  return [
    statusWords[status],
    ...(severity === null ? [] : [severityWords[severity]]),
    `reported ${formatDay(reportedAt)}`,
    ...(acknowledged ? [] : ['nobody has acknowledged it']),
    assignee === null ? 'with nobody' : `with ${assignee}`,
  ].join(' · ');
}

export const actionLine = ({ what, owner, dueOn, late }: OpenAction): string =>
  `${late ? 'Late: ' : ''}${what} (${[owner, ...(dueOn === null ? [] : [formatDate(dueOn)])].join(', ')})`;

export function todoLines({ actions, referralsLate }: MeetingCase): readonly string[] {
  const check = referralsLate === 1 ? 'One referral' : `${referralsLate} referrals`;
  return [
    ...actions.map(actionLine),
    ...(referralsLate === 0 ? [] : [`Late: ${check} to be checked`]),
    ...(actions.length + referralsLate === 0 ? ['Nothing is planned'] : []),
  ];
}

/** "12 open, 3 of them new since last week, 2 with something late". */
export function summary(meeting: Meeting): string {
  const { cases } = meeting;
  const fresh = cases.filter((one) => isNew(one, meeting)).length;
  const late = cases.filter(isLate).length;
  return `${cases.length} open, ${fresh} of them new since ${formatDay(meeting.since)}, ${late} with something late`;
}
