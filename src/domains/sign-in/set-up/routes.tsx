import { Conflict, Invalid } from '#platform/errors';
import { emptyForm, type FieldError, type FormState, readValues } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { keepStep, waitMessage } from '../web.ts';
import { codeForm, setUpForm } from './forms.ts';
import { checkSetUpCode, findIsSetUp, setUp, WrongSetUpCode } from './service.ts';
import { SetUpCodePage } from './views/SetUpCodePage.tsx';
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
    if (
      done ||
      request.routeOptions.config.withoutSession ||
      /^\/(assets\/|set-up(\/key)?$)/.test(request.url)
    )
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
  const { masterKey } = app.services;
  const askCode = (request: WebRequest, reply: WebReply, form: FormState) =>
    reply.html(<SetUpCodePage context={request.page()} form={form} />);
  const askRest = (request: WebRequest, reply: WebReply, form: FormState) =>
    reply.html(<SetUpPage context={request.page()} form={form} recoveryKey={masterKey.recoveryKey()} />);

  app.get('/set-up', async (request, reply) =>
    (await isDone()) ? reply.done('/sign-in') : askCode(request, reply, emptyForm()),
  );

  /** Runs `then` for whoever has the code; everybody else is asked for it again, and loses nothing that was typed. */
  const withCode = async (
    request: WebRequest,
    reply: WebReply,
    then: () => Promise<WebReply> | WebReply,
  ): Promise<WebReply> => {
    if (await isDone()) return reply.done('/sign-in');
    const parsed = codeForm.parse(request.body);
    if (!parsed.ok) return askCode(request, reply.code(422), parsed.state);
    try {
      await checkSetUpCode(app.services, setUpCode, parsed.value.token, request.ip);
    } catch (error) {
      return askCode(request, reply, { values: parsed.state.values, errors: [errorOf(reply, error)] });
    }
    return then();
  };

  app.get('/set-up/key', async (_request, reply) => reply.done('/set-up'));
  app.post('/set-up/key', (request, reply) =>
    withCode(request, reply, () => askRest(request, reply, { values: readValues(request.body), errors: [] })),
  );
  app.post('/set-up', (request, reply) =>
    withCode(request, reply, async () => {
      const parsed = setUpForm.parse(request.body);
      if (!parsed.ok) return askRest(request, reply.code(422), parsed.state);
      try {
        const { stepToken, dslCode } = await setUp(app.services, parsed.value);
        keepStep(reply, stepToken);
        // Answered at once, without a redirect: the code is shown this once and kept nowhere.
        return reply.html(<SetUpDonePage context={request.page()} dslCode={dslCode} />);
      } catch (error) {
        if (error instanceof Conflict)
          return reply.done('/sign-in', 'Somebody else has just set Gatehouse up.');
        if (!(error instanceof Invalid)) throw error;
        return askRest(request, reply.code(422), { values: parsed.state.values, errors: error.fields });
      }
    }),
  );
}
