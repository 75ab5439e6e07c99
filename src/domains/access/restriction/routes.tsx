import type { WebApp } from '#platform/http';
import { listRestrictions } from './service.ts';
import { RestrictionsPage } from './views/restrictions.tsx';

/** What may not be used by whom: for whoever supervises, without a word of why. */
export function restrictionRoutes(app: WebApp): void {
  app.get('/restrictions', async (request, reply) => {
    const { schools, now } = await request.asPerson(async (tx, me) => ({
      schools: await listRestrictions(tx, me),
      now: tx.at,
    }));
    return reply.html(<RestrictionsPage context={request.page()} schools={schools} now={now} />);
  });
}
