import { WellbeingNote } from '#domains/people';
import type { WebApp } from '#platform/http';
import { readCase } from './service.ts';
import { CasePage } from './views/case-page.tsx';

export function casePageRoutes(app: WebApp): void {
  app.get<{ Params: { id: string } }>('/concerns/:id', async (request, reply) => {
    const { id } = request.params;
    const view = await request.asPerson((tx, me) => readCase(tx, me, id));
    return reply.html(<CasePage context={request.page()} view={view} beside={<WellbeingNote />} />);
  });
}
