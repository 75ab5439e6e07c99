import { Conflict } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { revealForm } from './forms.ts';
import { agreeToIdentity, askForIdentity, readReveal } from './service.ts';
import { IdentityPage } from './views/identity-page.tsx';

interface WithId {
  Params: { id: string };
}

/** Who told in confidence: asked for by one handler, agreed by another. */
export function identityRoutes(app: WebApp): void {
  const { masterKey } = app.services;
  const show = async (request: WebRequest, reply: WebReply, id: string, form: FormState) => {
    const reveal = await request.asPerson((tx, me) => readReveal(tx, me, masterKey, id));
    return reply.html(<IdentityPage context={request.page()} reveal={reveal} form={form} />);
  };

  app.get<WithId>('/concerns/:id/identity', (request, reply) =>
    show(request, reply, request.params.id, emptyForm()),
  );

  const act = (path: string, done: string, service: typeof askForIdentity) =>
    app.post<WithId>(path, async (request, reply) => {
      const { id } = request.params;
      const parsed = revealForm.parse(request.body);
      if (!parsed.ok) return show(request, reply.code(422), id, parsed.state);
      try {
        await request.asPerson((tx, me) => service(tx, me, id, parsed.value.reason));
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const errors = [{ field: '', message: error.userMessage }];
        return show(request, reply.code(409), id, { ...parsed.state, errors });
      }
      return reply.done(`/concerns/${id}/identity`, done);
    });
  act('/concerns/:id/identity', 'Asked. Somebody else who handles this is told.', askForIdentity);
  act('/concerns/:id/identity/agree', 'Opened. The trust’s safeguarding lead is told.', agreeToIdentity);
}
