import { responsibilities, roleNames } from '#domains/people';
import type { Role } from '#platform/db';
import type { Beside, GapKind, HolderKind } from './queries.ts';
import type { TodayItem } from './types.ts';

/** What waits beside concerns, in words: a second agreement, leavers to decide, a school that is not yet set up. */

interface Words {
  readonly text: string;
  readonly href: string | null;
}

const people = (n: number) => (n === 1 ? '1 person who is' : `${n} people who are`);

const gapWords: Readonly<Record<GapKind, (gap: Beside) => Words>> = {
  above: () => ({
    text: 'Nobody could read a concern about you. Add your chair as governor, then give them the duty of chair',
    href: '/people/add',
  }),
  chair: ({ id }) => ({
    text: 'Nobody could read a concern about you. Give one of your governors the duty of chair',
    href: `/people/duties/give?at=${id}`,
  }),
  second: () => ({
    text: 'Nobody else who reads cases has signed in yet, so nobody can agree to a duty or a recovery. Hand your lead their first code',
    href: '/recovery/start',
  }),
  third: ({ id }) => ({
    text: 'Only two people here read cases. With a third, two can let one back in who loses their phone',
    href: `/people/duties/give?at=${id}`,
  }),
  phone: ({ id }) => ({
    text: 'No telephone number: it is what people are told to ring when nobody answers',
    href: `/settings/routing/${id}`,
  }),
  lado: ({ id }) => ({
    text: 'No number of the local authority’s designated officer (LADO)',
    href: `/settings/routing/${id}`,
  }),
  roster: () => ({
    text: 'No pupils yet: import your roster, so that children can be chosen by name',
    href: '/people/import',
  }),
  address: ({ id, n }) => ({
    text: `No e-mail address of ${people(n)} told of concerns: they see them in Gatehouse only`,
    href: `/settings/routing/${id}`,
  }),
};

const order: readonly string[] = ['second', 'above', 'chair', 'third', 'phone', 'lado', 'roster', 'address'];
const noMail: Words = {
  text: 'Gatehouse sends no e-mail: ask whoever runs it to set SMTP_URL. Until then people are told in Gatehouse only',
  href: null,
};

const holderOrder: readonly string[] = ['vacant', 'cover_ends', 'leaves', 'missing'];
const isHolder = (kind: Beside['kind']): kind is HolderKind => holderOrder.includes(kind);

const inDays = (n: number) => (n === 0 ? 'today' : n === 1 ? 'tomorrow' : `in ${n} days`);

function titleOf(role: Beside['role']): string {
  if (role === null) return 'A responsibility';
  return role in responsibilities
    ? responsibilities[role as keyof typeof responsibilities].title
    : roleNames[role as Role];
}

const holderWords: Readonly<Record<HolderKind, (one: Beside) => string>> = {
  vacant: ({ role }) => `${titleOf(role)}: nobody has it`,
  cover_ends: ({ role, name, n }) => `${titleOf(role)}: the cover by ${name} ends ${inDays(n)}`,
  leaves: ({ role, name, n }) =>
    `${titleOf(role)}: ${name} has it no longer ${inDays(n + 1)}, and nobody follows`,
  missing: ({ role, name }) => `${titleOf(role)}: ${name} was missing from the last roster`,
};

/** Above several schools a school is one line: its page says which responsibilities are meant. */
const MOST_SINGLE = 4;

function holderItem(one: Beside, severalPlaces: boolean): TodayItem {
  const words = isHolder(one.kind) ? holderWords[one.kind](one) : '';
  const text = severalPlaces ? `${one.school}: ${words}` : words;
  return item(`held-${one.kind}`, { text, href: `/responsibilities?at=${one.id}` });
}

/** Who is missing, or soon will be: nobody at all first, then what ends soonest. */
function holderItems(found: readonly Beside[]): TodayItem[] {
  const held = found
    .filter(({ kind }) => isHolder(kind))
    .toSorted((a, b) => Number(b.kind === 'vacant') - Number(a.kind === 'vacant') || a.n - b.n);
  const places = Map.groupBy(held, ({ id }) => id);
  if (places.size < 2 || held.length <= MOST_SINGLE)
    return held.map((one) => holderItem(one, places.size > 1));
  return [...places.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    if (own.length === 1) return [holderItem(first, true)];
    const text = `${first.school}: ${own.length} responsibilities need somebody`;
    return [item(`held-${first.kind}`, { text, href: `/responsibilities?at=${first.id}` })];
  });
}

