import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { addAdultForm, emailForm } from './forms.ts';
import { addAdult, changeEmail, openEmail, schoolsToAddTo } from './service.ts';
import { AddAdultPage } from './views/add.tsx';
import { EmailPage } from './views/email.tsx';

interface PersonPath {
  Params: { id: string };
}

async function addPage(request: WebRequest, reply: WebReply, form: FormState): Promise<WebReply> {
  const schools = await request.asPerson(schoolsToAddTo);
  return reply.html(<AddAdultPage context={request.page()} schools={schools} form={form} />);
}

async function emailPage(
  request: WebRequest,
  reply: WebReply,
  id: string,
  form?: FormState,
): Promise<WebReply> {
  const person = await request.asPerson((tx, me) => openEmail(tx, me, id));
  const shown = form ?? emptyForm(person.email === null ? {} : { email: person.email });
  return reply.html(<EmailPage context={request.page()} person={person} form={shown} />);
}

/** Adults whom no roster brings, and where mail reaches them. */
export function adultRoutes(app: WebApp): void {
  app.get('/people/add', (request, reply) => addPage(request, reply, emptyForm()));

  app.post('/people/add', async (request, reply) => {
    const parsed = addAdultForm.parse(request.body);
    if (!parsed.ok) return addPage(request, reply.code(422), parsed.state);
    try {
      const id = await request.asPerson((tx, me) => addAdult(tx, me, parsed.value));
      return reply.done(`/people/accounts/${id}`, 'Added. Give them a sign-in here when they need one.');
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return addPage(request, reply.code(422), { ...parsed.state, errors: error.fields });
    }
  });

  app.get<PersonPath>('/people/:id/email', (request, reply) => emailPage(request, reply, request.params.id));

  app.post<PersonPath>('/people/:id/email', async (request, reply) => {
    const { id } = request.params;
    const parsed = emailForm.parse(request.body);
    if (!parsed.ok) return emailPage(request, reply.code(422), id, parsed.state);
    await request.asPerson((tx, me) => changeEmail(tx, me, id, parsed.value.email));
    return reply.done(`/people/${id}`, 'The e-mail address is saved.');
  });
}
