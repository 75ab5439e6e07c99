import { keepChange, schoolsById } from '#domains/people';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import type { KindId, Stream } from '../../types.ts';
import { defaultRoutes, readersOf } from '../ladder.ts';
import { ledSchool } from '../led-school.ts';
import { findHolders, findUnable } from '../queries.ts';
import type { RouteRole, RouteRule } from '../types.ts';
import { listed, roleWords } from '../words.ts';
import { describeRoute, describeRules, describeUnable, titleOf } from './describe.ts';
import {
  deleteRoute,
  findOwnRoutes,
  findSettings,
  insertRoute,
  lockSchool,
  type OwnRoute,
  saveSettings,
} from './queries.ts';
import {
  type Rank,
  type RouteEditing,
  type RoutingOverview,
  ranks,
  type SchoolLink,
  type SchoolSettings,
} from './types.ts';

export function findLedSchools(tx: Tx, me: Me): Promise<SchoolLink[]> {
  return schoolsById(tx, me.leadSchoolIds);
}

const rulesIn = (routes: readonly OwnRoute[], stream: Stream, kind: KindId | null): readonly RouteRule[] =>
  routes.find((route) => route.stream === stream && route.kind === kind)?.rules ?? [];

export async function findOverview(
  tx: Tx,
  me: Me,
  schoolId: string,
  withoutPasswords: boolean,
): Promise<RoutingOverview> {
  const school = await ledSchool(tx, me, schoolId);
  const settings = await findSettings(tx, schoolId);
  if (settings === undefined) throw new NotFound('no such school');
  const routes = await findOwnRoutes(tx, schoolId);
  const holders = await findHolders(tx, school);
  const unable = (await findUnable(tx, school)).filter(({ closed }) => closed || !withoutPasswords);
  const general = (['child', 'adult', 'head'] as const).map((stream) => ({
    stream,
    kind: null,
    rules: rulesIn(routes, stream, null),
  }));
  return {
    school: { id: school.id, name: school.name },
    settings,
    cards: general.map((route) => describeRoute(route, holders)),
    kindCards: routes.filter(({ kind }) => kind !== null).map((route) => describeRoute(route, holders)),
    severalSchools: me.leadSchoolIds.length > 1,
    warnings: describeUnable(unable),
  };
}

export interface RouteName {
  readonly schoolId: string;
  readonly stream: Stream;
  readonly kind: KindId | null;
}

/** Only what is about a child has kinds with a route of their own; an adult concern is the Head's alone. */
function checkName({ stream, kind }: RouteName): void {
  if (stream === 'adult' || (kind !== null && stream !== 'child')) throw new NotFound('no such route to set');
}

export async function findRouteToEdit(tx: Tx, me: Me, name: RouteName): Promise<RouteEditing> {
  checkName(name);
  const school = await ledSchool(tx, me, name.schoolId);
  const routes = await findOwnRoutes(tx, name.schoolId);
  const holders = await findHolders(tx, school);
  const own = rulesIn(routes, name.stream, name.kind);
  const general = rulesIn(routes, name.stream, null);
  const rules = [own, general, defaultRoutes[name.stream]].find((found) => found.length > 0) ?? [];
  return {
    school: { id: school.id, name: school.name },
    stream: name.stream,
    kind: name.kind,
    title: titleOf(name.stream, name.kind),
    duties: readersOf[name.stream].map((role) => ({
      role,
      label: roleWords[role],
      holders: listed(holders.filter((h) => h.role === role).map((h) => h.name)) || 'nobody today',
    })),
    rules,
    own: own.length > 0,
  };
}

/** The rules as one short text: what the page showed, so that a change made meanwhile is noticed. */
export const fingerprint = (rules: readonly RouteRule[]): string =>
  rules.map(({ role, atOnce }) => (atOnce ? `${role}+` : role)).join(' ');

/** Ranks as chosen, to rules in order; duties of the same rank keep the order of the page. */
function rulesFrom(stream: Stream, chosen: Partial<Record<RouteRole, Rank>>): RouteRule[] {
  return ranks.flatMap((rank) =>
    readersOf[stream]
      .filter((role) => chosen[role] === rank)
      .map((role) => ({ role, atOnce: rank === 'once' })),
  );
}

