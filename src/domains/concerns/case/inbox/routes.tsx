import { emptyForm, type FormState } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from '#platform/http';
import { searchForm } from '../search/forms.ts';
import { readFilter } from './filter.ts';
import { readInbox, startSearch } from './service.ts';
import { InboxPage } from './views/inbox-page.tsx';

async function show(request: WebRequest, reply: WebReply, query: unknown, form?: FormState) {
  const inbox = await request.asPerson((tx, me) => readInbox(tx, me, readFilter(query)));
  const state = form ?? emptyForm({ words: inbox.words ?? undefined });
  return reply.html(<InboxPage context={request.page()} inbox={inbox} form={state} />);
}

export function inboxRoutes(app: WebApp): void {
  app.get('/concerns', (request, reply) => show(request, reply, request.query));

  app.post('/concerns/search', async (request, reply) => {
    const parsed = searchForm.parse(request.body);
    if (!parsed.ok) return show(request, reply.code(422), {}, parsed.state);
    const id = await request.asPerson((tx, me) => startSearch(tx, me, parsed.value.words));
    return reply.done(`/concerns?search=${id}`);
  });
}
