import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { CODE_SHOWN, markGiven, newOnce, wasGiven } from '../once.ts';
import { pathId, queryText } from '../web.ts';
import { giveDutyForm } from './forms.ts';
import {
  askDuty,
  cancelDuty,
  confirmDuty,
  endDuty,
  requireEndable,
  showAskedDuty,
  showDuties,
  showDutyChoices,
} from './service.ts';
import { AskedDutyPage } from './views/AskedDutyPage.tsx';
import { DutiesPage } from './views/DutiesPage.tsx';
import { DutyCodePage } from './views/DutyCodePage.tsx';
import { EndDutyPage } from './views/EndDutyPage.tsx';
import { GiveDutyPage } from './views/GiveDutyPage.tsx';

const DONE = 'Done. Everybody who reads cases is told.';

function giveRoutes(app: WebApp): void {
  const show = async (request: WebRequest, reply: WebReply, form: FormState) => {
    const choices = await request.asPerson((tx, me) => showDutyChoices(tx, me, queryText(request, 'at')));
    return reply.html(<GiveDutyPage context={request.page()} choices={choices} form={form} />);
  };
  app.get('/people/duties/give', (request, reply) => show(request, reply, emptyForm()));
  app.post('/people/duties/give', async (request, reply) => {
    const parsed = giveDutyForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    const place = queryText(request, 'at') ?? '';
    try {
      const id = await request.asPerson((tx, me) => askDuty(tx, me, { ...parsed.value, place }));
      return reply.done(
        `/people/duties/asked/${id}`,
        'Asked. A second case reader confirms it on this page.',
      );
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply.code(422), { values: parsed.state.values, errors: error.fields });
    }
  });
}

function askedRoutes(app: WebApp): void {
  app.get('/people/duties/asked/:id', async (request, reply) => {
    const duty = await request.asPerson((tx, me) => showAskedDuty(tx, me, pathId(request)));
    return reply.html(<AskedDutyPage context={request.page()} duty={duty} once={newOnce(request)} />);
  });
  app.post('/people/duties/asked/:id/confirm', async (request, reply) => {
    if (wasGiven(request)) return reply.done('/people/duties', CODE_SHOWN);
    const given = await request.asPerson((tx, me) => confirmDuty(tx, me, app.services, pathId(request)));
    if (given === undefined) return reply.done('/people/duties', DONE);
    // Answered at once, without a redirect: the code is shown this once and kept nowhere.
    return markGiven(reply).html(<DutyCodePage context={request.page()} given={given} />);
  });
  app.post('/people/duties/asked/:id/cancel', async (request, reply) => {
    await request.asPerson((tx, me) => cancelDuty(tx, me, pathId(request)));
    return reply.done('/people/duties', DONE);
  });
}

export function dutiesRoutes(app: WebApp): void {
  app.get('/people/duties', async (request, reply) => {
    const duties = await request.asPerson(showDuties);
    return reply.html(<DutiesPage context={request.page()} duties={duties} />);
  });
  giveRoutes(app);
  askedRoutes(app);
  app.get('/people/duties/:id/end', async (request, reply) => {
    const duty = await request.asPerson((tx, me) => requireEndable(tx, me, pathId(request)));
    return reply.html(<EndDutyPage context={request.page()} duty={duty} />);
  });
  app.post('/people/duties/:id/end', async (request, reply) => {
    await request.asPerson((tx, me) => endDuty(tx, me, pathId(request)));
    return reply.done('/people/duties', DONE);
  });
}
