import { Invalid } from '#platform/errors';
import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { termForm } from './forms.ts';
import { openTerm, readTerms, setTerm } from './service.ts';
import { TermPage } from './views/term-page.tsx';
import { TermsPage } from './views/terms-page.tsx';

interface WithClass {
  Params: { class: string };
}

async function show(request: WebRequest, reply: WebReply, name: string, form: FormState) {
  const term = await request.asPerson((tx, me) => openTerm(tx, me, name));
  return reply.html(<TermPage context={request.page()} term={term} form={form} />);
}

/** What is kept how long, and why. */
export function termRoutes(app: WebApp): void {
  app.get('/retention', async (request, reply) => {
    const terms = await request.asPerson(readTerms);
    return reply.html(<TermsPage context={request.page()} terms={terms} />);
  });

  const named = { config: { words: ['class'] } };
  app.get<WithClass>('/retention/terms/:class', named, (request, reply) =>
    show(request, reply, request.params.class, emptyForm()),
  );

  app.post<WithClass>('/retention/terms/:class', named, async (request, reply) => {
    const name = request.params.class;
    const parsed = termForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), name, parsed.state);
    try {
      await request.asPerson((tx, me) => setTerm(tx, me, name, parsed.value));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(request, reply.code(422), name, { values: parsed.state.values, errors: error.fields });
    }
    return reply.done('/retention', 'The term is set.');
  });
}
