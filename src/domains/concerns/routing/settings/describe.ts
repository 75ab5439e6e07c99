import { type KindId, kinds, type Stream } from '../../types.ts';
import { climb, defaultRoutes } from '../ladder.ts';
import type { Recipient, RouteRule } from '../types.ts';
import { listed, roleWords, withDuty } from '../words.ts';
import type { RouteCard } from './types.ts';

const streamTitles: Readonly<Record<Stream, string>> = {
  child: 'A concern about a child',
  adult: 'A concern about an adult who works or volunteers here',
  head: 'A concern about the headteacher',
};

export function titleOf(stream: Stream, kind: KindId | null): string {
  return kind === null ? streamTitles[stream] : kinds[kind].text;
}

export interface Route {
  readonly stream: Stream;
  readonly kind: KindId | null;
  readonly rules: readonly RouteRule[];
}

const onlyOne: Readonly<Record<Stream, string>> = {
  child: 'Only one person could be told. Give somebody else a safeguarding duty, as deputy or as cover.',
  adult:
    'Only the headteacher could be told. Name somebody as cover for the headteacher before they are next away.',
  head: 'Only one person could be told. It should be the chair of governors and the trust safeguarding lead.',
};

const nobody: Readonly<Record<Stream, string>> = {
  child:
    'Nobody could be told. A report would go to the chair of governors, or be refused with the numbers to ring.',
  adult:
    'Nobody could be told: the school has no headteacher in Gatehouse today. A report would go to the chair of governors and the trust.',
  head: 'Nobody could be told. A report would be refused, with the numbers to ring.',
};

function warningsOf(
  stream: Stream,
  steps: readonly (readonly Recipient[])[],
  unheld: readonly RouteRule[],
): string[] {
  const people = steps.flat();
  const firstOnly = steps.length < 2;
  const vacant = unheld.filter(({ atOnce }) => atOnce).map(({ role }) => roleWords[role]);
  const unmailed = people.filter(({ hasMail }) => !hasMail).map(({ name }) => name);
  return [
    ...(people.length === 0 ? [nobody[stream]] : people.length === 1 ? [onlyOne[stream]] : []),
    ...(vacant.length > 0 && people.length > 0
      ? [
          `Nobody is ${listed(vacant)} today, so ${firstOnly ? 'those below are told' : 'the next in line is told'}.`,
        ]
      : []),
    ...(unmailed.length > 0
      ? [
          `No e-mail address is held for ${listed(unmailed)}: they are told in Gatehouse only, and not out of hours.`,
        ]
      : []),
  ];
}

/** A duty whose holder cannot open what they are told: said where it can be mended. */
export function describeUnable(holders: readonly (Recipient & { readonly closed: boolean })[]): string[] {
  const names = (closed: boolean) =>
    listed(holders.filter((holder) => holder.closed === closed).map(withDuty));
  const [closed, unready] = [names(true), names(false)];
  return [
    ...(closed === ''
      ? []
      : [
          `Not told of anything, because their account is closed: ${closed}. Give the duty to somebody else.`,
        ]),
    ...(unready === ''
      ? []
      : [
          `Told by e-mail, but cannot open a concern before they have set a password: ${unready}. Invite them.`,
        ]),
  ];
}

/** What a route means today: the same climb that a concern would take, with nobody to leave out. */
export function describeRoute({ stream, kind, rules }: Route, holders: readonly Recipient[]): RouteCard {
  const ask = { stream, rules, holders, notTell: [] };
  const [atOnce = [], ...afterwards] = climb({ ...ask, urgent: false });
  const [urgent = [], ...afterUrgent] = climb({ ...ask, urgent: true });
  const names = (people: readonly Recipient[]) => people.map(withDuty);
  const duties = rules.length > 0 ? rules : defaultRoutes[stream];
  return {
    stream,
    kind,
    title: titleOf(stream, kind),
    atOnce: names(atOnce),
    urgent: names(urgent),
    afterwards: afterUrgent.map(names),
    // Who holds two duties fills both, so a duty counts as held by its holders and not by its step.
    warnings: warningsOf(
      stream,
      [atOnce, ...afterwards],
      duties.filter(({ role }) => !holders.some((h) => h.role === role)),
    ),
    few: [atOnce, ...afterwards].flat().length < 2,
    empty: atOnce.length === 0,
    editable: stream !== 'adult',
  };
}

/** "Told at once: a and b; then: c"; null for a route that the school has not set itself. */
export function describeRules(rules: readonly RouteRule[]): string | null {
  if (rules.length === 0) return null;
  const words = (atOnce: boolean) =>
    listed(rules.filter((rule) => rule.atOnce === atOnce).map(({ role }) => roleWords[role]));
  const later = words(false);
  return `Told at once: ${words(true)}${later === '' ? '' : `; then: ${later}`}`;
}
