import { WellbeingNote } from '#domains/people';
import type { WebApp } from '#platform/http';
import { mailLeaves } from '#platform/mailer';
import { loadToday } from './service.ts';
import { TodayPage } from './views/today.tsx';

export function todayRoutes(app: WebApp): void {
  app.get('/', async (request, reply) => {
    const today = await request.asPerson((tx, me) => loadToday(tx, me, mailLeaves(app.services)));
    return reply.html(<TodayPage context={request.page()} today={today} beside={<WellbeingNote />} />);
  });
}