const isGap = (kind: Beside['kind']): kind is GapKind => order.includes(kind);

function waitingWords({ kind, id, name, role, school, n }: Beside): Words {
  if (kind === 'duty') {
    const duty = role === null ? 'a duty' : titleOf(role).toLowerCase();
    const where = school === null ? '' : `, ${school}`;
    return {
      text: `${name} as ${duty}${where}: needs a second to agree`,
      href: `/people/duties/asked/${id}`,
    };
  }
  if (kind === 'recovery')
    return { text: `A new sign-in for ${name}: needs a second to agree`, href: `/recovery/${id}` };
  if (kind === 'vouch')
    return { text: `${name} has a new sign-in: is it really them?`, href: `/people/accounts/${id}/vouch` };
  if (kind === 'handover')
    return {
      text: `${titleOf(role)}: a handover to ${name} needs you to agree`,
      href: `/responsibilities/handover/${id}`,
    };
  if (kind === 'behind') {
    const things = n === 1 ? '1 case or action lies' : `${n} cases and actions lie`;
    const why = school === 'gone' ? 'who reads them no longer' : 'who is about to leave';
    return {
      text: `${things} with ${name ?? 'somebody'}, ${why}: pass them on`,
      href: `/concerns/pass-on/${id}`,
    };
  }
  if (kind === 'room')
    return {
      text:
        n >= 100
          ? `${school} has no room left for files`
          : `${school}: room for files is more than 80 % used`,
      href: `/settings/files/${id}`,
    };
  if (kind === 'review') {
    const cases = n === 1 ? '1 closed case has been kept' : `${n} closed cases have been kept`;
    return {
      text: `${cases} for as long as the rule says: keep longer, or destroy?`,
      href: '/retention/review',
    };
  }
  if (kind === 'setting') {
    const what = n === 1 ? 'a setting was changed that decides' : `${n} settings were changed that decide`;
    return {
      text: `${school}: ${what} who is told of a concern, and when. Please look`,
      href: `/settings/changes/${id}`,
    };
  }
  if (kind === 'inbox') {
    const files = n === 1 ? '1 roster file of' : `${n} roster files of`;
    return { text: `${files} ${school} could not simply be applied`, href: '/people/import' };
  }
  const who = n === 1 ? '1 person was' : `${n} people were`;
  return { text: `${who} missing from the last roster of ${school}`, href: `/people/leavers/${id}` };
}

const item = (kind: string, { text, href }: Words): TodayItem => ({
  kind,
  urgent: false,
  reference: null,
  text,
  href,
  when: '',
  late: false,
});

/** Backups that are not made: said to whoever runs the installation, and to nobody else. */
export function backupItem(alarm: { readonly text: string; readonly late: boolean }): TodayItem {
  return { ...item('backup', { text: alarm.text, href: '/backups' }), late: alarm.late };
}

export function besideItems(found: readonly Beside[]): TodayItem[] {
  const others = found.filter(({ kind }) => !isGap(kind) && !isHolder(kind));
  const held = holderItems(found);
  const isPressing = ({ kind }: TodayItem) => kind === 'held-vacant';
  return [
    ...held.filter(isPressing),
    ...others.map((one) => item(one.kind, waitingWords(one))),
    ...held.filter((one) => !isPressing(one)),
  ];
}

/** What a Head still has to do before everybody who should can be reached; schools named where there are several. */
export function finishingItems(
  found: readonly Beside[],
  facts: { readonly severalSchools: boolean; readonly isHead: boolean; readonly mailLeaves: boolean },
): TodayItem[] {
  const gaps = found
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .flatMap((one) => {
      if (!isGap(one.kind)) return [];
      const words = gapWords[one.kind](one);
      const text = facts.severalSchools ? `${one.school}: ${words.text}` : words.text;
      return [item('gap', { ...words, text })];
    });
  return facts.isHead && !facts.mailLeaves ? [...gaps, item('gap', noMail)] : gaps;
}
