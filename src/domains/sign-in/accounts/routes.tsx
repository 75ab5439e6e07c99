import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { CODE_SHOWN, markGiven, newOnce, wasGiven } from '../once.ts';
import { proposedUserName } from '../user-name.ts';
import { pathId, queryText } from '../web.ts';
import { firstInvitationForm } from './forms.ts';
import type { Adult } from './queries.ts';
import { changeDisabled, invite, requireAdult, requireVouchable, showAccounts, vouch } from './service.ts';
import { AccountsPage } from './views/AccountsPage.tsx';
import { ClosePage } from './views/ClosePage.tsx';
import { InvitationGivenPage } from './views/InvitationGivenPage.tsx';
import { PersonAccountPage } from './views/PersonAccountPage.tsx';
import { VouchPage } from './views/VouchPage.tsx';

const proposal = (adult: Adult) =>
  emptyForm({ userName: proposedUserName(adult.givenName, adult.familyName) });

function inviteRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, form?: FormState) => {
    const adult = await request.asPerson((tx) => requireAdult(tx, pathId(request)));
    const shown = { adult, form: form ?? proposal(adult), once: newOnce(request) };
    return reply.html(<PersonAccountPage context={request.page()} {...shown} />);
  };
  app.get('/people/accounts/:id', (request, reply) => show(request, reply));
  app.post('/people/accounts/:id', async (request, reply) => {
    const personId = pathId(request);
    if (wasGiven(request)) return reply.done(`/people/accounts/${personId}`, CODE_SHOWN);
    const adult = await request.asPerson((tx) => requireAdult(tx, personId));
    const parsed = firstInvitationForm.parse(request.body);
    if (adult.userName === null && !parsed.ok) return show(request, reply.code(422), parsed.state);
    const userName = adult.userName === null && parsed.ok ? parsed.value.userName : null;
    try {
      const given = await request.asPerson((tx, me) => invite(tx, me, app.services, { personId, userName }));
      // Answered at once, without a redirect: the code is shown this once and kept nowhere.
      return markGiven(reply).html(<InvitationGivenPage context={request.page()} given={given} />);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply.code(422), { values: parsed.state.values, errors: error.fields });
    }
  });
}

function closeRoutes(app: WebApp): void {
  app.get('/people/accounts/:id/close', async (request, reply) => {
    const adult = await request.asPerson((tx) => requireAdult(tx, pathId(request)));
    return reply.html(<ClosePage context={request.page()} adult={adult} />);
  });
  app.post('/people/accounts/:id/close', async (request, reply) => {
    await request.asPerson((tx, me) => changeDisabled(tx, me, pathId(request), true));
    return reply.done(
      `/people/accounts/${pathId(request)}`,
      'The account is closed and its sessions are ended.',
    );
  });
  app.post('/people/accounts/:id/open', async (request, reply) => {
    await request.asPerson((tx, me) => changeDisabled(tx, me, pathId(request), false));
    return reply.done(`/people/accounts/${pathId(request)}`, 'The account is open again.');
  });
}

function vouchRoutes(app: WebApp): void {
  app.get('/people/accounts/:id/vouch', async (request, reply) => {
    const adult = await request.asPerson((tx) => requireVouchable(tx, pathId(request)));
    return reply.html(<VouchPage context={request.page()} adult={adult} />);
  });
  app.post('/people/accounts/:id/vouch', async (request, reply) => {
    await request.asPerson((tx, me) => vouch(tx, me, pathId(request)));
    return reply.done('/recovery', 'Done. What they wrote before is theirs again.');
  });
}

export function accountsRoutes(app: WebApp): void {
  app.get('/people/accounts', async (request, reply) => {
    const shown = await request.asPerson((tx, me) => showAccounts(tx, me, queryText(request, 'school')));
    return reply.html(<AccountsPage context={request.page()} shown={shown} />);
  });
  inviteRoutes(app);
  closeRoutes(app);
  vouchRoutes(app);
}
