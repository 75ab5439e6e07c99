import { findBackupAlarm } from '#domains/backups';
import { findFigures, findTodayAbove, findTodayForHandler, findTodayForReporter } from '#domains/concerns';
import { byWeight, type Cover, findCover, roleNames } from '#domains/people';
import {
  formatDate,
  formatDay,
  formatDaysFrom,
  formatTime,
  type Instant,
  type LocalDate,
  localDate,
  Temporal,
} from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { backupItem, besideItems, finishingItems } from './beside.ts';
import { findBeside } from './queries.ts';
import { findWorkerState, neverRanItems, standstillFor } from './standstill.ts';
import type { Today, TodayFigures, TodayItem } from './types.ts';

type Due = Instant | LocalDate | null;

/** What the domains hand over; each item says itself how urgent it is. */
interface Waiting {
  readonly kind: string;
  readonly urgent: boolean;
  readonly reference: string | null;
  readonly text: string;
  readonly due: Due;
}

function whenOf(at: Instant, due: Due): string {
  const today = localDate(at);
  if (due === null) return '';
  if (due instanceof Temporal.PlainDate) return formatDaysFrom(today, due);
  return localDate(due).equals(today) ? formatTime(due) : formatDay(due).replace(/ \d{4}$/, '');
}

function isLate(at: Instant, due: Due): boolean {
  return due instanceof Temporal.PlainDate && Temporal.PlainDate.compare(due, localDate(at)) < 0;
}

function asItem(at: Instant, item: Waiting, href: string): TodayItem {
  const { kind, urgent, reference, due } = item;
  const text = kind === 'draft' ? 'You began a report and have not sent it' : item.text;
  return { kind, urgent, reference, text, href, when: whenOf(at, due), late: isLate(at, due) };
}

function aboveItem(at: Instant, text: string, since: Instant): TodayItem {
  const when = `since ${whenOf(at, since)}`;
  return { kind: 'unanswered', urgent: true, reference: null, text, href: null, when, late: false };
}

/** The duties that weigh most come first; the rest are on the account page. */
const MOST_DUTIES = 2;
function dutiesOf(me: Me): string[] {
  const own = me.appointments.filter(({ asCover }) => !asCover);
  const names = byWeight(own.map(({ role }) => role)).flatMap((role) =>
    own.filter((post) => post.role === role).map(({ designation }) => designation ?? roleNames[role]),
  );
  return [...new Set(names)].slice(0, MOST_DUTIES);
}

function coverOf(me: Me, covers: readonly Cover[]): string[] {
  const until = ({ lastDay }: Cover) => (lastDay === null ? '' : ` until ${formatDate(lastDay)}`);
  return covers.map((cover) =>
    cover.personId === me.id ? `you cover${until(cover)}` : `cover: ${cover.name}${until(cover)}`,
  );
}

/** Above several schools, what is new and not urgent is each school's own to acknowledge: a count and its list. */
function overview(
  at: Instant,
  handled: readonly (Waiting & { readonly link: string; readonly school: string | null })[],
  figures: readonly TodayFigures[],
): TodayItem[] {
  const isRoutine = ({ kind, urgent }: Waiting) => kind === 'acknowledge' && !urgent;
  const single = handled
    .filter((item) => !isRoutine(item))
    .map((item) => {
      const text = item.school === null ? item.text : `${item.school}: ${item.text}`;
      return asItem(at, { ...item, text }, item.link);
    });
  const routine = figures
    .map((row) => ({ ...row, n: row.unacknowledged - row.urgentWaiting }))
    .filter(({ n }) => n > 0)
    .map(({ n, school, schoolId }): TodayItem => {
      const text = `${school}: ${n} new ${n === 1 ? 'concern waits' : 'concerns wait'} to be acknowledged`;
      const href = `/concerns?unacknowledged=yes&school=${schoolId}`;
      return { kind: 'new', urgent: false, reference: null, text, href, when: '', late: false };
    });
  return [...single, ...routine];
}

const leadsTrust = (me: Me) => me.appointments.some(({ role }) => role === 'trust_safeguarding_lead');

/** Urgent and in nobody's hands yet: what else belongs to an urgent case is work like other work. */
const isAlarm = ({ urgent, kind }: TodayItem) => urgent && kind === 'acknowledge';

const handlesConcerns = (me: Me) =>
  me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

export interface TodaySettings {
  readonly mailLeaves: boolean;
  /** Whether this process knows where the daily backups go. */
  readonly backsUp: boolean;
}

/** What waits for me, most urgent first, and nothing else. Eight statements, and one for whoever runs it. */
export async function loadToday(tx: Tx, me: Me, { mailLeaves, backsUp }: TodaySettings): Promise<Today> {
  const [figures, handled, reported, cover, above, beside, worker, backups] = await Promise.all([
    findFigures(tx, me),
    handlesConcerns(me) ? findTodayForHandler(tx, me) : [],
    findTodayForReporter(tx, me),
    findCover(tx, me),
    findTodayAbove(tx, me),
    findBeside(tx, me),
    findWorkerState(tx, me),
    findBackupAlarm(tx, me, backsUp),
  ]);
  const isHead = me.adultSchoolIds.length > 0;
  const items = [
    ...above.map(({ text, since }) => aboveItem(tx.at, text, since)),
    ...(leadsTrust(me)
      ? overview(tx.at, handled, figures)
      : handled.map((item) => asItem(tx.at, item, item.link))),
    ...besideItems(beside),
    ...(backups === undefined ? [] : [backupItem(backups)]),
    ...(isHead ? [] : neverRanItems(me, worker)),
    ...reported.map((item) => asItem(tx.at, item, item.link)),
  ];
  return {
    at: tx.at,
    givenName: me.givenName,
    duties: dutiesOf(me),
    cover: coverOf(me, cover),
    figures,
    handles: handlesConcerns(me),
    standstill: standstillFor(me, worker),
    finishing: [
      ...(isHead ? neverRanItems(me, worker) : []),
      ...finishingItems(beside, { isHead, severalSchools: me.adultSchoolIds.length > 1, mailLeaves }),
    ],
    urgent: items.filter(isAlarm),
    waiting: items.filter((item) => !isAlarm(item)),
  };
}
