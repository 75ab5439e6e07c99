import { WellbeingNote } from '#domains/people';
import { NotFound } from '#platform/errors';
import type { WebApp } from '#platform/http';
import { isUuid } from '#platform/ids';
import { readCase } from './service.ts';
import { CasePage } from './views/case-page.tsx';

export function casePageRoutes(app: WebApp): void {
  app.get<{ Params: { id: string } }>('/concerns/:id', async (request, reply) => {
    const { id } = request.params;
    if (!isUuid(id)) throw new NotFound('not an id');
    const view = await request.asPerson((tx, me) => readCase(tx, me, id));
    return reply.html(<CasePage context={request.page()} view={view} beside={<WellbeingNote />} />);
  });
}
