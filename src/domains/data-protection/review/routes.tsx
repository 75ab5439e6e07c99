import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { emptyForm, type Form, type FormState } from '#platform/forms';
import { refusedForm, type WebApp, type WebReply, type WebRequest } from '#platform/http';
import { destroyForm, holdForm, keepForm, liftForm } from './forms.ts';
import {
  askToDestroy,
  backupsUntil,
  destroy,
  hold,
  keep,
  lift,
  readCase,
  readHolds,
  readQueue,
  takeBack,
} from './service.ts';
import { CasePage } from './views/case-page.tsx';
import { HoldsPage } from './views/holds-page.tsx';
import { QueuePage } from './views/queue-page.tsx';

interface WithId {
  Params: { id: string };
}

const pathOf = (id: string) => `/retention/cases/${id}`;

async function show(request: WebRequest, reply: WebReply, id: string, form: FormState) {
  const review = await request.asPerson((tx, me) => readCase(tx, me, id));
  return reply.html(<CasePage context={request.page()} review={review} form={form} />);
}

/** What was refused is shown with what was typed, beside how the case stands now. */
function refused(request: WebRequest, reply: WebReply, id: string, error: unknown) {
  const { status, form } = refusedForm(error, request.body);
  return show(request, reply.code(status), id, form);
}

/** What is due, what is held, and one case with what is decided about it. */
export function reviewRoutes(app: WebApp): void {
  const { config, clock } = app.services;

  app.get('/retention/review', async (request, reply) => {
    const queue = await request.asPerson(readQueue);
    return reply.html(<QueuePage context={request.page()} queue={queue} />);
  });

  app.get('/retention/holds', async (request, reply) => {
    const holds = await request.asPerson(readHolds);
    return reply.html(<HoldsPage context={request.page()} holds={holds} />);
  });

  app.get<WithId>('/retention/cases/:id', (request, reply) =>
    show(request, reply, request.params.id, emptyForm()),
  );

  function deed<T>(
    path: string,
    form: Form<T>,
    act: (tx: Tx, me: Me, id: string, value: T) => Promise<void>,
    done: string,
  ): void {
    app.post<WithId>(`/retention/cases/:id/${path}`, async (request, reply) => {
      const { id } = request.params;
      const parsed = form.parse(request.body);
      if (!parsed.ok) return show(request, reply.code(422), id, parsed.state);
      try {
        await request.asPerson((tx, me) => act(tx, me, id, parsed.value));
      } catch (error) {
        return refused(request, reply, id, error);
      }
      return reply.done(pathOf(id), done);
    });
  }
  deed('hold', holdForm, hold, 'Held. Nothing of it is destroyed until somebody else lifts this.');
  deed('lift', liftForm, lift, 'The hold is lifted.');
  deed('keep', keepForm, keep, 'Kept until that day. Then it comes up again.');
  deed('destroy', destroyForm, askToDestroy, 'Asked. Nothing is destroyed before somebody else agrees.');

  app.post<WithId>('/retention/cases/:id/take-back', async (request, reply) => {
    const { id } = request.params;
    try {
      await request.asPerson((tx) => takeBack(tx, id));
    } catch (error) {
      return refused(request, reply, id, error);
    }
    return reply.done(pathOf(id), 'Taken back.');
  });

  app.post<WithId>('/retention/cases/:id/agree', async (request, reply) => {
    const { id } = request.params;
    const until = backupsUntil(config, localDate(clock.now()));
    try {
      const certificate = await request.asPerson((tx) => destroy(tx, id, until));
      return reply.done(`/retention/certificates/${certificate}`, 'Destroyed. This is its certificate.');
    } catch (error) {
      return refused(request, reply, id, error);
    }
  });
}
