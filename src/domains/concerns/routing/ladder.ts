import type { Stream } from '../types.ts';
import type { Recipient, RouteRole, RouteRule } from './types.ts';

/** Who can open a concern of each stream: the same duties as in `app.enter_person`, weightiest last. */
export const readersOf: Readonly<Record<Stream, readonly RouteRole[]>> = {
  child: ['dsl', 'deputy_dsl', 'head', 'trust_safeguarding_lead'],
  adult: ['head'],
  head: ['chair_of_governors', 'trust_safeguarding_lead'],
};

/** Where a concern goes when nobody in its own stream could read it. */
export const streamsFrom: Readonly<Record<Stream, readonly Stream[]>> = {
  child: ['child', 'head'],
  adult: ['adult', 'head'],
  head: ['head'],
};

/** What holds for a school that has set no route of its own. */
export const defaultRoutes: Readonly<Record<Stream, readonly RouteRule[]>> = {
  child: [
    { role: 'dsl', atOnce: true },
    { role: 'deputy_dsl', atOnce: true },
    { role: 'head', atOnce: false },
    { role: 'trust_safeguarding_lead', atOnce: false },
  ],
  adult: [{ role: 'head', atOnce: true }],
  head: [
    { role: 'chair_of_governors', atOnce: true },
    { role: 'trust_safeguarding_lead', atOnce: true },
  ],
};

/** Urgent concerns about a child go to the leads and the Head at once, whatever a school has set (CT-note-2). */
const urgentAtOnce: ReadonlySet<RouteRole> = new Set(['dsl', 'deputy_dsl', 'head']);

/** Told at once, at the least, where the school has them. */
const LEAST_TOLD = 2;

/** The school's rules, then every other duty that could read it: a route always goes on to the last of them. */
function wholeRoute(stream: Stream, rules: readonly RouteRule[], urgent: boolean): RouteRule[] {
  const chosen = rules.length > 0 ? rules : defaultRoutes[stream];
  const named = new Set(chosen.map(({ role }) => role));
  const others = readersOf[stream]
    .filter((role) => !named.has(role))
    .map((role) => ({ role, atOnce: false }));
  return [...chosen, ...others]
    .filter(({ role }) => readersOf[stream].includes(role))
    .map(({ role, atOnce }) => ({
      role,
      atOnce: atOnce || (urgent && stream === 'child' && urgentAtOnce.has(role)),
    }));
}

export interface Climb {
  readonly stream: Stream;
  readonly rules: readonly RouteRule[];
  readonly urgent: boolean;
  readonly holders: readonly Recipient[];
  readonly notTell: readonly string[];
}

/**
 * The steps of a concern's way up: everybody who is told at once, then one duty after the other. Whoever holds
 * several duties stands on their first step alone. A first step of one takes the next step in, so that nothing
 * waits for a single person where the school has two.
 */
export function climb({ stream, rules, urgent, holders, notTell }: Climb): Recipient[][] {
  const route = wholeRoute(stream, rules, urgent);
  const groups = [
    route.filter(({ atOnce }) => atOnce).map(({ role }) => role),
    ...route.filter(({ atOnce }) => !atOnce).map(({ role }) => [role]),
  ];
  const placed = new Set(notTell);
  const steps: Recipient[][] = [];
  for (const roles of groups) {
    const step: Recipient[] = [];
    for (const holder of roles.flatMap((role) => holders.filter((h) => h.role === role))) {
      if (placed.has(holder.personId)) continue;
      placed.add(holder.personId);
      step.push(holder);
    }
    const first = steps[0];
    if (first !== undefined && first.length < LEAST_TOLD) first.push(...step);
    else if (step.length > 0) steps.push(step);
  }
  return steps;
}
