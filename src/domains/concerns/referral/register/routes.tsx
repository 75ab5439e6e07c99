import type { WebApp } from '#platform/http';
import { registerCsv } from './csv.ts';
import { readFilter } from './filter.ts';
import { exportRegister, readRegister } from './service.ts';
import { RegisterPage } from './views/register-page.tsx';

/** All referrals of the concerns that I may open. */
export function registerRoutes(app: WebApp): void {
  app.get('/referrals', async (request, reply) => {
    const register = await request.asPerson((tx, me) => readRegister(tx, me, readFilter(request.query)));
    return reply.html(<RegisterPage context={request.page()} register={register} />);
  });

  app.get('/referrals.csv', async (request, reply) => {
    const rows = await request.asPerson((tx, me) => exportRegister(tx, me, readFilter(request.query)));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="gatehouse-referrals.csv"')
      .header('cache-control', 'no-store')
      .send(registerCsv(rows));
  });
}
