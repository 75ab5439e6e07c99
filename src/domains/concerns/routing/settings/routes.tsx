import { Invalid, NotFound } from '#platform/errors';
import { emptyForm, type FormState, readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { kinds } from '../../types.ts';
import type { RouteRule } from '../types.ts';
import { routeForm, routeNameForm, settingsForm } from './forms.ts';
import {
  changeSettings,
  findLedSchools,
  findOverview,
  findRouteToEdit,
  fingerprint,
  type RouteName,
  removeRoute,
  setRoute,
} from './service.ts';
import type { Rank, RouteEditing, SchoolSettings } from './types.ts';
import { OverviewPage } from './views/overview.tsx';
import { KindPage, RoutePage } from './views/route.tsx';
import { SchoolsPage } from './views/schools.tsx';

interface SchoolPath {
  Params: { school: string };
}

/** Which route: from the query of a link, or from the hidden fields of a form. */
function routeName(schoolId: string, source: unknown): RouteName {
  const parsed = routeNameForm.parse(source);
  if (!parsed.ok) throw new NotFound('no such route');
  return { schoolId, ...parsed.value };
}

const addressOf = (schoolId: string) => `/settings/routing/${schoolId}`;

/** In the demo nobody has a password, and nobody needs one. */
const look = (request: WebRequest, school: string) =>
  request.asPerson((tx, me) => findOverview(tx, me, school, request.server.services.demo));

function overviewRoutes(app: WebApp): void {
  app.get('/settings/routing', async (request, reply) => {
    const schools = await request.asPerson(findLedSchools);
    const [only] = schools;
    if (only === undefined) throw new NotFound('leads no school');
    if (schools.length === 1) return reply.done(addressOf(only.id));
    return reply.html(<SchoolsPage context={request.page()} schools={schools} />);
  });

  app.get<SchoolPath>('/settings/routing/:school', async (request, reply) => {
    const school = request.params.school;
    const overview = await look(request, school);
    const form = emptyForm(shown(overview.settings));
    return reply.html(<OverviewPage context={request.page()} overview={overview} form={form} />);
  });

  app.post<SchoolPath>('/settings/routing/:school', async (request, reply) => {
    const school = request.params.school;
    const parsed = settingsForm.parse(request.body);
    if (!parsed.ok) {
      const overview = await look(request, school);
      return reply
        .code(422)
        .html(<OverviewPage context={request.page()} overview={overview} form={parsed.state} />);
    }
    const { acknowledge_within, record_of_truth, phone, lado } = parsed.value;
    const settings = {
      acknowledgeWithinMinutes: acknowledge_within,
      recordOfTruth: record_of_truth,
      phone,
      lado,
    };
    await request.asPerson((tx, me) => changeSettings(tx, me, school, settings));
    return reply.done(addressOf(school), 'Settings saved.');
  });
}

function shown(settings: SchoolSettings) {
  return {
    acknowledge_within: String(settings.acknowledgeWithinMinutes),
    record_of_truth: settings.recordOfTruth,
    phone: settings.phone ?? '',
    lado: settings.lado ?? '',
  };
}

/** The radios as the rules stand: what is not at once stands in its order, the last two together. */
function ranksOf(rules: readonly RouteRule[], duties: RouteEditing['duties']): Record<string, Rank> {
  const later = rules.filter(({ atOnce }) => !atOnce).map(({ role }) => role);
  const order = ['next', 'after', 'last'] as const;
  return Object.fromEntries(
    duties.map(({ role }) => {
      if (rules.some((rule) => rule.role === role && rule.atOnce)) return [role, 'once'];
      const place = later.indexOf(role);
      return [role, order[place] ?? 'last'];
    }),
  );
}

async function showRoute(request: WebRequest, reply: WebReply, name: RouteName, form?: FormState) {
  const editing = await request.asPerson((tx, me) => findRouteToEdit(tx, me, name));
  const seen = form?.values.seen?.[0] ?? fingerprint(editing.rules);
  const state = form ?? emptyForm(ranksOf(editing.rules, editing.duties));
  if (form !== undefined) reply.code(422);
  return reply.html(<RoutePage context={request.page()} editing={editing} form={state} seen={seen} />);
}

function routeRoutes(app: WebApp): void {
  app.get<SchoolPath>('/settings/routing/:school/kind', async (request, reply) => {
    const school = request.params.school;
    const overview = await look(request, school);
    const taken = new Set<string | null>(overview.kindCards.map(({ kind }) => kind));
    const left = Object.entries(kinds).flatMap(([value, { text }]) =>
      taken.has(value) ? [] : [{ value, text }],
    );
    return reply.html(<KindPage context={request.page()} schoolId={school} kinds={left} />);
  });

  app.get<SchoolPath>('/settings/routing/:school/route', (request, reply) =>
    showRoute(request, reply, routeName(request.params.school, request.query)),
  );

  app.post<SchoolPath>('/settings/routing/:school/route', async (request, reply) => {
    const name = routeName(request.params.school, request.body);
    const parsed = routeForm(name.stream).parse(request.body);
    if (!parsed.ok) return showRoute(request, reply, name, parsed.state);
    const seen = readValues(request.body).seen?.[0] ?? '';
    try {
      await request.asPerson((tx, me) => setRoute(tx, me, { ...name, chosen: parsed.value, seen }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return showRoute(request, reply, name, { ...parsed.state, errors: error.fields });
    }
    return reply.done(addressOf(name.schoolId), 'Saved. It holds for every concern sent from now on.');
  });

  app.post<SchoolPath>('/settings/routing/:school/route/remove', async (request, reply) => {
    const name = routeName(request.params.school, request.body);
    await request.asPerson((tx, me) => removeRoute(tx, me, name));
    return reply.done(addressOf(name.schoolId), 'The route was taken away.');
  });
}

/** Who is told at a school, and how fast: seen and changed by who leads safeguarding there. */
export function routingRoutes(app: WebApp): void {
  overviewRoutes(app);
  routeRoutes(app);
}
