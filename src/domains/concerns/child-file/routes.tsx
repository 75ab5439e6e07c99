import type { WebApp } from '#platform/http';
import { exportRoutes } from './export/routes.tsx';
import { readFilter } from './filter.ts';
import { historyRoutes } from './history/routes.tsx';
import { readChildFile } from './service.ts';
import { transferRoutes } from './transfer/routes.tsx';
import { ChildFilePage } from './views/child-file-page.tsx';

/** Everything that is held about one child. */
export function childFileRoutes(app: WebApp): void {
  app.get<{ Params: { id: string } }>('/children/:id', async (request, reply) => {
    const { filter, form } = readFilter(request.query);
    const file = await request.asPerson((tx, me) => readChildFile(tx, me, request.params.id, filter));
    if (form.errors.length > 0) reply.code(422);
    return reply.html(<ChildFilePage context={request.page()} file={file} form={form} />);
  });
  exportRoutes(app);
  transferRoutes(app);
  historyRoutes(app);
}
