import { NotFound } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { type PaperKind, paperKinds, poster, tellOnPaper } from '../print/papers.ts';
import { adultForm, hirerActForm, hirerForm, removeForm } from './forms.ts';
import { addHirer, endHirer, findWays, offerAdult, renewLink, withdrawAdult } from './service.ts';
import { WaysPage } from './views/ways-page.tsx';

interface SchoolPath {
  Params: { school: string };
}

const at = (school: string) => `/settings/ways/${school}`;

const pdf = (reply: WebReply, name: string, file: Buffer) =>
  reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${name}.pdf"`)
    .header('cache-control', 'no-store')
    .send(file);

async function show(
  request: WebRequest,
  reply: WebReply,
  school: string,
  form: FormState = emptyForm(),
  token?: string,
) {
  const ways = await request.asPerson((tx, me) => findWays(tx, me, school));
  const { origin } = request.server.services.config;
  const link = token === undefined ? undefined : `${origin}/tell/hirer/${token}`;
  return reply.html(
    <WaysPage context={request.page()} ways={ways} origin={origin} form={form} link={link} />,
  );
}

function adultRoutes(app: WebApp): void {
  app.get<SchoolPath>('/settings/ways/:school', (request, reply) =>
    show(request, reply, request.params.school),
  );

  app.post<SchoolPath>('/settings/ways/:school/adults', async (request, reply) => {
    const { school } = request.params;
    const parsed = adultForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), school, parsed.state);
    const { person, called } = parsed.value;
    await request.asPerson((tx, me) => offerAdult(tx, me, school, { id: person, called }));
    return reply.done(at(school), 'Saved. Pupils can choose them from now on.');
  });

  app.post<SchoolPath>('/settings/ways/:school/adults/remove', async (request, reply) => {
    const { school } = request.params;
    const parsed = removeForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), school, parsed.state);
    await request.asPerson((tx, me) => withdrawAdult(tx, me, school, parsed.value.person));
    return reply.done(at(school), 'Saved. Pupils no longer see that name.');
  });
}

function hirerRoutes(app: WebApp): void {
  app.post<SchoolPath>('/settings/ways/:school/hirers', async (request, reply) => {
    const { school } = request.params;
    const parsed = hirerForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), school, parsed.state);
    const token = await request.asPerson((tx, me) => addHirer(tx, me, school, parsed.value));
    return show(request, reply, school, emptyForm(), token);
  });

  app.post<SchoolPath>('/settings/ways/:school/hirers/link', async (request, reply) => {
    const { school } = request.params;
    const parsed = hirerActForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), school, parsed.state);
    const token = await request.asPerson((tx, me) => renewLink(tx, me, school, parsed.value.hirer));
    return show(request, reply, school, emptyForm(), token);
  });

  app.post<SchoolPath>('/settings/ways/:school/hirers/end', async (request, reply) => {
    const { school } = request.params;
    const parsed = hirerActForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), school, parsed.state);
    await request.asPerson((tx, me) => endHirer(tx, me, school, parsed.value.hirer));
    return reply.done(at(school), 'Ended. Their link opens nothing from now on.');
  });
}

function paperRoutes(app: WebApp): void {
  const { clock, config } = app.services;
  app.get<SchoolPath>('/settings/ways/:school/poster.pdf', async (request, reply) => {
    const { school } = request.params;
    const { ways, reader } = await request.asPerson(async (tx, me) => ({
      ways: await findWays(tx, me, school),
      reader: me.id,
    }));
    const pupils = `${config.origin}${ways.path}`;
    const facts = { school: ways.school.name, pupils, parents: `${pupils}/adult` };
    return pdf(reply, 'tell-someone-poster', await poster(facts, { now: clock.now(), reader }));
  });

  app.get<{ Params: { kind: string } }>(
    '/tell-on-paper/:kind',
    { config: { words: ['kind'] } },
    async (request, reply) => {
      const kind: PaperKind | undefined = paperKinds.find((one) => one === request.params.kind);
      if (kind === undefined) throw new NotFound('no such paper');
      const reader = await request.asPerson(async (_tx, me) => me.id);
      return pdf(reply, `tell-someone-${kind}`, await tellOnPaper(kind, { now: clock.now(), reader }));
    },
  );
}

/** What a school's lead sets about its ways in, and what it prints. Pupils' help cannot be switched off (rule 9). */
export function waySettingsRoutes(app: WebApp): void {
  adultRoutes(app);
  hirerRoutes(app);
  paperRoutes(app);
}