export interface SetRoute extends RouteName {
  readonly chosen: Partial<Record<RouteRole, Rank>>;
  readonly seen: string;
}

/** Sets who is told. Refuses what would tell nobody at once, by the duties as they are held today. */
export async function setRoute(tx: Tx, me: Me, input: SetRoute): Promise<void> {
  await ledSchool(tx, me, input.schoolId);
  await lockSchool(tx, input.schoolId);
  const before = await findRouteToEdit(tx, me, input);
  if (fingerprint(before.rules) !== input.seen) {
    throw new Conflict(
      'the route was changed meanwhile',
      'Somebody else changed this route while you had it open. Look at it again, then make your change.',
    );
  }
  const rules = rulesFrom(input.stream, input.chosen);
  const held = new Set(
    before.duties.filter(({ holders }) => holders !== 'nobody today').map(({ role }) => role),
  );
  const atOnce = rules.filter((rule) => rule.atOnce);
  const first = readersOf[input.stream][0] ?? 'head';
  if (atOnce.length === 0) {
    throw new Invalid([{ field: first, message: 'Choose at least one duty that is told at once.' }]);
  }
  if (!atOnce.some(({ role }) => held.has(role))) {
    const words = listed(atOnce.map(({ role }) => roleWords[role]));
    throw new Invalid([
      {
        field: atOnce[0]?.role ?? first,
        message: `Nobody is ${words} today, so nobody would be told at once. Choose another duty as well.`,
      },
    ]);
  }
  await deleteRoute(tx, input.schoolId, input.stream, input.kind);
  await insertRoute(tx, input.schoolId, { stream: input.stream, kind: input.kind, rules });
  await keepHeadRoute(tx, input, before.own ? before.rules : [], rules);
  recordRoute(tx, input, fingerprint(rules));
}

/** Who is told of a concern about the Head is no matter of the Head's alone: those above are told that it changed. */
async function keepHeadRoute(
  tx: Tx,
  { schoolId, stream }: RouteName,
  before: readonly RouteRule[],
  after: readonly RouteRule[],
): Promise<void> {
  if (stream !== 'head') return;
  const change = { before: describeRules(before), after: describeRules(after) };
  await keepChange(tx, schoolId, { what: 'head_route', ...change });
}

function recordRoute(tx: Tx, { schoolId, stream, kind }: RouteName, rules: string): void {
  tx.record({ chain: schoolId, type: 'route.changed/1', subject: schoolId, data: { stream, kind, rules } });
}

/** Back to the general route, or to Gatehouse's own where it is the general one. */
export async function removeRoute(tx: Tx, me: Me, name: RouteName): Promise<void> {
  checkName(name);
  await ledSchool(tx, me, name.schoolId);
  await lockSchool(tx, name.schoolId);
  const before = rulesIn(await findOwnRoutes(tx, name.schoolId), name.stream, name.kind);
  await deleteRoute(tx, name.schoolId, name.stream, name.kind);
  await keepHeadRoute(tx, name, before, []);
  recordRoute(tx, name, '');
}

export async function changeSettings(
  tx: Tx,
  me: Me,
  schoolId: string,
  settings: SchoolSettings,
): Promise<void> {
  await ledSchool(tx, me, schoolId);
  await lockSchool(tx, schoolId);
  const before = await findSettings(tx, schoolId);
  if (before === undefined) throw new NotFound('no such school');
  const changed = (Object.keys(settings) as (keyof SchoolSettings)[]).filter(
    (name) => before[name] !== settings[name],
  );
  if (changed.length === 0) return;
  await saveSettings(tx, schoolId, settings);
  await keepChange(tx, schoolId, { what: 'lado', before: before.lado, after: settings.lado });
  const wait = ({ acknowledgeWithinMinutes }: SchoolSettings) => `${acknowledgeWithinMinutes} minutes`;
  await keepChange(tx, schoolId, { what: 'wait', before: wait(before), after: wait(settings) });
  tx.record({
    chain: schoolId,
    type: 'school.settings_changed/1',
    subject: schoolId,
    data: { fields: changed },
  });
}
