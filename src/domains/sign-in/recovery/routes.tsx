import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { CODE_SHOWN, markGiven, newOnce, wasGiven } from '../once.ts';
import { pathId } from '../web.ts';
import { repeatForm, startForm } from './forms.ts';
import {
  cancelRecovery,
  confirmRecovery,
  recoverable,
  repeatFirstCode,
  showRecoveries,
  showRecovery,
  startRecovery,
} from './service.ts';
import { RecoveriesPage } from './views/RecoveriesPage.tsx';
import { RecoveryCodePage } from './views/RecoveryCodePage.tsx';
import { RecoveryPage } from './views/RecoveryPage.tsx';
import { StartRecoveryPage } from './views/StartRecoveryPage.tsx';

function startRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, form: FormState) => {
    const people = await request.asPerson(recoverable);
    const once = newOnce(request);
    return reply.html(<StartRecoveryPage context={request.page()} people={people} form={form} once={once} />);
  };
  app.get('/recovery/start', (request, reply) => show(request, reply, emptyForm()));
  app.post('/recovery/start', async (request, reply) => {
    const parsed = startForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    const id = await request.asPerson((tx, me) => startRecovery(tx, me, parsed.value));
    return reply.done(`/recovery/${id}`, 'Started. A second case reader confirms it on this page.');
  });
  app.post('/recovery/repeat', async (request, reply) => {
    if (wasGiven(request)) return reply.done('/recovery/start', CODE_SHOWN);
    const parsed = repeatForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    const { personId } = parsed.value;
    const given = await request.asPerson((tx, me) => repeatFirstCode(tx, me, app.services, personId));
    return markGiven(reply).html(
      <RecoveryCodePage context={request.page()} given={given} validFor="3 days" />,
    );
  });
}

export function recoveryRoutes(app: WebApp): void {
  app.get('/recovery', async (request, reply) => {
    const shown = await request.asPerson(showRecoveries);
    return reply.html(<RecoveriesPage context={request.page()} shown={shown} />);
  });
  startRoutes(app);
  app.get('/recovery/:id', async (request, reply) => {
    const recovery = await request.asPerson((tx, me) => showRecovery(tx, me, pathId(request)));
    return reply.html(<RecoveryPage context={request.page()} recovery={recovery} once={newOnce(request)} />);
  });
  app.post('/recovery/:id/confirm', async (request, reply) => {
    if (wasGiven(request)) return reply.done(`/recovery/${pathId(request)}`, CODE_SHOWN);
    const given = await request.asPerson((tx, me) => confirmRecovery(tx, me, app.services, pathId(request)));
    // Answered at once, without a redirect: the code is shown this once and kept nowhere.
    return markGiven(reply).html(
      <RecoveryCodePage context={request.page()} given={given} validFor="what is left of 24 hours" />,
    );
  });
  app.post('/recovery/:id/cancel', async (request, reply) => {
    await request.asPerson((tx, me) => cancelRecovery(tx, me, pathId(request)));
    return reply.done('/recovery', 'Cancelled. The code, if there was one, no longer works.');
  });
}
