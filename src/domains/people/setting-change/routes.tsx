import type { WebApp } from '#platform/http';
import { openHistory } from './service.ts';
import { HistoryPage } from './views/history-page.tsx';

/** What was changed of who is told, and when: what it was, by whom. */
export function settingChangeRoutes(app: WebApp): void {
  app.get<{ Params: { school: string } }>('/settings/changes/:school', async (request, reply) => {
    const history = await request.asPerson((tx, me) => openHistory(tx, me, request.params.school));
    return reply.html(<HistoryPage context={request.page()} history={history} />);
  });
}
