import { Invalid, NotFound } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { deviceOf, keepStep, pathId, waitMessage } from '../web.ts';
import { passwordForm, renewForm } from './forms.ts';
import { myAccount } from './queries.ts';
import {
  changePassword,
  endMyOtherSessions,
  endMySession,
  renewAuthenticator,
  showMySignIn,
} from './service.ts';
import { AccountPage } from './views/AccountPage.tsx';
import { PasswordPage } from './views/PasswordPage.tsx';
import { RenewPage } from './views/RenewPage.tsx';

/** What the service refused, beside its field; passwords are never sent back. */
function refused(reply: WebReply, error: unknown): FormState {
  if (!(error instanceof Invalid)) return { values: {}, errors: [waitMessage(reply, error)] };
  reply.code(422);
  return { values: {}, errors: error.fields };
}

function sessionRoutes(app: WebApp): void {
  app.get('/account', async (request, reply) => {
    const mine = await request.asPerson(showMySignIn);
    return reply.html(<AccountPage context={request.page()} mine={mine} thisSession={request.session?.id} />);
  });
  app.post('/account/sessions/:id/end', async (request, reply) => {
    const id = pathId(request);
    const ended = await request.asPerson((tx, me) => endMySession(tx, me, id));
    if (ended === 0) throw new NotFound('no open session of mine');
    return reply.done('/account', 'That session is ended.');
  });
  app.post('/account/sessions/end-others', async (request, reply) => {
    const own = request.session?.id ?? '';
    await request.asPerson((tx, me) => endMyOtherSessions(tx, me, own));
    return reply.done('/account', 'All your other sessions are ended.');
  });
}

function passwordRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, form: FormState) => {
    await request.asPerson(async () => {});
    return reply.html(<PasswordPage context={request.page()} form={form} />);
  };
  app.get('/account/password', (request, reply) => show(request, reply, emptyForm()));
  app.post('/account/password', async (request, reply) => {
    const personId = await request.asPerson(async (_tx, me) => me.id);
    const parsed = passwordForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    try {
      await changePassword(app.services, {
        ...parsed.value,
        personId,
        ...deviceOf(request),
        sessionId: request.session?.id,
      });
    } catch (error) {
      return show(request, reply, refused(reply, error));
    }
    return reply.done('/account', 'Your password is changed. Your other sessions are ended.');
  });
}

function authenticatorRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, form: FormState) => {
    const account = await request.asPerson((tx) => myAccount(tx));
    const has = account?.hasAuthenticator ?? false;
    return reply.html(<RenewPage context={request.page()} form={form} hasAuthenticator={has} />);
  };
  app.get('/account/authenticator', (request, reply) => show(request, reply, emptyForm()));
  app.post('/account/authenticator', async (request, reply) => {
    const personId = await request.asPerson(async (_tx, me) => me.id);
    const parsed = renewForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    try {
      keepStep(
        reply,
        await renewAuthenticator(app.services, { ...parsed.value, personId, ...deviceOf(request) }),
      );
    } catch (error) {
      return show(request, reply, refused(reply, error));
    }
    return reply.done('/sign-in/authenticator');
  });
}

export function accountRoutes(app: WebApp): void {
  sessionRoutes(app);
  passwordRoutes(app);
  authenticatorRoutes(app);
}
