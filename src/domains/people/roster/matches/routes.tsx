import { choice, defineForm, emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { MatchesPage, MatchPageView } from '../views/matches.tsx';
import { join, matchesOf, openMatch, takeApart, tellApart } from './service.ts';

interface IdPath {
  Params: { id: string };
}

const decisionForm = defineForm<{ readonly decision: 'same' | 'different' }>({
  decision: choice(['same', 'different'], 'Choose whether they are one person.'),
});

async function page(request: WebRequest, reply: WebReply, id: string, form: FormState): Promise<WebReply> {
  const data = await request.asPerson((tx, me) => openMatch(tx, me, id));
  return reply.html(<MatchPageView context={request.page()} form={form} {...data} />);
}

/** People who may be one: a person decides, and can take it back. */
export function matchRoutes(app: WebApp): void {
  app.get('/people/matches', async (request, reply) => {
    const data = await request.asPerson(matchesOf);
    return reply.html(<MatchesPage context={request.page()} {...data} />);
  });

  app.get<IdPath>('/people/matches/:id', (request, reply) =>
    page(request, reply, request.params.id, emptyForm()),
  );

  app.post<IdPath>('/people/matches/:id', async (request, reply) => {
    const { id } = request.params;
    const parsed = decisionForm.parse(request.body);
    if (!parsed.ok) return page(request, reply.code(422), id, parsed.state);
    const same = parsed.value.decision === 'same';
    await request.asPerson((tx, me) => (same ? join(tx, me, id) : tellApart(tx, me, id)));
    return reply.done('/people/matches', same ? 'They are one person now.' : 'They stay two people.');
  });

  app.post<IdPath>('/people/matches/joined/:id/undo', async (request, reply) => {
    await request.asPerson((tx, me) => takeApart(tx, me, request.params.id));
    return reply.done('/people/matches', 'They are two people again.');
  });
}
