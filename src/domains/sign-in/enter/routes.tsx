import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { chainOf } from '../chain.ts';
import type { DemoPerson } from '../demo/queries.ts';
import { demoPeople } from '../demo/routes.ts';
import { safePath } from '../safe-path.ts';
import { closeSessions } from '../sessions/service.ts';
import {
  deviceOf,
  dropSession,
  keepSession,
  keepStep,
  queryText,
  stepToken,
  waitMessage,
  withErrors,
} from '../web.ts';
import { SignInAgain } from './again.ts';
import { codeForm, invitationForm, signInForm } from './forms.ts';
import { enterInvitation } from './invitation.ts';
import { currentEnrolment, type Entered, enterCode, enterFirstCode, enterPassword } from './service.ts';
import { AuthenticatorPage } from './views/AuthenticatorPage.tsx';
import { CodePage } from './views/CodePage.tsx';
import { InvitationPage } from './views/InvitationPage.tsx';
import { type Said, SignInPage } from './views/SignInPage.tsx';

const WRONG = 'The user name or the password is wrong.';
const WRONG_CODE = 'That code is wrong or has been used. Wait for the next one and type it here.';
const WRONG_INVITATION =
  'The user name or the code is wrong, or the code has run out. Ask whoever gave it to you.';

/** On to the next page; a wrong try is for the caller to show. */
function goOn(reply: WebReply, entered: Exclude<Entered, { kind: 'refused' }>): WebReply {
  if (entered.kind === 'in') {
    keepSession(reply, entered.token, entered.userName);
    return reply.done(entered.path);
  }
  keepStep(reply, entered.token);
  return reply.done(entered.need === 'code' ? '/sign-in/code' : '/sign-in/authenticator');
}

/** Shows the page again with what came of a try, or goes on. Who took too long begins again. */
async function tryIt(
  reply: WebReply,
  wrong: string,
  act: () => Promise<Entered>,
  again: (errors: FormState['errors']) => WebReply | Promise<WebReply>,
): Promise<WebReply> {
  try {
    const entered = await act();
    if (entered.kind !== 'refused') return goOn(reply, entered);
    reply.code(422);
    return again([{ field: '', message: wrong }]);
  } catch (error) {
    if (error instanceof SignInAgain) return reply.done('/sign-in?late=1');
    return again([waitMessage(reply, error)]);
  }
}

function saidIn(request: WebRequest): Said | undefined {
  if (queryText(request, 'kept') !== undefined) return 'kept';
  if (queryText(request, 'draft') !== undefined) return 'draft';
  if (queryText(request, 'out') !== undefined) return 'out';
  return queryText(request, 'late') === undefined ? undefined : 'late';
}

function signInRoute(app: WebApp): void {
  const { services } = app;
  const show = async (request: WebRequest, reply: WebReply, form: FormState, said?: Said) => {
    const people: readonly DemoPerson[] = await demoPeople(request);
    return reply.html(<SignInPage context={request.page()} form={form} said={said} demoPeople={people} />);
  };
  app.get('/sign-in', (request, reply) => {
    const next = safePath(queryText(request, 'next'));
    if (request.session?.live) return reply.done(next ?? '/');
    const said = saidIn(request);
    return show(request, reply, emptyForm({ next, kept: said === 'kept' ? '1' : undefined }), said);
  });
  app.post('/sign-in', async (request, reply) => {
    const parsed = signInForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    const { userName, password, next, kept } = parsed.value;
    return tryIt(
      reply,
      WRONG,
      () =>
        enterPassword(services, {
          userName,
          password,
          next: next ?? undefined,
          kept: kept === '1',
          ...deviceOf(request),
        }),
      (errors) => show(request, reply, withErrors(parsed.state, errors)),
    );
  });
}

function codeRoute(app: WebApp): void {
  const show = (request: WebRequest, reply: WebReply, form: FormState) =>
    reply.html(<CodePage context={request.page()} form={form} />);
  app.get('/sign-in/code', (request, reply) =>
    stepToken(request) === undefined ? reply.done('/sign-in') : show(request, reply, emptyForm()),
  );
  app.post('/sign-in/code', async (request, reply) => {
    const parsed = codeForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    return tryIt(
      reply,
      WRONG_CODE,
      () =>
        enterCode(app.services, {
          stepToken: stepToken(request),
          code: parsed.value.code,
          ...deviceOf(request),
        }),
      (errors) => show(request, reply, { values: {}, errors }),
    );
  });
}

function authenticatorRoute(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, form: FormState): Promise<WebReply> => {
    try {
      const enrolment = await currentEnrolment(app.services, stepToken(request));
      return reply.html(<AuthenticatorPage context={request.page()} form={form} enrolment={enrolment} />);
    } catch (error) {
      if (error instanceof SignInAgain) return reply.code(200).done('/sign-in?late=1');
      throw error;
    }
  };
  app.get('/sign-in/authenticator', (request, reply) => show(request, reply, emptyForm()));
  app.post('/sign-in/authenticator', async (request, reply) => {
    const parsed = codeForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    return tryIt(
      reply,
      WRONG_CODE,
      () =>
        enterFirstCode(app.services, {
          stepToken: stepToken(request),
          code: parsed.value.code,
          ...deviceOf(request),
        }),
      (errors) => show(request, reply, { values: {}, errors }),
    );
  });
}

function invitationRoute(app: WebApp): void {
  const show = (request: WebRequest, reply: WebReply, form: FormState) =>
    reply.html(<InvitationPage context={request.page()} form={form} />);
  app.get('/invitation', (request, reply) => show(request, reply, emptyForm()));
  app.post('/invitation', async (request, reply) => {
    const parsed = invitationForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    return tryIt(
      reply,
      WRONG_INVITATION,
      () => enterInvitation(app.services, { ...parsed.value, ...deviceOf(request) }),
      (errors) => show(request, reply, withErrors(parsed.state, errors)),
    );
  });
}

function signOutRoute(app: WebApp): void {
  app.post('/sign-out', async (request, reply) => {
    const { session } = request;
    if (session?.live) {
      await request.asPerson((tx, me) =>
        closeSessions(tx, { personId: me.id, chain: chainOf(me) }, 'sign_out', { only: session.id }),
      );
    }
    dropSession(reply);
    // Drafts and pages that the browser may have kept go too: the next person at this computer finds nothing.
    reply.header('clear-site-data', '"cache", "storage"');
    return reply.done('/sign-in?out=1');
  });
  // Looking the session up has kept it: that is all there is to do.
  app.post('/session/keep', async (request, reply) => {
    await request.asPerson(async () => {});
    return reply.code(204).send();
  });
}

export function enterRoutes(app: WebApp): void {
  signInRoute(app);
  codeRoute(app);
  authenticatorRoute(app);
  invitationRoute(app);
  signOutRoute(app);
}
