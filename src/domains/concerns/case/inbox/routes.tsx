import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { saveForm } from '../saved/forms.ts';
import { removeFilter, saveFilter } from '../saved/service.ts';
import { searchForm } from '../search/forms.ts';
import { readFilter } from './filter.ts';
import { readInbox, startSearch } from './service.ts';
import { InboxPage } from './views/inbox-page.tsx';

interface Forms {
  readonly search?: FormState;
  readonly saving?: FormState;
}

async function show(request: WebRequest, reply: WebReply, query: unknown, forms: Forms = {}) {
  const inbox = await request.asPerson((tx, me) => readInbox(tx, me, readFilter(query)));
  const { search = emptyForm({ words: inbox.words ?? undefined }), saving = emptyForm() } = forms;
  return reply.html(<InboxPage context={request.page()} inbox={inbox} form={search} saving={saving} />);
}

function savedRoutes(app: WebApp): void {
  app.post('/concerns/saved', async (request, reply) => {
    const parsed = saveForm.parse(request.body);
    if (!parsed.ok) {
      const query = Object.fromEntries(new URLSearchParams(parsed.state.values.query?.[0] ?? ''));
      return show(request, reply.code(422), query, { saving: parsed.state });
    }
    const kept = await request.asPerson((tx, me) => saveFilter(tx, me, parsed.value));
    return reply.done(kept === '' ? '/concerns' : `/concerns?${kept}`, 'The list is saved.');
  });

  app.post<{ Params: { id: string } }>('/concerns/saved/:id/remove', async (request, reply) => {
    await request.asPerson((tx, me) => removeFilter(tx, me, request.params.id));
    return reply.done('/concerns', 'The saved list is taken away.');
  });
}

export function inboxRoutes(app: WebApp): void {
  savedRoutes(app);
  app.get('/concerns', (request, reply) => show(request, reply, request.query));

  app.post('/concerns/search', async (request, reply) => {
    const parsed = searchForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), {}, { search: parsed.state });
    const id = await request.asPerson((tx, me) => startSearch(tx, me, parsed.value.words));
    return reply.done(`/concerns?search=${id}`);
  });
}
