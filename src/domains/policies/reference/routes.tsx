import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { editionForm } from './forms.ts';
import { addEdition, openNewEdition, readRegister } from './service.ts';
import { EditionPage } from './views/edition-page.tsx';
import { ReferencesPage } from './views/references-page.tsx';

async function show(request: WebRequest, reply: WebReply, form: FormState) {
  const register = await request.asPerson(openNewEdition);
  return reply.html(<EditionPage context={request.page()} register={register} form={form} />);
}

/** What the law and the guidance say, by edition: for everybody to read, for the trust's lead to keep. */
export function referenceRoutes(app: WebApp): void {
  app.get('/references', async (request, reply) => {
    const register = await request.asPerson(readRegister);
    return reply.html(<ReferencesPage context={request.page()} register={register} />);
  });

  app.get('/references/new', (request, reply) => show(request, reply, emptyForm()));

  app.post('/references/new', async (request, reply) => {
    const parsed = editionForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), parsed.state);
    try {
      await request.asPerson((tx, me) => addEdition(tx, me, parsed.value));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply.code(422), { values: parsed.state.values, errors: error.fields });
    }
    return reply.done('/references', 'Edition added. The earlier ones are kept.');
  });
}
