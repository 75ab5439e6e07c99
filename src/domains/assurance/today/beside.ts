import { roleNames } from '#domains/people';
import type { Beside, GapKind } from './queries.ts';
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

const isGap = (kind: Beside['kind']): kind is GapKind => order.includes(kind);

function waitingWords({ kind, id, name, role, school, n }: Beside): Words {
  if (kind === 'duty') {
    const duty = role === null ? 'a duty' : roleNames[role].toLowerCase();
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
  return found.flatMap((one) => (isGap(one.kind) ? [] : [item(one.kind, waitingWords(one))]));
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
