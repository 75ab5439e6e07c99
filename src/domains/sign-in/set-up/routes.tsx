import { Conflict } from '#platform/errors';
import { emptyForm, type FieldError, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { keepStep, waitMessage } from '../web.ts';
import { setUpForm } from './forms.ts';
import { findIsSetUp, setUp, WrongSetUpCode } from './service.ts';
import { SetUpDonePage } from './views/SetUpDonePage.tsx';
import { SetUpPage } from './views/SetUpPage.tsx';

/** Sends every page to /set-up until there is a trust; from then on it asks no more. */
function guard(app: WebApp): () => Promise<boolean> {
  let done = false;
  const isDone = async () => {
    done ||= await findIsSetUp(app.services);
    return done;
  };
  app.addHook('onRequest', async (request, reply) => {
    if (done || request.routeOptions.config.withoutSession || /^\/(assets\/|set-up$)/.test(request.url))
      return undefined;
    return (await isDone()) ? undefined : reply.redirect('/set-up', 303);
  });
  return isDone;
}

function errorOf(reply: WebReply, error: unknown): FieldError {
  if (!(error instanceof WrongSetUpCode)) return waitMessage(reply, error);
  reply.code(422);
  return { field: 'token', message: error.userMessage };
}

/** The first minutes of an installation: `setUpCode` is what its console shows. */
export function setUpRoutes(app: WebApp, setUpCode: string): void {
  const isDone = guard(app);
  const show = (request: WebRequest, reply: WebReply, form: FormState) =>
    reply.html(<SetUpPage context={request.page()} form={form} />);

  app.get('/set-up', async (request, reply) =>
    (await isDone()) ? reply.done('/sign-in') : show(request, reply, emptyForm()),
  );
  app.post('/set-up', async (request, reply) => {
    if (await isDone()) return reply.done('/sign-in');
    const parsed = setUpForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    try {
      const { stepToken, dslCode } = await setUp(app.services, setUpCode, parsed.value, request.ip);
      keepStep(reply, stepToken);
      // Answered at once, without a redirect: the code is shown this once and kept nowhere.
      return reply.html(<SetUpDonePage context={request.page()} dslCode={dslCode} />);
    } catch (error) {
      if (error instanceof Conflict)
        return reply.done('/sign-in', 'Somebody else has just set Gatehouse up.');
      return show(request, reply, { values: parsed.state.values, errors: [errorOf(reply, error)] });
    }
  });
}
