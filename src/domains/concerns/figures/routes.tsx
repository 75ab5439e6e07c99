import type { WebApp } from '#platform/http';
import { figuresFile } from './file.ts';
import { exportFigures, readAsked, readFigures } from './service.ts';
import { FiguresPage } from './views/figures-page.tsx';

export function figuresRoutes(app: WebApp): void {
  app.get('/figures', async (request, reply) => {
    const figures = await request.asPerson((tx, me) => readFigures(tx, me, readAsked(request.query)));
    return reply.html(<FiguresPage context={request.page()} figures={figures} />);
  });

  app.get('/figures.csv', async (request, reply) => {
    const figures = await request.asPerson((tx, me) => exportFigures(tx, me, readAsked(request.query)));
    return reply
      .type('text/csv')
      .header('content-disposition', `attachment; filename="gatehouse-figures-${figures.period.id}.csv"`)
      .header('cache-control', 'no-store')
      .send(figuresFile(figures));
  });
}
