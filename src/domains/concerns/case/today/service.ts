import {
  formatDaysFrom,
  formatLongDay,
  formatTime,
  type Instant,
  type LocalDate,
  localDate,
} from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { type Due, findDue, findWaitingCases, type WaitingCase } from './queries.ts';

/** One line of Today for whoever handles concerns. Its text names no child. */
export interface HandlerItem {
  readonly kind: Due['kind'] | 'acknowledge' | 'missing' | 'myconcern';
  readonly urgent: boolean;
  readonly concernId: string;
  readonly link: string;
  readonly reference: string;
  /** Null for an action: whoever owns it knows. */
  readonly school: string | null;
  readonly text: string;
  /** A moment for what is to be acknowledged or was added, a day for an action. */
  readonly due: Instant | LocalDate | null;
}

function waitingText({ urgent, acknowledgeBy, nextInLine }: WaitingCase, now: Instant): string {
  if (!urgent || acknowledgeBy === null) return 'Waits to be acknowledged';
  const minutes = Math.ceil((acknowledgeBy.epochMilliseconds - now.epochMilliseconds) / 60_000);
  if (minutes <= 0)
    return nextInLine
      ? 'Waits to be acknowledged; the next in line is being told'
      : 'Waits to be acknowledged; nobody is next in line, so whoever was told is told again';
  // Over a night or a weekend nobody counts minutes.
  const when =
    minutes > 90
      ? `on ${formatLongDay(acknowledgeBy)} at ${formatTime(acknowledgeBy)}`
      : `in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return nextInLine
    ? `Waits to be acknowledged; the next in line is told ${when}`
    : `Waits to be acknowledged; nobody is next in line, so whoever was told is told again ${when}`;
}

function missingText(found: WaitingCase): string {
  const words = [
    found.severity === null ? 'severity' : '',
    found.categorised ? '' : 'category',
    found.intent === null ? 'intent' : '',
    found.childInvolved === null ? 'how the child was involved' : '',
    found.parents === 'not_yet' ? 'the answer for parents' : '',
  ].filter((word) => word !== '');
  return words.length === 0 ? '' : `Missing: ${words.join(', ')}`;
}

function itemsOf(found: WaitingCase, now: Instant): HandlerItem[] {
  const { concernId, reference, school, urgent } = found;
  const base = { urgent, concernId, reference, school, link: `/concerns/${concernId}` };
  if (found.status === 'submitted') {
    return [{ ...base, kind: 'acknowledge', text: waitingText(found, now), due: found.acknowledgeBy }];
  }
  const missing = missingText(found);
  return [
    ...(missing === '' ? [] : [{ ...base, kind: 'missing', text: missing, due: null } as const]),
    ...(found.myconcernMissing
      ? [{ ...base, kind: 'myconcern', text: 'No MyConcern reference yet', due: null } as const]
      : []),
  ];
}

const order: readonly HandlerItem['kind'][] = [
  'acknowledge',
  'police',
  'police_reason',
  'lado',
  'threshold',
  'pathway',
  'addition',
  'transfer',
  'transfer_sent',
  'action',
  'decision',
  'appeal',
  'referral',
  'sanction',
  'missing',
  'myconcern',
];

const dueWords: Readonly<Record<Due['kind'], string>> = {
  addition: 'The reporter has added to this',
  action: 'Your action was due',
  referral: 'Your check on a referral was due',
  police: 'The Police, or why not: the decision was due',
  lado: 'The designated officer (LADO): telling them was due',
  threshold: 'Weigh it: allegation, low-level concern, or neither?',
  transfer: 'A child’s file was sent to your school: sign for it, or say why not',
  transfer_sent: 'A child’s file was sent and nobody has signed for it: the receipt was due',
  police_reason: 'The Police were not told: please read why',
  decision: 'A sanction waits for a decision, proposed',
  appeal: 'An appeal waits for an answer, made',
  pathway: 'A step of a pathway that cannot wait was due',
  sanction: 'A sanction is over, note how it went: its last day was',
};

function dueItem(found: Due, today: LocalDate): HandlerItem {
  const { kind, concernId, reference, urgent, school, closed, dueOn, addedAt } = found;
  const link = `/${kind.startsWith('transfer') ? 'transfers' : 'concerns'}/${concernId}`;
  const base = { kind, urgent, concernId, reference, school, link };
  const words = dueWords[kind];
  if (dueOn === null) return { ...base, text: `${words}${closed ? ', a closed case' : ''}`, due: addedAt };
  const text = `${words} ${formatDaysFrom(today, dueOn)}`;
  return { ...base, text: text.replace('was due today', 'is due today'), due: dueOn };
}

/** What waits for me as a handler, most pressing first; two statements. */
export async function findTodayForHandler(tx: Tx, me: Me): Promise<HandlerItem[]> {
  const today = localDate(tx.at);
  const [waiting, due] = await Promise.all([findWaitingCases(tx, me.id), findDue(tx, me.id, today)]);
  const cases = waiting.flatMap((found) => itemsOf(found, tx.at));
  const mine = due.map((found) => dueItem(found, today));
  return [...cases, ...mine].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
